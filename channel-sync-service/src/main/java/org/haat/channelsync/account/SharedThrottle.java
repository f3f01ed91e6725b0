package org.haat.channelsync.account;

import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.haat.channelsync.account.ThrottleBuckets.Draw;
import org.haat.channelsync.channel.http.OnLane;
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

    /** Who gave way while so many permits came back gives way no more, once. */
    private static final int PERMITS_OF_PATIENCE = 8;

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

    private record Key(String owner, String bucket) {}

    @Override
    public Duration take(UUID account, Quota quota) {
        return holding(account, quota).take(account, quota);
    }

    @Override
    public void learn(UUID account, Quota quota, double ratePerSecond) {
        if (!Throttle.isNonsense(ratePerSecond)) {
            holding(account, quota).learn(account, quota, ratePerSecond);
        }
    }

    @Override
    public void refused(UUID account, Quota quota, Duration wait) {
        holding(account, quota).refused(account, quota, wait);
    }

    private Holding holding(UUID account, Quota quota) {
        String group = quota.group();
        String owner = group == null ? account.toString() : group;
        return holdings.computeIfAbsent(new Key(owner, quota.bucket()), key -> new Holding());
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
        return quota.at(quota.ratePerSecond(), quota.burst() - reserve);
    }

    /** What this replica holds of one bucket and believes of it. */
    private final class Holding {
        /** The stored account under which the bucket is kept; known once it was asked for. */
        private @Nullable UUID keeper;

        /** Accounts of the group that are known to share the bucket. */
        private final Set<UUID> sharing = new HashSet<>();

        private int permits;
        private Instant permitsUntil = Instant.EPOCH;
        private Instant askedAt = Instant.EPOCH;
        private Instant closedUntil = Instant.EPOCH;
        private int closedAbove;
        private final GivingWay givingWay = new GivingWay();
        private Instant urgentUntil = Instant.EPOCH;
        private @Nullable Double learnt;
        private @Nullable Instant untoldRefusal;
        private boolean away;

        synchronized Duration take(UUID account, Quota quota) {
            Instant now = clock.instant();
            if (permits > 0 && now.isBefore(permitsUntil) && isKnown(account, quota)) {
                permits--;
                return Duration.ZERO;
            }
            permits = 0;
            boolean itsTurn = givingWay.isItsTurn(patience(quota), now);
            if (!OnLane.givesWay()) {
                urgentUntil = now.plus(patience(quota));
            }
            if (!OnLane.givesWay() || quota.goesOn()) {
                return take(account, quota, quota.floor(itsTurn ? 1 : 0), now);
            }
            Duration wait = take(account, quota, itsTurn ? quota.floor(0) : givingWay(quota, now), now);
            return givingWay.answered(wait, patience(quota), now);
        }

        /**
         * Where urgent calls come one after the other, each finds the next permit: also in a bucket too small for a share.
         * In one that no urgent call asks for nothing is kept.
         */
        private int givingWay(Quota quota, Instant now) {
            return now.isBefore(urgentUntil) ? Math.max(quota.floor(), quota.floor(1)) : quota.floor();
        }

        /** The first call of each account of a group asks, so that it is written down who shares. */
        private boolean isKnown(UUID account, Quota quota) {
            return quota.group() == null || sharing.contains(account);
        }

        private Duration take(UUID account, Quota quota, int floor, Instant now) {
            boolean believed =
                    !now.isBefore(askedAt) && now.isBefore(askedAt.plus(LONGEST_BELIEF)) && floor >= closedAbove;
            return believed && now.isBefore(closedUntil)
                    ? Duration.between(now, closedUntil)
                    : ask(account, quota, floor, now);
        }

        /** So many permits come back while somebody gives way patiently. */
        private Duration patience(Quota quota) {
            return Duration.ofMillis((long) Math.ceil(PERMITS_OF_PATIENCE / rate(quota) * 1_000));
        }

        private double rate(Quota quota) {
            return learnt == null ? quota.ratePerSecond() : quota.ours(learnt);
        }

        private Duration ask(UUID account, Quota quota, int floor, Instant now) {
            try {
                tellRefusal(account, quota, now);
                int lease = lease(rate(quota), quota.burst());
                Optional<ThrottleBuckets.Answer> answer = stored(account, quota, lease, floor);
                away = false;
                return answer.isEmpty() ? notStored.take(account, quota) : granted(answer.get(), floor, now);
            } catch (RuntimeException e) {
                return closed(now, waitForDatabase(account, e), 0);
            }
        }

        private Optional<ThrottleBuckets.Answer> stored(UUID account, Quota quota, int lease, int floor) {
            Quota row = within(quota, lease);
            int kept = Math.min(floor, row.burst() - 1);
            return buckets.take(draw(account, row), lease, kept)
                    .or(() -> buckets.take(drawAnew(account, row), lease, kept));
        }

        private Draw draw(UUID account, Quota quota) {
            UUID known = keeper;
            return quota.group() == null || (known != null && sharing.contains(account))
                    ? new Draw(known == null ? account : known, account, quota)
                    : drawAnew(account, quota);
        }

        /** Who kept the bucket may be gone since this replica asked, or the account may have come to another group, or to none. */
        private Draw drawAnew(UUID account, Quota quota) {
            String group = quota.group();
            if (group == null) {
                buckets.leaveGroups(account);
                return new Draw(account, account, quota);
            }
            Optional<UUID> found = buckets.keeper(group, quota.bucket(), account);
            found.ifPresent(there -> {
                sharing.add(account);
                keeper = there;
            });
            return new Draw(found.orElse(account), account, quota);
        }

        private Duration granted(ThrottleBuckets.Answer answer, int floor, Instant now) {
            learnt = answer.learntRate();
            if (answer.granted() == 0) {
                return closed(now, answer.free(), floor);
            }
            permits = answer.granted() - 1;
            permitsUntil = now.plus(LONGEST_LEASE);
            return Duration.ZERO;
        }

        private Duration closed(Instant now, Duration wait, int floor) {
            askedAt = now;
            closedAbove = floor;
            closedUntil = now.plus(wait);
            return wait;
        }

        private Duration waitForDatabase(UUID account, RuntimeException e) {
            if (!DatabaseDown.isCauseOf(e)) {
                Log.errorf(e, "The quota of account %s cannot be counted; its calls wait", account);
            } else if (!away) {
                Log.warnf("Calls of account %s wait for the database that counts its quota", account);
            }
            away = true;
            return DATABASE_AWAY;
        }

        /** A rate that could not be written is told again by the next answer. */
        synchronized void learn(UUID account, Quota quota, double ratePerSecond) {
            if (learnt != null && Math.abs(learnt - ratePerSecond) <= 1e-9 * ratePerSecond) {
                return;
            }
            try {
                int lease = lease(quota.ours(ratePerSecond), quota.burst());
                Quota row = within(quota, lease);
                if (buckets.learn(draw(account, row), ratePerSecond)
                        || buckets.learn(drawAnew(account, row), ratePerSecond)) {
                    learnt = ratePerSecond;
                } else {
                    notStored.learn(account, quota, ratePerSecond);
                }
            } catch (RuntimeException e) {
                Log.debugf("The rate of account %s is not written yet: %s", account, e.getMessage());
            }
        }

        synchronized void refused(UUID account, Quota quota, Duration wait) {
            Instant now = clock.instant();
            permits = 0;
            untoldRefusal = now.plus(wait);
            try {
                tellRefusal(account, quota, now);
            } catch (RuntimeException e) {
                closed(now, waitForDatabase(account, e), 0); // told before anything is asked for again
            }
        }

        private void tellRefusal(UUID account, Quota quota, Instant now) {
            Instant until = untoldRefusal;
            if (until != null) {
                Duration wait = until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
                Quota row = within(quota, 1);
                if (!buckets.empty(draw(account, row), wait) && !buckets.empty(drawAnew(account, row), wait)) {
                    notStored.refused(account, quota, wait);
                }
                untoldRefusal = null;
                closedUntil = now;
            }
        }
    }
}
