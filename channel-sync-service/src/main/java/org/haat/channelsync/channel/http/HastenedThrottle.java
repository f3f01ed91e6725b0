package org.haat.channelsync.channel.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;

/**
 * Quotas of a partner whose own time runs faster than ours, as the sandbox's does when a demonstration hastens it: an
 * hour's quota is there again after an hour of the partner's time.
 */
public final class HastenedThrottle implements Throttle {
    private final Throttle buckets;
    private final double scale;

    /** @param scale length of the partner's second in ours, above 0; 0.01 runs a hundred times as fast */
    public HastenedThrottle(Clock clock, double scale) {
        this.buckets = new TokenBucketThrottle(new HastenedClock(clock, clock.instant(), scale));
        this.scale = scale;
    }

    @Override
    public Duration take(UUID account, Quota quota) {
        return ours(buckets.take(account, quota));
    }

    @Override
    public void learn(UUID account, Quota quota, double ratePerSecond) {
        // A partner tells its rate in our seconds, and the buckets count in its own.
        buckets.learn(account, quota, ratePerSecond * scale);
    }

    @Override
    public void refused(UUID account, Quota quota, Duration wait) {
        buckets.refused(account, quota, Duration.ofNanos((long) (wait.toNanos() / scale)));
    }

    /** Rounded up, so that a permit is there when the wait is over. */
    private Duration ours(Duration partners) {
        return Duration.ofNanos((long) Math.ceil(partners.toNanos() * scale));
    }

    private static final class HastenedClock extends Clock {
        private final Clock clock;
        private final Instant start;
        private final double scale;

        HastenedClock(Clock clock, Instant start, double scale) {
            this.clock = clock;
            this.start = start;
            this.scale = scale;
        }

        @Override
        public Instant instant() {
            Duration passed = Duration.between(start, clock.instant());
            return start.plusNanos((long) (passed.toNanos() / scale));
        }

        @Override
        public ZoneId getZone() {
            return clock.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return new HastenedClock(clock.withZone(zone), start, scale);
        }
    }
}
