package org.haat.channelsync.overview;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Calls that left in the window that ends now, against what the channel grants in it.
 *
 * @param operation as the transcript names it; {@code *} stands for all together
 * @param throttled of the calls, answered "too many"
 * @param windowSeconds the window: about an hour, or a minute or two where the quota fills again within a minute
 * @param granted burst and rate over the window; null where the channel states no limit
 * @param share of the granted calls that is used; above 1 means more than was granted
 * @param source where the rate is known from
 * @param learntAt when the channel last granted another rate
 */
public record QuotaUse(
        String operation,
        long calls,
        long throttled,
        long windowSeconds,
        @Nullable Double ratePerSecond,
        @Nullable Integer burst,
        @Nullable Long granted,
        @Nullable Double share,
        @Nullable Source source,
        @Nullable Instant learntAt) {

    /** Where a rate is known from. */
    public enum Source {
        /** The dated table that travels with the channel. */
        PUBLISHED,
        /** The channel's own answers to this account. */
        LEARNT
    }

    /** {@code granted} is at least one call, so that a share can always be told. */
    static QuotaUse limited(
            String operation, Calls calls, double ratePerSecond, int burst, @Nullable Instant learntAt) {
        long granted = Math.max(1, Math.round(burst + ratePerSecond * calls.windowSeconds()));
        return new QuotaUse(
                operation,
                calls.calls(),
                calls.throttled(),
                calls.windowSeconds(),
                ratePerSecond,
                burst,
                granted,
                (double) calls.calls() / granted,
                learntAt == null ? Source.PUBLISHED : Source.LEARNT,
                learntAt);
    }

    static QuotaUse unlimited(String operation, Calls calls) {
        return new QuotaUse(
                operation, calls.calls(), calls.throttled(), calls.windowSeconds(), null, null, null, null, null, null);
    }

    /** What was counted in a window. */
    record Calls(long calls, long throttled, long windowSeconds) {}
}
