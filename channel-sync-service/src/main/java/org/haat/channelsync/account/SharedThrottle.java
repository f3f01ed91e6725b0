package org.haat.channelsync.account;

import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.haat.channelsync.channel.http.Quota;
import org.haat.channelsync.channel.http.Throttle;
import org.haat.channelsync.channel.http.TokenBucketThrottle;
import org.haat.edge.DatabaseDown;
import org.jspecify.annotations.Nullable;

/**
 * Quotas that all replicas share and that outlive a restart: permits are drawn from rows in the database, for a fast bucket
 * several at a time, so that a call does not cost a round trip. What a replica holds unspent is held back from the row's
 * burst, so that no number of up to four replicas ever has more than the partner grants. While the database is away nothing
 * is granted: a call waits, it never goes uncounted.
 */
@Singleton
public class SharedThrottle implements Throttle {
    private static final double SECONDS_OF_A_LEASE = 0.1;
    private static final Duration LONGEST_LEASE = Duration.ofMillis(250);
    private static final int REPLICAS = 4;
    private static final int BURST_WITH_RESERVE = 5;
    /** Another replica may have learnt better meanwhile. */
    private static final Duration LONGEST_BELIEF = Duration.ofSeconds(1);

    private static final Duration DATABASE_AWAY = Duration.ofSeconds(1);
    private final Map<Key, Holding> holdings = new ConcurrentHashMap<>();
    private final ThrottleBuckets buckets;
    private final Throttle notStored;
    private final Clock clock;

    public SharedThrottle(ThrottleBuckets buckets, Clock clock) {
        this.buckets = buckets;
        this.clock = clock;
        this.notStored = new TokenBucketThrottle(clock);
    }

    private record Key(UUID account, String bucket) {}

    @Override
    public Duration take(UUID account, Quota quota) {
        return holding(account, quota).take(quota);
    }

    @Override
    public void learn(UUID account, Quota quota, double ratePerSecond) {
        if (ratePerSecond > 0 && Double.isFinite(ratePerSecond)) {
            holding(account, quota).learn(quota, ratePerSecond);
        }
    }

    @Override
    public void refused(UUID account, Quota quota, Duration wait) {
        holding(account, quota).refused(quota, wait);
    }

    private Holding holding(UUID account, Quota quota) {
        return holdings.computeIfAbsent(new Key(account, quota.bucket()), key -> new Holding(account));
    }

    /** One call's worth, or a tenth of a second's where that is more; never so much that the burst suffers. */
    private static int lease(double rate, int burst) {
        return (int) Math.max(1, Math.min(rate * SECONDS_OF_A_LEASE, burst / 20.0));
    }

    /**
     * What the row may hold: less than the partner's own bucket by what replicas may hold unspent, and by one permit, so
     * that a call which travels faster than the one before it does not come too early.
     */
    private static Quota within(Quota quota, int lease) {
        int reserve = (quota.burst() >= BURST_WITH_RESERVE ? 1 : 0) + (lease > 1 ? REPLICAS * lease : 0);
        return new Quota(quota.bucket(), quota.operation(), quota.ratePerSecond(), quota.burst() - reserve);
    }

    /** What this replica holds of one bucket and believes of it. */
    private final class Holding {
        private final UUID account;
        private int permits;
        private Instant permitsUntil = Instant.EPOCH;
        private Instant askedAt = Instant.EPOCH;
        private Instant closedUntil = Instant.EPOCH;
        private @Nullable Double learnt;
        private @Nullable Instant untoldRefusal;
        private boolean away;

        Holding(UUID account) {
            this.account = account;
        }

        synchronized Duration take(Quota quota) {
            Instant now = clock.instant();
            if (permits > 0 && now.isBefore(permitsUntil)) {
                permits--;
                return Duration.ZERO;
            }
            permits = 0;
            boolean believed = !now.isBefore(askedAt) && now.isBefore(askedAt.plus(LONGEST_BELIEF));
            return believed && now.isBefore(closedUntil) ? Duration.between(now, closedUntil) : ask(quota, now);
        }

        private Duration ask(Quota quota, Instant now) {
            try {
                tellRefusal(quota, now);
                int lease = lease(learnt == null ? quota.ratePerSecond() : learnt, quota.burst());
                Optional<ThrottleBuckets.Answer> answer = buckets.take(account, within(quota, lease), lease);
                away = false;
                return answer.isEmpty() ? notStored.take(account, quota) : granted(answer.get(), now);
            } catch (RuntimeException e) {
                return closed(now, waitForDatabase(e));
            }
        }

        private Duration granted(ThrottleBuckets.Answer answer, Instant now) {
            learnt = answer.learntRate();
            if (answer.granted() == 0) {
                return closed(now, answer.free());
            }
            permits = answer.granted() - 1;
            permitsUntil = now.plus(LONGEST_LEASE);
            return Duration.ZERO;
        }

        private Duration closed(Instant now, Duration wait) {
            askedAt = now;
            closedUntil = now.plus(wait);
            return wait;
        }

        private Duration waitForDatabase(RuntimeException e) {
            if (!DatabaseDown.isCauseOf(e)) {
                Log.errorf(e, "The quota of account %s cannot be counted; its calls wait", account);
            } else if (!away) {
                Log.warnf("Calls of account %s wait for the database that counts its quota", account);
            }
            away = true;
            return DATABASE_AWAY;
        }

        /** A rate that could not be written is told again by the next answer. */
        synchronized void learn(Quota quota, double ratePerSecond) {
            if (learnt != null && Math.abs(learnt - ratePerSecond) <= 1e-9 * ratePerSecond) {
                return;
            }
            try {
                int lease = lease(ratePerSecond, quota.burst());
                if (buckets.learn(account, within(quota, lease), ratePerSecond)) {
                    learnt = ratePerSecond;
                } else {
                    notStored.learn(account, quota, ratePerSecond);
                }
            } catch (RuntimeException e) {
                Log.debugf("The rate of account %s is not written yet: %s", account, e.getMessage());
            }
        }

        synchronized void refused(Quota quota, Duration wait) {
            Instant now = clock.instant();
            permits = 0;
            untoldRefusal = now.plus(wait);
            try {
                tellRefusal(quota, now);
            } catch (RuntimeException e) {
                closed(now, waitForDatabase(e)); // told before anything is asked for again
            }
        }

        private void tellRefusal(Quota quota, Instant now) {
            Instant until = untoldRefusal;
            if (until != null) {
                Duration wait = until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
                if (!buckets.empty(account, within(quota, 1), wait)) {
                    notStored.refused(account, quota, wait);
                }
                untoldRefusal = null;
                closedUntil = now;
            }
        }
    }
}
