package org.haat.sandbox.pace;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The sandbox's time.
 *
 * @param clock where now comes from; tests inject one they can move
 * @param factor what every delay and quota window is multiplied by: 1 is the marketplaces' own pace, 0.01 a hundred times faster
 */
public record Pace(Clock clock, double factor) {
    public Pace {
        if (!(factor > 0 && factor <= 100)) {
            throw new IllegalArgumentException("Speed factor must be above 0 and at most 100, not " + factor);
        }
    }

    /** Now, in whole milliseconds, as the marketplaces print it. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** How long the sandbox takes for what takes a marketplace {@code real}. */
    public Duration scaled(Duration real) {
        return Duration.ofMillis(Math.round(real.toMillis() * factor));
    }

    public Instant in(Duration real) {
        return now().plus(scaled(real));
    }
}
