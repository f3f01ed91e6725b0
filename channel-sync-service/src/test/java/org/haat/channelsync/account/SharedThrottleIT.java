package org.haat.channelsync.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.channel.http.Quota;
import org.haat.channelsync.channel.http.Throttle;
import org.junit.jupiter.api.Test;

/** What two replicas together take of a quota, and what of it outlives a restart, a refusal or a database that is away. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class SharedThrottleIT extends TwoReplicas {
    private static final Quota SEARCH_ORDERS = new Quota("searchOrders", 0.0056, 20);

    @Test
    void underBacklogTwoReplicasUseTheWholeQuotaAndThePartnerRefusesNothing() {
        Duration time = Duration.ofMinutes(3);
        Partner partner = new Partner(PATCH, clock.instant());

        partner.receive(backlog(PATCH, time, Duration.ofMillis(100)));

        double granted = PATCH.burst() + PATCH.ratePerSecond() * time.toSeconds();
        assertThat(partner.calls / granted).as("share of the granted calls").isBetween(0.97, 1.001);
        assertThat(partner.refused / (double) partner.calls)
                .as("answered 429, though calls travel between 0 and 100 ms")
                .isLessThanOrEqualTo(0.005);
    }

    @Test
    void noRollingHourSeesMoreThanItsCallsAndALongBacklogUsesNineTenths() {
        Quota hourly = Quota.perHour("flipkart-seller", 1_000, 1_000 / 12);

        List<Instant> calls = backlog(hourly, Duration.ofHours(2), Duration.ZERO);

        int most = 0;
        for (int last = 0, first = 0; last < calls.size(); last++) {
            while (!calls.get(first).plus(Duration.ofHours(1)).isAfter(calls.get(last))) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        assertThat(most).isLessThanOrEqualTo(1_000);
        assertThat(calls.size() / 2_000.0).isBetween(0.90, 1.0);
    }

    @Test
    void fastBucketIsDrawnSeveralPermitsAtATime() {
        Quota fast = new Quota("fast", 100, 400);
        Duration time = Duration.ofSeconds(20);
        Partner partner = new Partner(fast, clock.instant());

        partner.receive(backlog(fast, time, Duration.ofMillis(20)));

        double granted = fast.burst() + fast.ratePerSecond() * time.toSeconds();
        assertThat(partner.calls / granted).isBetween(0.95, 1.001);
        assertThat(partner.refused).isZero();
        assertThat(buckets.asked / (double) partner.calls)
                .as("round trips a call")
                .isLessThan(0.5);
    }

    @Test
    void whatAReplicaHoldsUnspentIsNeverAddedToAFullBucket() {
        Quota fast = new Quota("fast", 100, 400);
        assertThat(one.take(account, fast)).isZero(); // holds nine more
        clock.advance(Duration.ofMillis(240));
        int together = drain(other, fast) + drain(one, fast);

        assertThat(together).isLessThanOrEqualTo(400);
    }

    @Test
    void restartKeepsTheLevel() {
        int burst = drain(one, SEARCH_ORDERS);
        assertThat(burst).as("all but the one held in reserve").isEqualTo(19);

        Throttle restarted = new SharedThrottle(buckets, clock);

        assertThat(restarted.take(account, SEARCH_ORDERS)).isBetween(Duration.ofSeconds(178), Duration.ofSeconds(179));
        clock.advance(Duration.ofSeconds(90));
        Duration rest = new SharedThrottle(buckets, clock).take(account, SEARCH_ORDERS);
        assertThat(rest).as("half a permit is kept too").isBetween(Duration.ofSeconds(88), Duration.ofSeconds(89));
        clock.advance(rest);
        assertThat(new SharedThrottle(buckets, clock).take(account, SEARCH_ORDERS))
                .isZero();
    }

    @Test
    void rateThatOneReplicaLearntHoldsForTheOtherAndAfterARestart() {
        drain(one, SEARCH_ORDERS);
        one.learn(account, SEARCH_ORDERS, 0.5);

        Throttle restarted = new SharedThrottle(buckets, clock);

        assertThat(restarted.take(account, SEARCH_ORDERS)).isEqualTo(Duration.ofSeconds(2));
        assertThat(other.take(account, SEARCH_ORDERS)).isEqualTo(Duration.ofSeconds(2));
        assertThat(bench.texts(
                        "SELECT learnt_from || ' ' || learnt_rate || ' ' || (learnt_at = ?) FROM throttle_bucket"
                                + " WHERE account = ? AND learnt_from IS NOT NULL",
                        clock.instant(),
                        account))
                .as("what, from where and when")
                .containsExactly("searchOrders 0.5 true");
    }

    @Test
    void shareOfAnAccountHoldsAtOnceForARateThatWasToldBeforeIt() {
        drain(one, PATCH);
        one.learn(account, PATCH, 5.0);
        Quota tenth = PATCH.shared(0.1);

        assertThat(other.take(account, tenth)).isEqualTo(Duration.ofSeconds(2));
        assertThat(new SharedThrottle(buckets, clock).take(account, tenth)).isEqualTo(Duration.ofSeconds(2));
        assertThat(bench.texts("SELECT learnt_rate FROM throttle_bucket WHERE account = ?", account))
                .as("kept as told")
                .containsExactly("5");
    }

    @Test
    void sameRateIsWrittenOnce() {
        one.take(account, PATCH);
        one.learn(account, PATCH, 5.0);
        int asked = buckets.learnt;
        one.learn(account, PATCH, 5.0);
        one.take(account, PATCH);
        one.learn(account, PATCH, 5.0);

        assertThat(asked).isEqualTo(1);
        assertThat(buckets.learnt).isEqualTo(1);
    }

    @Test
    void rateByWhichNoCallWouldEverGoIsNotWritten() {
        one.take(account, PATCH);
        for (double nonsense : new double[] {1e-300, 1e-6, 1e300, Double.NaN}) {
            one.learn(account, PATCH, nonsense);
        }

        assertThat(buckets.learnt).isZero();
    }

    @Test
    void refusalStopsBothReplicasForAsLongAsItSays() {
        assertThat(one.take(account, PATCH)).isZero();
        assertThat(other.take(account, PATCH)).isZero();

        one.refused(account, PATCH, Duration.ofSeconds(60));

        assertThat(one.take(account, PATCH)).isEqualTo(Duration.ofMillis(60_200));
        assertThat(other.take(account, PATCH)).isEqualTo(Duration.ofMillis(60_200));
        clock.advance(Duration.ofSeconds(59));
        assertThat(drain(other, PATCH) + drain(one, PATCH)).isZero();
        clock.advance(Duration.ofMillis(1_200));
        assertThat(drain(other, PATCH) + drain(one, PATCH)).isEqualTo(1);
    }

    @Test
    void callsWaitWhileTheDatabaseIsAwayAndARefusalMeanwhileIsNotForgotten() {
        assertThat(one.take(account, PATCH)).isZero();
        buckets.away = true;

        assertThat(one.take(account, PATCH)).isPositive();
        one.refused(account, PATCH, Duration.ofSeconds(30));
        clock.advance(Duration.ofSeconds(10));
        assertThat(one.take(account, PATCH)).isPositive();

        buckets.away = false;
        clock.advance(Duration.ofSeconds(2));
        assertThat(one.take(account, PATCH)).isEqualTo(Duration.ofMillis(18_200));
        assertThat(other.take(account, PATCH)).isEqualTo(Duration.ofMillis(18_200));
    }

    @Test
    void permitIsSpentThoughTheWorkAroundItIsRolledBack() {
        assertThatThrownBy(() -> sql.system(() -> {
                    assertThat(one.take(account, PATCH)).isZero();
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");

        assertThat(drain(other, PATCH)).isEqualTo(3);
    }

    @Test
    void accountsAndBucketsShareNothingAndAnAccountNotStoredYetIsMeteredAllTheSame() {
        drain(one, PATCH);
        UUID unknown = UUID.randomUUID();

        assertThat(other.take(account, SEARCH_ORDERS)).isZero();
        assertThat(other.take(bench.account().id(), PATCH)).isZero();
        assertThat(drain(one, new Quota("unknown", 5, 5), unknown)).isEqualTo(5);
    }

    @Test
    void threadsOfTwoReplicasAtOnceGetNoPermitTwice() throws Exception {
        Quota slow = new Quota("slow", 0.001, 61);
        ThrottleBuckets real = new ThrottleBuckets(sql);
        List<Callable<Integer>> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Throttle replica = new SharedThrottle(real, Clock.systemUTC());
            threads.add(() -> drain(replica, slow));
            threads.add(() -> drain(replica, slow));
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads.size());
        try {
            int together = 0;
            for (Future<Integer> taken : pool.invokeAll(threads)) {
                together += taken.get();
            }
            assertThat(together).isEqualTo(60);
        } finally {
            pool.shutdownNow();
        }
    }

    /** Both replicas call whenever they may. @return when the partner saw each call, in that order */
    private List<Instant> backlog(Quota quota, Duration time, Duration longestTravel) {
        Random travel = new Random(1);
        List<Instant> seen = new ArrayList<>();
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            Duration first = one.take(account, quota);
            Duration second = other.take(account, quota);
            for (Duration wait : List.of(first, second)) {
                if (wait.isZero()) {
                    seen.add(clock.instant().plusNanos((long) (travel.nextDouble() * longestTravel.toNanos())));
                }
            }
            if (!first.isZero() && !second.isZero()) {
                clock.advance(first.compareTo(second) < 0 ? first : second);
            }
        }
        return seen.stream().sorted().toList();
    }

    /** The partner's own bucket, exact. */
    private static final class Partner {
        private final Quota quota;
        private double permits;
        private Instant filledAt;
        private int calls;
        private int refused;

        Partner(Quota quota, Instant start) {
            this.quota = quota;
            this.permits = quota.burst();
            this.filledAt = start;
        }

        void receive(List<Instant> arrivals) {
            for (Instant at : arrivals) {
                double seconds = Duration.between(filledAt, at).toNanos() / 1e9;
                permits = Math.min(quota.burst(), permits + seconds * quota.ratePerSecond());
                filledAt = at;
                calls++;
                if (permits >= 1 - 1e-6) {
                    permits -= 1;
                } else {
                    refused++;
                }
            }
        }
    }
}
