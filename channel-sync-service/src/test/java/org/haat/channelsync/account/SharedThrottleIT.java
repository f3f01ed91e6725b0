package org.haat.channelsync.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.channel.MovableClock;
import org.haat.channelsync.channel.http.OnLane;
import org.haat.channelsync.channel.http.Quota;
import org.haat.channelsync.channel.http.Throttle;
import org.haat.channelsync.database.Sql;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two replicas that draw on the same quotas, in time that a test moves. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class SharedThrottleIT {
    private static final Quota PATCH = new Quota("patchListingsItem", 5, 5);
    private static final Quota SEARCH_ORDERS = new Quota("searchOrders", 0.0056, 20);

    @Inject
    SyncBench bench;

    @Inject
    Accounts accounts;

    @Inject
    Sql sql;

    private final MovableClock clock = new MovableClock("2026-11-21T06:00:00Z");
    private CountedBuckets buckets;
    private Throttle one;
    private Throttle other;
    private UUID account;

    @BeforeEach
    void twoReplicas() {
        buckets = new CountedBuckets(sql, clock);
        one = new SharedThrottle(buckets, clock);
        other = new SharedThrottle(buckets, clock);
        account = bench.account().id();
    }

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

    /** One bucket for all of a seller's calls, as Flipkart has it: 1,000 an hour. */
    private static final Quota SELLER =
            Quota.perHour("flipkart-seller", 1_000, 83).leaving(3);

    @Test
    void stockFindsAPermitWhenAPublishOfAThousandListingsHasSpentTheBurst() {
        List<Duration> waits = new ArrayList<>();
        int listings = 0;
        for (int minute = 0; minute < 20; minute++) {
            for (int second = 0; second < 60; second++) {
                listings += OnLane.run(true, () -> drain(one, SELLER));
                clock.advance(Duration.ofSeconds(1));
            }
            waits.add(one.take(account, SELLER));
        }

        assertThat(waits).as("a change of stock every minute").containsOnly(Duration.ZERO);
        assertThat(listings).as("calls left to listings").isBetween(320, 370);
    }

    @Test
    void floodOfStockLeavesATurnToWhoGaveWayForLong() {
        int stock = 0;
        int listings = 0;
        Duration longest = Duration.ZERO;
        Duration waited = Duration.ZERO;
        for (int second = 0; second < 1_200; second++) {
            int taken = drain(one, SELLER);
            stock += taken;
            waited = taken > 0 ? Duration.ZERO : waited.plusSeconds(1);
            longest = longest.compareTo(waited) > 0 ? longest : waited;
            listings += OnLane.run(true, () -> one.take(account, SELLER).isZero()) ? 1 : 0;
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(listings).as("about one of nine").isBetween(25, 50);
        assertThat(stock + listings).as("together the whole quota").isBetween(350, 390);
        assertThat(longest).as("between two calls of stock").isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void waitingStockTakesNearlyEveryPermitOfASmallBucketAndPriceStillMoves() {
        Contest contest = new Contest(200);

        contest.untilStockIsDone();

        assertThat(contest.stockCalls / (double) (contest.stockCalls + contest.priceCalls))
                .as("stock's share of the permits while it waits, and of the burst that price had before any waited")
                .isGreaterThanOrEqualTo(0.86);
        assertThat(contest.priceCalls).as("about one of eight").isBetween(25, 32);
        assertThat(contest.longestWithoutPrice).isLessThanOrEqualTo(Duration.ofMillis(2_500));
    }

    @Test
    void priceHasTheWholeOfASmallBucketWhenNoStockWaits() {
        Contest contest = new Contest(0);

        contest.run(Duration.ofSeconds(30));

        assertThat(contest.priceCalls).as("all but the reserve of 5 + 150").isBetween(150, 155);
    }

    /** Three hands of each lane at one bucket of five a second; price asks first whenever both may, and is never done. */
    private final class Contest {
        private static final int HANDS = 3;
        private static final Duration ANSWER = Duration.ofMillis(310);
        private final Instant[] free = new Instant[2 * HANDS];
        private Instant lastPrice = clock.instant();
        private Duration longestWithoutPrice = Duration.ZERO;
        private int waiting;
        private int stockCalls;
        private int priceCalls;

        Contest(int stock) {
            waiting = stock;
            Arrays.fill(free, clock.instant());
        }

        void untilStockIsDone() {
            Instant late =
                    clock.instant().plus(Duration.ofMinutes(2)); // it needs 46 s where it has seven of eight permits
            while (waiting > 0 && clock.instant().isBefore(late)) {
                step();
            }
        }

        void run(Duration time) {
            Instant end = clock.instant().plus(time);
            while (clock.instant().isBefore(end)) {
                step();
            }
        }

        private void step() {
            for (int hand = 0; hand < free.length; hand++) {
                boolean price = hand < HANDS;
                if (!clock.instant().isBefore(free[hand]) && (price || waiting > 0)) {
                    Duration wait = OnLane.run(price, () -> one.take(account, PATCH));
                    free[hand] = clock.instant().plus(wait.isZero() ? ANSWER : wait);
                    called(price, wait.isZero());
                }
            }
            clock.advance(Duration.ofMillis(10));
        }

        private void called(boolean price, boolean granted) {
            if (!granted) {
                return;
            }
            if (price) {
                Duration without = Duration.between(lastPrice, clock.instant());
                longestWithoutPrice = without.compareTo(longestWithoutPrice) > 0 ? without : longestWithoutPrice;
                lastPrice = clock.instant();
                priceCalls++;
            } else {
                waiting--;
                stockCalls++;
            }
        }
    }

    @Test
    void accountsOfOneGroupShareItsBucketAlsoWhenTheFirstOfThemGoes() {
        String group = "group-" + UUID.randomUUID();
        UUID second = bench.account().id();
        UUID third = bench.account().id();
        Quota grouped = PATCH.of(group);
        assertThat(one.take(account, grouped)).isZero();

        assertThat(drain(other, grouped, second)).as("of four, one is spent").isEqualTo(3);
        assertThat(one.take(third, PATCH.of("another"))).isZero();
        assertThat(one.take(second, PATCH)).as("its own").isZero();

        bench.update("DELETE FROM channel_account WHERE id = ?", account);
        clock.advance(Duration.ofSeconds(60));
        assertThat(drain(one, grouped, second) + drain(other, grouped, third)).isEqualTo(4);
    }

    @Test
    void accountThatLeftItsGroupTakesNothingOfItsBucketAnyMore() {
        Quota grouped = PATCH.of("group-" + UUID.randomUUID());
        UUID second = bench.account().id();
        UUID third = bench.account().id();
        assertThat(one.take(account, grouped)).isZero();
        assertThat(other.take(second, grouped)).isZero();

        changeSettings(account);
        assertThat(drain(one, PATCH, account)).as("its own").isPositive();

        assertThat(drain(other, grouped, second)).as("of four, two are spent").isEqualTo(2);
        assertThat(drain(one, grouped, third)).isZero();
    }

    @Test
    void bucketOfAGroupOutlivesTheMoveOfWhoKeptItToAnotherGroup() {
        Quota first = PATCH.of("group-" + UUID.randomUUID());
        Quota next = PATCH.of("group-" + UUID.randomUUID());
        UUID second = bench.account().id();
        UUID third = bench.account().id();
        drain(one, first, account);
        assertThat(other.take(second, first)).isPositive();
        one.learn(account, first, 0.5);

        changeSecret(account);
        assertThat(drain(one, next, account)).isEqualTo(4);
        assertThat(other.take(second, first)).isPositive();
        clock.advance(Duration.ofSeconds(2));

        assertThat(drain(other, first, second))
                .as("the rate that was learnt goes along")
                .isEqualTo(1);
        assertThat(drain(other, first, third)).isZero();
        assertThat(drain(other, next, third)).isEqualTo(4);
    }

    @Test
    void accountThatStaysInItsGroupWhenItIsChangedGetsNoPermitMore() {
        Quota grouped = PATCH.of("group-" + UUID.randomUUID());
        UUID second = bench.account().id();
        assertThat(one.take(account, grouped)).isZero();
        assertThat(other.take(second, grouped)).isZero();

        changeSettings(account);

        assertThat(drain(one, grouped, account) + drain(other, grouped, second)).isEqualTo(2);
        changeSettings(second);
        assertThat(drain(one, grouped, account) + drain(other, grouped, second)).isZero();
    }

    @Test
    void accountAloneInItsGroupKeepsTheLevelAndTakesNoneOfWhoComesLater() {
        Quota grouped = PATCH.of("group-" + UUID.randomUUID());
        drain(one, grouped, account);
        changeSettings(account);
        assertThat(one.take(account, PATCH))
                .as("the partner may count it still")
                .isPositive();
        UUID second = bench.account().id();

        assertThat(drain(other, grouped, second)).isEqualTo(4);
        clock.advance(Duration.ofSeconds(1));
        assertThat(drain(one, PATCH, account)).isEqualTo(4);
        assertThat(drain(other, grouped, second)).isEqualTo(4);
    }

    @Test
    void callThatWasStillMadeByTheSettingsOfBeforeJoinsTheGroupForNoLongerThanThat() {
        Quota grouped = PATCH.of("group-" + UUID.randomUUID());
        UUID second = bench.account().id();
        assertThat(one.take(account, grouped)).isZero();
        changeSettings(account);

        assertThat(one.take(account, grouped)).isZero();
        assertThat(one.take(account, PATCH)).isZero();

        assertThat(drain(other, grouped, second)).isEqualTo(4);
    }

    private void changeSettings(UUID id) {
        ChannelAccount known = sql.system(() -> accounts.find(id)).orElseThrow();
        ChannelAccount changed = SyncBench.withSettings(known, Map.of("seller_id", "another"));
        assertThat(sql.system(() -> accounts.update(known, changed, null, "a person")))
                .isTrue();
    }

    private void changeSecret(UUID id) {
        ChannelAccount known = sql.system(() -> accounts.find(id)).orElseThrow();
        sql.system(() -> {
            accounts.setSecret(known, "client_id", "another", "a person");
            return true;
        });
    }

    @Test
    void whatGoesOnMayTakeTheLastPermits() {
        drain(one, SELLER);

        assertThat(one.take(account, SELLER)).isPositive();
        assertThat(drain(one, SELLER.goingOn())).isEqualTo(3);
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

    private int drain(Throttle throttle, Quota quota) {
        return drain(throttle, quota, account);
    }

    private static int drain(Throttle throttle, Quota quota, UUID account) {
        int taken = 0;
        while (throttle.take(account, quota).isZero()) {
            taken++;
        }
        return taken;
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

    /** Counts what reaches the database, which a test may take away. */
    private static final class CountedBuckets extends ThrottleBuckets {
        private int asked;
        private int learnt;
        private boolean away;

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
