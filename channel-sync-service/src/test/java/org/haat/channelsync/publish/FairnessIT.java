package org.haat.channelsync.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SlowStock;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.http.Quota;
import org.haat.channelsync.channel.memory.MemoryMarket;
import org.haat.channelsync.channel.memory.MemoryOperation;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.AccountLeases;
import org.haat.channelsync.engine.Engine;
import org.haat.channelsync.engine.Lane;
import org.haat.channelsync.engine.Next;
import org.haat.event.Event;
import org.haat.event.EventKey;
import org.haat.event.EventType;
import org.haat.event.StockLevel;
import org.haat.outbox.Outbox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One agency floods the engine (F28): by counts of what went out before, not by the clock. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class FairnessIT {
    private static final int FLOOD = 400;
    private static final int PUBLISH = 1_000;
    /** Calls of one kind under way at once for an account. */
    private static final int HANDS = 3;
    /** An answer after this is a slow one: for quick ones content has no further hand. */
    private static final Duration SLOW = Duration.ofMillis(150);

    private static final int LANES = 4;
    private static final int EVENTS = 6_000;
    /** {@code haat.outbox.in-flight} */
    private static final int IN_FLIGHT = 1_000;

    @Inject
    SyncBench bench;

    @Inject
    MemoryMarket market;

    @Inject
    SlowStock slow;

    @Inject
    OtherReplica other;

    @Inject
    Sql sql;

    @Inject
    Outbox outbox;

    private ChannelAccount flooding;
    private ChannelAccount quiet;

    @BeforeEach
    void twoAgencies() {
        market.calm();
        flooding = bench.account();
        quiet = bench.account();
        bench.live(quiet, 1);
        bench.awaitQuiet(quiet);
    }

    @Test
    void floodOfOneAgencyDoesNotStandBeforeAnothersFirstChange() {
        List<Event> flood = new ArrayList<>();
        for (int n = 1; n <= FLOOD; n++) {
            flood.add(SyncBench.event(new StockLevel(flooding.agency(), "SKU-" + n, 1, 5)));
            flood.add(SyncBench.event(SyncBench.snapshot(flooding.agency(), "SKU-" + n, 1)));
        }
        bench.tell(flood);
        int before = sent();

        bench.tell(List.of(
                SyncBench.event(new StockLevel(quiet.agency(), "SKU-1", 2, 2)),
                SyncBench.event(new StockLevel(quiet.agency(), "SKU-2", 1, 5)),
                SyncBench.event(SyncBench.snapshot(quiet.agency(), "SKU-2", 1))));
        await(() -> market.listings(quiet.id()).containsKey("SKU-2")
                && market.listings(quiet.id()).get("SKU-1").quantity() == 2);

        assertThat(sent() - before)
                .as("listings of the flood that went out before the other agency's stock and its new listing")
                .isLessThan(FLOOD / 2);
        assertThat(sent()).as("the flood goes on beside it").isLessThan(FLOOD);
    }

    /** Through outbox, Kafka and consumer; a row's xmin tells which transaction applied it, of which one follows the other. */
    @Test
    void changeCommittedAfterAFloodIsTakenInBeforeMostOfIt() {
        String big = "big" + UUID.randomUUID().toString().substring(0, 8);
        String small = "small" + UUID.randomUUID().toString().substring(0, 8);
        List<Outbox.Entry> entries = new ArrayList<>();
        for (int n = 1; n <= EVENTS; n++) {
            entries.add(level(big, "SKU-" + n));
        }
        entries.add(level(small, "SKU-1"));
        takenIn(small + "-before", 1);
        takenIn(small + "-before", 2); // so that the consumer's place after the first is known to Kafka
        try {
            append(entries);
            await(() -> bench.count("SELECT count(*) FROM product WHERE agency = ?", small) == 1);

            assertThat(bench.count(
                            "SELECT count(*) FROM product f JOIN product q ON q.agency = ? WHERE f.agency = ?"
                                    + " AND f.xmin::text::bigint <= q.xmin::text::bigint",
                            small,
                            big))
                    .as("events of the flood that were applied before or together with the other agency's")
                    .isLessThanOrEqualTo(
                            2 * IN_FLIGHT); // one round, and one more while the consumer is at another partition
        } finally {
            bench.update("DELETE FROM outbox WHERE key LIKE ?", big + "|%");
        }
    }

    private void takenIn(String agency, int count) {
        append(List.of(level(agency, "SKU-" + count)));
        await(() -> bench.count("SELECT count(*) FROM product WHERE agency = ?", agency) == count);
    }

    private void append(List<Outbox.Entry> entries) {
        sql.system(() -> {
            outbox.append(entries);
            return true;
        });
    }

    private static Outbox.Entry level(String agency, String sku) {
        return new Outbox.Entry(
                EventType.STOCK_LEVEL, EventKey.ofSku(agency, sku), agency, new StockLevel(agency, sku, 1, 5));
    }

    /** Its calls hang, so that a stock change which waited for a single one of them would never go. */
    @Test
    void noCallOfAPublishOfAThousandListingsGoesBetweenAStockChangeAndItsCall() {
        List<String> begun = Collections.synchronizedList(new ArrayList<>());
        Semaphore answers = new Semaphore(0);
        AtomicLong slowFrom = new AtomicLong();
        slow.holdPuts(quiet.id(), skus -> {
            slowFrom.set(System.nanoTime() + SLOW.toNanos());
            begun.add("PUT");
            answers.acquireUninterruptibly();
        });
        slow.hold(quiet.id(), skus -> begun.add("STOCK " + skus));
        try {
            bench.tell(IntStream.rangeClosed(2, PUBLISH + 1)
                    .mapToObj(n -> SyncBench.event(SyncBench.snapshot(quiet.agency(), "SKU-" + n, 1)))
                    .toList());
            holdEveryHand(begun, slowFrom, answers);
            int before = begun.size();

            bench.tell(new StockLevel(quiet.agency(), "SKU-1", 2, 2));
            await(() -> market.listings(quiet.id()).get("SKU-1").quantity() == 2);

            assertThat(begun.subList(before, begun.size())).containsExactly("STOCK [SKU-1]");
        } finally {
            bench.pause(quiet);
            slow.letGo(quiet.id());
            answers.release(PUBLISH);
        }
    }

    /**
     * A further hand is called once the one before it found work twice running and had slow answers: of so many each call is
     * held, then answered.
     *
     * @param slowFrom nano time from which every call that has begun is a slow one
     */
    private static void holdEveryHand(List<String> begun, AtomicLong slowFrom, Semaphore answers) {
        int answered = 0;
        for (int hands : List.of(1, 1, 2, 2)) {
            int held = answered + hands;
            await(() -> begun.size() >= held && System.nanoTime() - slowFrom.get() >= 0);
            answers.release(hands);
            answered += hands;
        }
        int all = answered + HANDS;
        await(() -> begun.size() == all);
    }

    /** Stock, listings and readings draw from one bucket that gets a permit in 100 s: what is left of it is stock's. */
    @Test
    void stockGoesThoughAPublishHasSpentWhatItMayOfTheQuota() {
        market.oneQuota(
                quiet.id(),
                new Quota("seller", 0.01, 32).leaving(3),
                EnumSet.of(MemoryOperation.PUT_LISTING, MemoryOperation.SET_STOCK, MemoryOperation.READ_LISTINGS));
        List<Event> publish = new ArrayList<>();
        for (int n = 2; n <= FLOOD; n++) {
            publish.add(SyncBench.event(new StockLevel(quiet.agency(), "SKU-" + n, 1, 5)));
            publish.add(SyncBench.event(SyncBench.snapshot(quiet.agency(), "SKU-" + n, 1)));
        }
        bench.tell(publish);
        await(() -> bench.count(
                        "SELECT count(*) FROM account_lane WHERE account = ? AND lane = 'CONTENT' AND note = 'THROTTLED'",
                        quiet.id())
                == 1);

        for (int left = 4; left > 1; left--) {
            int pieces = left;
            bench.tell(new StockLevel(quiet.agency(), "SKU-1", 10 - left, pieces));
            await(() -> market.listings(quiet.id()).get("SKU-1").quantity() == pieces);
        }

        assertThat(market.listings(quiet.id())).as("the publish still waits").hasSizeLessThan(FLOOD);
    }

    /** Two accounts of an agency whose partner does not answer: every lane that they may begin hangs till the test ends. */
    @Test
    void accountsWhosePartnerHangsLeaveThreadsForTheThird() throws InterruptedException {
        String hanging = "h" + UUID.randomUUID().toString().substring(0, 8);
        List<UUID> ids = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
        AccountLeases mine = other.leases();
        ids.forEach(mine::take); // before the engine of this service sees the accounts
        CountDownLatch answers = new CountDownLatch(1);
        CountDownLatch hang = new CountDownLatch(2);
        CountDownLatch served = new CountDownLatch(LANES);
        List<Lane> lanes = IntStream.range(0, LANES)
                .mapToObj(n -> (Lane) new Asking("ASK-" + n, account -> {
                    if (account.agency().equals(hanging)) {
                        hang.countDown();
                        answers.await();
                    } else if (account.id().equals(ids.get(2))) {
                        served.countDown();
                    }
                }))
                .toList();
        Engine second = other.engine(mine, lanes);
        bench.account(hanging, ids.get(0));
        bench.account(hanging, ids.get(1));
        second.start();
        try {
            assertThat(hang.await(60, TimeUnit.SECONDS)).isTrue();
            bench.account("q" + hanging, ids.get(2));
            assertThat(served.await(60, TimeUnit.SECONDS))
                    .as("each lane of the third account ran while the others hung")
                    .isTrue();
        } finally {
            answers.countDown();
            second.stop(Duration.ofSeconds(5));
        }
    }

    private interface Question {
        void ask(ChannelAccount account) throws InterruptedException;
    }

    private record Asking(String name, Question question) implements Lane {
        @Override
        public boolean urgent() {
            return true;
        }

        @Override
        public Next work(ChannelAccount account) {
            try {
                question.ask(account);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Next.idle();
        }
    }

    private int sent() {
        return market.listings(flooding.id()).size();
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(condition);
    }
}
