package org.haat.channelsync.overview;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls of the last hour minute by minute, the oldest first, the minute under way last.
 *
 * @param operation the one whose quota is fullest; {@code *} for all together
 * @param throttled of them, answered "too many"
 * @param granted calls a minute that the channel grants; null where it states none
 */
public record PerMinute(
        String operation,
        List<Long> calls,
        List<Long> throttled,
        @Nullable Double granted) {
    /** How many minutes are told. */
    public static final int MINUTES = 60;

    public long most() {
        return calls.stream().mapToLong(Long::longValue).max().orElse(0);
    }

    public long now() {
        return calls.get(calls.size() - 1);
    }

    /** Calls of the minute before the one that is under way. */
    public long lastWhole() {
        return calls.get(calls.size() - 2);
    }
}
