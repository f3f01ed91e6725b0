package org.haat.channelsync.overview;

import org.jspecify.annotations.Nullable;

/**
 * What went on for an account in the last hour.
 *
 * @param calls that left for the channel
 * @param throttled of them, answered "too many" (429)
 * @param accepted from a change to its acceptance, whatever held it up; null when none was accepted
 * @param live from a change of a listing to its being seen live; null when none was seen
 */
public record LastHour(
        long calls,
        long throttled,
        @Nullable Spread accepted,
        @Nullable Spread live) {
    static final LastHour QUIET = new LastHour(0, 0, null, null);

    /**
     * How long changes took, each figure at most a fifth too high.
     *
     * @param p50Millis half of them took no longer
     * @param p99Millis 99 of 100 took no longer
     */
    public record Spread(long changes, long p50Millis, long p99Millis) {}
}
