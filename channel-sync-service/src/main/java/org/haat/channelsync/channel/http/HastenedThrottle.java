package org.haat.channelsync.channel.http;

import java.time.Duration;
import java.util.UUID;

/**
 * Quotas of a partner whose own time runs faster than ours, as the sandbox's does when a demonstration hastens it: an
 * hour's quota is there again after an hour of the partner's time. What a partner tells (a rate, a wait) is in our time.
 */
public final class HastenedThrottle implements Throttle {
    private final Throttle buckets;
    private final double scale;

    /** @param scale length of the partner's second in ours, above 0; 0.01 runs a hundred times as fast */
    public HastenedThrottle(Throttle buckets, double scale) {
        this.buckets = buckets;
        this.scale = scale;
    }

    @Override
    public Duration take(UUID account, Quota quota) {
        return buckets.take(account, ours(quota));
    }

    @Override
    public void learn(UUID account, Quota quota, double ratePerSecond) {
        buckets.learn(account, ours(quota), ratePerSecond);
    }

    @Override
    public void refused(UUID account, Quota quota, Duration wait) {
        buckets.refused(account, ours(quota), wait);
    }

    private Quota ours(Quota quota) {
        return quota.at(quota.ratePerSecond() / scale, quota.burst());
    }
}
