package org.haat.channelsync.channel.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A token bucket per account (or group of accounts) and {@link Quota#bucket} in this process. */
public final class TokenBucketThrottle implements Throttle {
    private static final double NANOS = 1_000_000_000.0;
    private final Map<Key, Bucket> buckets = new ConcurrentHashMap<>();
    private final Clock clock;

    public TokenBucketThrottle(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Duration take(UUID account, Quota quota) {
        return bucket(account, quota).take(clock.instant(), quota.floor());
    }

    @Override
    public void learn(UUID account, Quota quota, double ratePerSecond) {
        if (!Throttle.isNonsense(ratePerSecond)) {
            bucket(account, quota).rate(quota.ours(ratePerSecond), clock.instant());
        }
    }

    @Override
    public void refused(UUID account, Quota quota, Duration wait) {
        bucket(account, quota).empty(clock.instant().plus(wait));
    }

    private Bucket bucket(UUID account, Quota quota) {
        String group = quota.group();
        Key place = new Key(group == null ? account.toString() : group, quota.bucket());
        return buckets.computeIfAbsent(place, key -> new Bucket(quota, clock.instant()));
    }

    private record Key(String owner, String bucket) {}

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

        synchronized Duration take(Instant now, int floor) {
            fill(now);
            if (now.isBefore(filledAt)) {
                return Duration.between(now, filledAt).plus(untilOneAbove(floor));
            }
            if (permits >= 1 + floor) {
                permits -= 1;
                return Duration.ZERO;
            }
            return untilOneAbove(floor);
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

        private Duration untilOneAbove(int floor) {
            return Duration.ofNanos((long) Math.ceil(Math.max(0, 1 + floor - permits) / rate * NANOS));
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
