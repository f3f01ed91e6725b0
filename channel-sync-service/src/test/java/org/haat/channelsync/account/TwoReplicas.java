package org.haat.channelsync.account;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.channel.MovableClock;
import org.haat.channelsync.channel.http.Quota;
import org.haat.channelsync.channel.http.Throttle;
import org.haat.channelsync.database.Sql;
import org.junit.jupiter.api.BeforeEach;

/** Two replicas that draw on the same quotas, in time that a test moves. */
abstract class TwoReplicas {
    static final Quota PATCH = new Quota("patchListingsItem", 5, 5);

    @Inject
    SyncBench bench;

    @Inject
    Sql sql;

    final MovableClock clock = new MovableClock("2026-11-21T06:00:00Z");
    CountedBuckets buckets;
    Throttle one;
    Throttle other;
    UUID account;

    @BeforeEach
    void twoReplicas() {
        buckets = new CountedBuckets(sql, clock);
        one = new SharedThrottle(buckets, clock);
        other = new SharedThrottle(buckets, clock);
        account = bench.account().id();
    }

    int drain(Throttle throttle, Quota quota) {
        return drain(throttle, quota, account);
    }

    static int drain(Throttle throttle, Quota quota, UUID account) {
        int taken = 0;
        while (throttle.take(account, quota).isZero()) {
            taken++;
        }
        return taken;
    }

    /** Counts what reaches the database, which a test may take away. */
    static final class CountedBuckets extends ThrottleBuckets {
        int asked;
        int learnt;
        boolean away;

        CountedBuckets(Sql sql, Clock clock) {
            super(sql, clock);
        }

        @Override
        public Optional<Answer> take(Draw draw, int most, int floor) {
            reach();
            asked++;
            return super.take(draw, most, floor);
        }

        @Override
        public Optional<UUID> keeper(String group, String bucket, UUID account) {
            reach();
            return super.keeper(group, bucket, account);
        }

        @Override
        public boolean learn(Draw draw, double ratePerSecond) {
            reach();
            learnt++;
            return super.learn(draw, ratePerSecond);
        }

        @Override
        public boolean empty(Draw draw, Duration wait) {
            reach();
            return super.empty(draw, wait);
        }

        private void reach() {
            if (away) {
                throw new IllegalStateException("gone", new java.sql.SQLException("terminated", "57P01"));
            }
        }
    }
}
