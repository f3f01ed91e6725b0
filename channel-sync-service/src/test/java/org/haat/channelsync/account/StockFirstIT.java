package org.haat.channelsync.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.channel.http.OnLane;
import org.haat.channelsync.channel.http.Quota;
import org.junit.jupiter.api.Test;

/** What stock leaves to listings and prices of a quota that they all draw on, and to what goes on. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class StockFirstIT extends TwoReplicas {
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

    @Test
    void whatGoesOnMayTakeTheLastPermits() {
        drain(one, SELLER);

        assertThat(one.take(account, SELLER)).isPositive();
        assertThat(drain(one, SELLER.goingOn())).isEqualTo(3);
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
}
