package org.haat.edge;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** Tells a database that does not answer (try again) from a fault of ours. */
public final class DatabaseDown {
    private DatabaseDown() {}

    /** True for lost or refused connections, an exhausted pool, a shutdown, a serialization failure or a deadlock. */
    public static boolean isCauseOf(@Nullable Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException) {
                return true;
            }
            if (cause instanceof SQLException sql && isTransient(sql)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTransient(SQLException e) {
        String state = e.getSQLState();
        boolean acquisitionTimedOut =
                state == null && String.valueOf(e.getMessage()).contains("Acquisition timeout");
        return acquisitionTimedOut
                || (state != null
                        && (state.startsWith("08")
                                || state.startsWith("57P")
                                || state.startsWith("53")
                                || "40001".equals(state)
                                || "40P01".equals(state)));
    }
}
