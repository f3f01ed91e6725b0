package org.haat.edge;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells a database that does not answer (try again) from a fault of ours. */
public final class DatabaseDown {
    private static final String POOLS_PATIENCE = "cquisition timeout";

    /**
     * How the pool says it, which gives no SQL state: no connection in time; a pooled connection that had died before it
     * could join the transaction; a pool that closes.
     */
    private static final List<String> POOLS_WORDS = List.of(
            POOLS_PATIENCE,
            "Interrupted while acquiring",
            "Failed to enlist",
            "pool is closed",
            "pool is shutting down");

    private DatabaseDown() {}

    /**
     * True for lost or refused connections, an exhausted pool, a shutdown, a serialization failure, a deadlock, a lock that
     * another did not give up in time, and a transaction that was ended because it did nothing for too long.
     */
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

    /** True if it was waited for in vain: whoever tries again at once waits as long again. */
    public static boolean isSilent(@Nullable Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException
                    || (cause instanceof SQLException sql && saysPool(sql, POOLS_PATIENCE))) {
                return true;
            }
        }
        return false;
    }

    private static boolean saysPool(SQLException e, String words) {
        return e.getSQLState() == null && String.valueOf(e.getMessage()).contains(words);
    }

    private static boolean isTransient(SQLException e) {
        String state = e.getSQLState();
        return state == null
                ? POOLS_WORDS.stream().anyMatch(words -> saysPool(e, words))
                : state.startsWith("08")
                        || state.startsWith("57P")
                        || state.startsWith("53")
                        || "40001".equals(state)
                        || "40P01".equals(state)
                        || "55P03".equals(state)
                        || "25P03".equals(state);
    }
}
