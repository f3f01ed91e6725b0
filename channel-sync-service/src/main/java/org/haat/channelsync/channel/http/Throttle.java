package org.haat.channelsync.channel.http;

import java.time.Duration;
import java.util.UUID;

/** Keeps an account inside its quota. Thread-safe; accounts never share a permit, except those of one {@link Quota#group}. */
public interface Throttle {
    /**
     * Takes a permit.
     *
     * @return zero when the call may go now, else how long until a permit is free; then none was taken
     */
    Duration take(UUID account, Quota quota);

    /** A call a day. */
    double SLOWEST = 1.0 / 86_400;

    /** More than any partner grants, and any of its stand-ins. */
    double FASTEST = 1_000_000;

    /** A rate that no partner means: by it the next call, which could tell a better one, would never go, or all would go at once. */
    static boolean isNonsense(double ratePerSecond) {
        return !(ratePerSecond >= SLOWEST && ratePerSecond <= FASTEST);
    }

    /**
     * The partner told the rate it now applies; it replaces the quota's own until told otherwise. Nonsense is not learnt.
     *
     * @param ratePerSecond as told, of which each call uses its {@link Quota#share}
     */
    void learn(UUID account, Quota quota, double ratePerSecond);

    /** The partner refused for lack of permits: nothing goes before {@code wait} is over, and the bucket is empty. */
    void refused(UUID account, Quota quota, Duration wait);
}
