package org.haat.channelsync.channel;

import java.time.Duration;

/**
 * What a channel publishes that an account may call: a bucket of {@code burst} permits that fills again at
 * {@code ratePerSecond}. The channel's own answers may grant another rate at run time.
 *
 * @param operation as the transcript names it; {@link #ALL} for all of the account's operations together
 */
public record CallPlan(String operation, double ratePerSecond, int burst) {
    public static final String ALL = "*";

    /** How long an empty bucket takes to fill. */
    public Duration refill() {
        return Duration.ofMillis((long) Math.ceil(1000 * burst / ratePerSecond));
    }
}
