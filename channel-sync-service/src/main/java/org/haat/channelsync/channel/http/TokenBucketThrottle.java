package org.haat.channelsync.channel.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A token bucket per account and {@link Quota#bucket} in this process. */
public final class TokenBucketThrottle implements Throttle {
    private static final double NANOS = 1_000_000_000.0;
    private final Map<Key, Bucket> buckets = new ConcurrentHashMap<>();
    private final Clock clock;

    public TokenBucketThrottle(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Duration take(UUID account, Quota quota) {
        return bucket(account, quota).take(clock.instant());
    }

    @Override
    public void learn(UUID account, Quota quota, double ratePerSecond) {
        if (ratePerSecond > 0 && Double.isFinite(ratePerSecond)) {
            bucket(account, quota).rate(ratePerSecond, clock.instant());
        }
    }

    @Override
    public void refused(UUID account, Quota quota, Duration wait) {
        bucket(account, quota).empty(clock.instant().plus(wait));
    }

    private Bucket bucket(UUID account, Quota quota) {
        return buckets.computeIfAbsent(new Key(account, quota.bucket()), key -> new Bucket(quota, clock.instant()));
    }

    private record Key(UUID account, String bucket) {}

    private static final class Bucket {
        private final int burst;
        private double rate;
        private double permits;
        private Instant filledAt;

        Bucket(Quota quota, Instant now) {
            this.burst = quota.burst();
            this.rate = quota.ratePerSecond();
            this.permits = quota.burst();
            this.filledAt = now;
        }

        synchronized Duration take(Instant now) {
            fill(now);
            if (now.isBefore(filledAt)) {
                return Duration.between(now, filledAt).plus(untilOne());
            }
            if (permits >= 1) {
                permits -= 1;
                return Duration.ZERO;
            }
            return untilOne();
        }

        synchronized void rate(double perSecond, Instant now) {
            fill(now);
            rate = perSecond;
        }

        /** {@code filledAt} in the future means that filling starts only then. */
        synchronized void empty(Instant notBefore) {
            permits = 0;
            filledAt = notBefore;
        }

        private Duration untilOne() {
            return Duration.ofNanos((long) Math.ceil(Math.max(0, 1 - permits) / rate * NANOS));
        }

        private void fill(Instant now) {
            if (now.isAfter(filledAt)) {
                double seconds = Duration.between(filledAt, now).toNanos() / NANOS;
                permits = Math.min(burst, permits + seconds * rate);
                filledAt = now;
            }
        }
    }
}
