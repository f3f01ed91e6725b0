package org.haat.channelsync.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SlowStock;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.SyncConfig;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.MovableClock;
import org.haat.channelsync.channel.memory.MemoryMarket;
import org.haat.channelsync.channel.memory.MemoryOperation;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.AccountLeases;
import org.haat.channelsync.engine.Engine;
import org.haat.channelsync.engine.Lane;
import org.haat.channelsync.engine.Next;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.safety.Kind;
import org.haat.channelsync.safety.MassChanges;
import org.haat.event.Event;
import org.haat.event.StockLevel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** Several calls of one kind under way for one account, and what must hold between them. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class HandsIT {
    private static final int HANDS = 3;
    private static final int SKUS = 50;

    @Inject
    SyncBench bench;

    @Inject
    OtherReplica other;

    @Inject
    SlowStock slow;

    @Inject
    MemoryMarket market;

    @Inject
    SyncConfig config;

    @Inject
    Accounts accounts;

    @Inject
    Sql sql;

    @Inject
    DataSource dataSource;

    @BeforeEach
    void calm() {
        market.calm();
    }

    @Test
    void threeCallsOfOneKindAreUnderWayAtASlowPartnerNeverFourAndNoSkuInTwoOfThem() {
        ChannelAccount account = bench.account();
        List<String> skus = bench.live(account, SKUS);
        bench.awaitQuiet(account);
        SlowPartner partner = new SlowPartner();
        slow.hold(account.id(), partner::answer);
        try {
            AtomicInteger version = new AtomicInteger(1);
            Awaitility.await("three calls under way")
                    .atMost(Duration.ofSeconds(60))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(250))
                    .until(() -> {
                        boolean full = partner.full.getCount() == 0;
                        if (!full) {
                            tellStock(account, skus, version.incrementAndGet()); // so that work waits all the time
                        }
                        return full;
                    });
            tellStock(account, skus, version.incrementAndGet()); // also of what the three carry

            Awaitility.await("longer than the slow poll")
                    .during(config.engine().poll().plusMillis(500))
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> partner.most.get() == HANDS);
            partner.answers.countDown();
            bench.awaitQuiet(account);
            assertThat(partner.most).hasValue(HANDS);
            assertThat(partner.twice).isEmpty();
            assertThat(market.listings(account.id()).get("SKU-" + SKUS).quantity())
                    .isEqualTo(version.get());
        } finally {
            partner.answers.countDown();
            slow.letGo(account.id());
        }
    }

    private void tellStock(ChannelAccount account, List<String> skus, int version) {
        List<Event> events = skus.stream()
                .map(sku -> SyncBench.event(new StockLevel(account.agency(), sku, version, version)))
                .toList();
        bench.tell(events);
    }

    /** Takes 0.3 s for an answer, and when three were often under way it gives none until it is let go. */
    private static final class SlowPartner {
        private final CountDownLatch full = new CountDownLatch(12);
        private final CountDownLatch answers = new CountDownLatch(1);
        private final AtomicInteger now = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private final Set<String> carried = ConcurrentHashMap.newKeySet();
        private final Set<String> twice = ConcurrentHashMap.newKeySet();

        void answer(List<String> skus) {
            List<String> own = new ArrayList<>();
            for (String sku : skus) {
                (carried.add(sku) ? own : twice).add(sku);
            }
            int calls = now.incrementAndGet();
            most.accumulateAndGet(calls, Math::max);
            try {
                if (calls >= HANDS) {
                    full.countDown();
                }
                if (full.await(300, TimeUnit.MILLISECONDS)) {
                    answers.await();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                now.decrementAndGet();
                own.forEach(carried::remove);
            }
        }
    }

    @Test
    void twoAnswersThatTheDatabaseDidNotTakeAreBothWrittenDownLater() {
        UUID id = UUID.randomUUID();
        AccountLeases mine = other.leases();
        ChannelAccount account = other.account(id, mine);
        bench.offer(account, 1, 12); // a call of ten and a call of two
        CountDownLatch bothAnswered = new CountDownLatch(2);
        Publisher publisher = other.publisher(mine, new Sql(dataSource) {
            @Override
            public <T> T plannedOnce(Callable<T> work) {
                if (bothAnswered.getCount() > 0) {
                    bothAnswered.countDown();
                    awaitThem(bothAnswered);
                    throw new IllegalStateException("gone", new SQLException("terminated", "57P01"));
                }
                return super.plannedOnce(work);
            }
        });

        ExecutorService otherHand = Executors.newSingleThreadExecutor();
        Future<Next> first = otherHand.submit(() -> publisher.publish(account, Facet.CONTENT));
        otherHand.shutdown();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> bothAnswered.getCount() == 1);
        assertThatThrownBy(() -> publisher.publish(account, Facet.CONTENT)).hasMessage("gone");
        assertThatThrownBy(() -> first.get(60, TimeUnit.SECONDS)).hasMessageContaining("gone");
        assertThat(market.listings(id)).as("both calls were made").hasSize(12);
        publisher.publish(account, Facet.CONTENT);
        publisher.publish(account, Facet.CONTENT);

        assertThat(bench.count("SELECT count(*) FROM listing WHERE account = ? AND state = 'ACCEPTED'", id))
                .isEqualTo(12);
        assertThat(bench.calls(account, "PUT")).as("each sent once").isEqualTo(2);
        assertThat(bench.count("SELECT count(*) FROM channel_call WHERE account = ? AND finished_at IS NULL", id))
                .isZero();
    }

    private static void awaitThem(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void countOfTheBreakerThatFailsLetsNothingThroughForAnybody() {
        UUID id = UUID.randomUUID();
        AccountLeases mine = other.leases();
        ChannelAccount account = other.account(id, mine);
        ChannelAccount heldByNothing = SyncBench.withSettings(account, Map.of("mass_change_percent", "100"));
        MovableClock clock = new MovableClock(Instant.now().toString());
        Counting counting = new Counting(dataSource);
        MassChanges breaker = new MassChanges(counting, accounts, config, clock);
        Publisher publisher = other.publisher(mine, sql, breaker);
        bench.offer(account, 1, 1);

        counting.fails = true;
        assertThatThrownBy(() -> publisher.publish(account, Facet.CONTENT)).hasMessage("not counted");
        assertThat(market.listings(id)).isEmpty();
        counting.fails = false;
        assertThat(held(breaker, heldByNothing)).isEmpty();
        clock.advance(Duration.ofSeconds(2));
        counting.fails = true;
        assertThatThrownBy(() -> held(breaker, account)).hasMessage("not counted");
        assertThatThrownBy(() -> held(breaker, account))
                .as("nobody goes by the count before it")
                .hasMessage("not counted");
        counting.fails = false;
        assertThat(held(breaker, account)).containsExactly(Kind.REPRICE);
    }

    private Set<Kind> held(MassChanges breaker, ChannelAccount account) {
        return sql.system(() -> breaker.held(account));
    }

    /** Counts more price changes than are counted before every call. */
    private static final class Counting extends Sql {
        private boolean fails;

        Counting(DataSource dataSource) {
            super(dataSource);
        }

        @Override
        public <T> List<T> list(String query, Reader<T> row, Object... arguments) {
            if (!query.contains("count(*) AS waiting")) {
                return super.list(query, row, arguments);
            }
            if (fails) {
                throw new IllegalStateException("not counted");
            }
            return super.list("SELECT 'PRICE' AS urgency, 501 AS waiting, 0 AS sent", row);
        }
    }

    @Test
    void faultOfALaneIsNotedAsACodeWithTheReferenceOfTheLog() {
        UUID id = UUID.randomUUID();
        AccountLeases mine = other.leases();
        other.forItsEngine(id, mine);
        Engine second = other.engine(mine, List.of(new Broken(id)));
        second.start();
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() ->
                            bench
                                    .texts("SELECT note FROM account_lane WHERE account = ? AND lane = 'BROKEN'", id)
                                    .stream()
                                    .anyMatch(note -> note.matches("FAULT [0-9a-f]{8}")));
        } finally {
            second.stop(Duration.ofSeconds(5));
        }
    }

    private record Broken(UUID account) implements Lane {
        @Override
        public String name() {
            return "BROKEN";
        }

        @Override
        public boolean urgent() {
            return true;
        }

        @Override
        public Next work(ChannelAccount served) {
            if (served.id().equals(account)) {
                throw new IllegalStateException("words that only the log may have");
            }
            return Next.idle();
        }
    }

    /** The engine of this service does not serve the account: what is told of it comes from the plan alone. */
    @Test
    void changeOfStockAloneWakesTheLaneOfDocumentsToo() throws SQLException {
        UUID id = UUID.randomUUID();
        AccountLeases mine = other.leases();
        ChannelAccount account = other.account(id, mine);
        bench.offer(account, 1, 1);
        Publisher publisher = other.publisher(mine, sql);
        publisher.publish(account, Facet.CONTENT);
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("LISTEN channel_work");

            bench.tell(new StockLevel(account.agency(), "SKU-1", 2, 3));
            assertThat(heard(connection, id)).containsExactlyInAnyOrder("STOCK", "FEED");
            ChannelException later = new ChannelException(FailureKind.TEMPORARY, "later");
            market.fail(MemoryOperation.SET_STOCK, later, 1, false);
            publisher.publish(account, Facet.STOCK);
            assertThat(heard(connection, id)).containsExactlyInAnyOrder("STOCK", "FEED");
            statement.execute("UNLISTEN *");
        }
    }

    private static List<String> heard(Connection connection, UUID account) throws SQLException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (end - System.nanoTime() > 0) {
            PGNotification[] told = connection.unwrap(PGConnection.class).getNotifications(1_000);
            for (PGNotification one : told == null ? new PGNotification[0] : told) {
                List<String> words = List.of(one.getParameter().split(" "));
                if (words.get(0).equals(account.toString())) {
                    return words.subList(1, words.size());
                }
            }
        }
        return List.of();
    }
}
