package org.haat.channelsync.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SlowStock;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.SyncConfig;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.http.Quota;
import org.haat.channelsync.channel.memory.MemoryListing;
import org.haat.channelsync.channel.memory.MemoryMarket;
import org.haat.channelsync.channel.memory.MemoryOperation;
import org.haat.event.StockLevel;
import org.haat.testsupport.PostgresResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One agency has a hundred thousand changes waiting (F28); counted in calls and permits, not in seconds. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class FloodIT {
    private static final int CHANGES = 100_000;
    private static final int ACCOUNTS = 20;
    /** Threads that an agency which runs something leaves to those that run nothing. */
    private static final int KEPT = 2;

    private static final int LINES_A_CALL = 10;

    @Inject
    SyncBench bench;

    @Inject
    MemoryMarket market;

    @Inject
    SlowStock slow;

    @Inject
    SyncConfig config;

    private final String flooding = "f" + UUID.randomUUID().toString().substring(0, 8);
    private final List<String> begun = Collections.synchronizedList(new ArrayList<>());
    private final Semaphore answers = new Semaphore(0);
    private final Semaphore answersOfTheBusy = new Semaphore(0);
    private final List<ChannelAccount> flood = new ArrayList<>();
    private final List<ChannelAccount> busy = new ArrayList<>();
    private ChannelAccount quiet;

    @BeforeEach
    void fourAgencies() throws SQLException {
        market.calm();
        quiet = bench.account();
        busy.addAll(List.of(bench.account(), bench.account()));
        Stream.concat(Stream.of(quiet), busy.stream()).forEach(account -> {
            bench.live(account, 1);
            bench.awaitQuiet(account);
        });
        for (int n = 0; n < ACCOUNTS; n++) {
            flood.add(bench.account(flooding));
        }
        // two permits, for all of them together, and none that comes back while this test runs
        Quota shared = new Quota("application", 0.0001, 2).of("application of " + flooding);
        MemoryListing some = market.listings(quiet.id()).get("SKU-1");
        for (ChannelAccount account : flood) {
            hold(account, "FLOOD", answers);
            market.oneQuota(account.id(), shared, EnumSet.of(MemoryOperation.SET_STOCK));
            IntStream.rangeClosed(1, 5 * LINES_A_CALL).forEach(i -> market.meddle(account.id(), "F-" + i, some));
        }
        market.oneQuota(quiet.id(), shared, EnumSet.of(MemoryOperation.SET_STOCK));
        busy.forEach(account -> hold(account, "BUSY", answersOfTheBusy));
        changesWait();
    }

    private void hold(ChannelAccount account, String name, Semaphore until) {
        slow.hold(account.id(), skus -> {
            begun.add(name);
            until.acquireUninterruptibly();
        });
    }

    /** As the planner leaves them, and at once: without what listings are found and counted by, which nobody does here. */
    private void changesWait() throws SQLException {
        try (Connection connection = PostgresResource.database().asAuditor().getConnection()) {
            Array accounts = connection.createArrayOf(
                    "uuid", flood.stream().map(ChannelAccount::id).toArray());
            run(connection, "SET session_replication_role = replica");
            run(
                    connection,
                    "INSERT INTO listing (agency, account, sku, title, wanted, wanted_cause, state, cause, since)"
                            + " SELECT ?, account, 'F-' || n, 'A saree', 'ON_SALE', 'offered', 'LIVE', 'seen', now()"
                            + " FROM unnest(?::uuid[]) account, generate_series(1, ?) n",
                    flooding,
                    accounts,
                    CHANGES / ACCOUNTS);
            run(
                    connection,
                    "INSERT INTO listing_facet (listing, facet, agency, account, desired, desired_hash, desired_version,"
                            + " desired_at, applied, applied_hash, applied_version, applied_at, work, urgency, due_at,"
                            + " waiting_since, rank) SELECT id, 'STOCK', agency, account,"
                            + " '{\"quantity\":9,\"leadTimeDays\":2}', 'nine', 2, now(), '{\"quantity\":5,\"leadTimeDays\":2}',"
                            + " 'five', 1, now(), 'SEND', 'STOCK_UP', now(), now(), now() - interval '5 hours'"
                            + " + substr(sku, 3)::int * interval '1 ms' FROM listing WHERE agency = ?",
                    flooding);
            run(connection, "ANALYZE listing, listing_facet");
        }
    }

    @AfterEach
    void clean() throws SQLException {
        Stream.concat(flood.stream(), busy.stream()).forEach(account -> {
            bench.pause(account);
            slow.letGo(account.id());
        });
        answers.release(CHANGES);
        answersOfTheBusy.release(CHANGES);
        await(() -> waiting("call IS NOT NULL") == 0);
        market.calm();
        try (Connection connection = PostgresResource.database().asAuditor().getConnection()) {
            run(connection, "SET session_replication_role = replica");
            run(
                    connection,
                    "DELETE FROM listing_facet f WHERE agency = ? AND applied_version = 1"
                            + " AND NOT EXISTS (SELECT 1 FROM channel_call_line l WHERE l.listing = f.listing)",
                    flooding);
            run(
                    connection,
                    "DELETE FROM listing l WHERE agency = ?"
                            + " AND NOT EXISTS (SELECT 1 FROM listing_facet f WHERE f.listing = l.id)",
                    flooding);
            run(connection, "VACUUM (ANALYZE) listing, listing_facet");
        }
    }

    /** Every thread hangs in a call: six in the flood's, two in those of other agencies. One of the flood's comes back. */
    @Test
    void stockOfAnotherAgencyGoesWithTheNextThreadAndTheNextPermit() {
        int threads = config.engine().urgentThreads();
        flood.forEach(account -> bench.activate(account));
        await(() -> begun.size() == threads - KEPT);
        busy.forEach(account -> bench.tell(new StockLevel(account.agency(), "SKU-1", 2, 2)));
        await(() -> begun.size() == threads);

        bench.tell(new StockLevel(quiet.agency(), "SKU-1", 2, 2));
        answers.release(1);
        await(() -> market.listings(quiet.id()).get("SKU-1").quantity() == 2);

        assertThat(begun).as("no call of the flood began meanwhile").hasSize(threads);
        assertThat(waiting("work = 'SEND' AND call IS NULL"))
                .as("changes of the flood that have not gone yet")
                .isGreaterThanOrEqualTo(CHANGES - (threads - KEPT) * LINES_A_CALL);
    }

    private long waiting(String condition) {
        return bench.count("SELECT count(*) FROM listing_facet WHERE agency = ? AND " + condition, flooding);
    }

    private static void run(Connection connection, String sql, Object... arguments) throws SQLException {
        if (arguments.length == 0) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            statement.executeUpdate();
        }
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(condition);
    }
}
