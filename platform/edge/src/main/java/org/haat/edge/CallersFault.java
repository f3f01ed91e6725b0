package org.haat.edge;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults of a caller that show only deep inside, where nobody says them in words. */
final class CallersFault {
    /** PostgreSQL's {@code character_not_in_repertoire}: a NUL in a text, the one character that none of its texts holds. */
    private static final String NUL = "22021";

    /** PostgreSQL's {@code datetime_field_overflow}: a time that Java can say and no calendar of the database has. */
    private static final String BEYOND_TIME = "22008";

    private CallersFault() {}

    /** Null for a fault of ours. */
    static @Nullable Problem of(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && NUL.equals(sql.getSQLState())) {
                return Problem.badRequest(
                        "nul", "What was sent holds a NUL character, which no text may. Take it out.");
            }
            if (cause instanceof SQLException sql && BEYOND_TIME.equals(sql.getSQLState())) {
                return Problem.badRequest(
                        "bad-request", "What was sent holds a time that lies beyond every calendar. Correct the year.");
            }
            if (isSlowBody(cause)) {
                return new Problem(
                        408, "body-too-slow", "The body did not come within 30 seconds. Send it again.", List.of());
            }
        }
        return null;
    }

    /** The server says it by an exception of no own kind; those of sockets that we read from are of a kind of theirs. */
    private static boolean isSlowBody(Throwable e) {
        return e.getClass() == IOException.class && "Read timed out".equals(e.getMessage());
    }
}
