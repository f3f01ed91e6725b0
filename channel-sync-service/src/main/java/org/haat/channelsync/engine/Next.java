package org.haat.channelsync.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a lane wants to run again; a signal runs it earlier.
 *
 * @param after zero for at once (behind the other accounts' work), null for when a signal or the slow poll comes
 * @param quiet true when even a signal must wait until {@code after} is over (a partner asked us to wait)
 */
public record Next(@Nullable Duration after, boolean quiet) {
    public static Next now() {
        return new Next(Duration.ZERO, false);
    }

    public static Next idle() {
        return new Next(null, false);
    }

    public static Next after(Duration pause) {
        return new Next(pause, false);
    }

    /** The partner asked for silence. */
    public static Next notBefore(Duration pause) {
        return new Next(pause, true);
    }
}
