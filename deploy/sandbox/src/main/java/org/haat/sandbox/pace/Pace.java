package org.haat.sandbox.pace;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The sandbox's time. Used by one thread. */
public final class Pace {
    private final Clock clock;
    private final double factor;
    private @Nullable Instant moment;

    /**
     * @param clock where now comes from; tests inject one they can move
     * @param factor what every delay and quota window is multiplied by: 1 is the marketplaces' own pace, 0.01 a hundred
     *     times faster
     */
    public Pace(Clock clock, double factor) {
        if (!(factor > 0 && factor <= 100)) {
            throw new IllegalArgumentException("Speed factor must be above 0 and at most 100, not " + factor);
        }
        this.clock = clock;
        this.factor = factor;
    }

    public double factor() {
        return factor;
    }

    /** Now, in whole milliseconds, as the marketplaces print it; while something overdue is caught up on, its own time. */
    public Instant now() {
        return moment != null ? moment : clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Does what should have been done at {@code then}, as if it were then. */
    void at(Instant then, Runnable action) {
        moment = then;
        try {
            action.run();
        } finally {
            moment = null;
        }
    }

    /** How long the sandbox takes for what takes a marketplace {@code real}. */
    public Duration scaled(Duration real) {
        return Duration.ofMillis(Math.round(real.toMillis() * factor));
    }
}
