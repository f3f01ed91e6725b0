package org.haat.channelsync.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.testsupport.PostgresResource;
import org.haat.testsupport.TestPostgres;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The kept count of issues by cause is the plain count, whatever happened to issues and listings, and who else was at it. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class IssueTallyIT {
    private static final int LISTINGS = 12;
    private static final int STEPS = 240;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Each listing once for a cause, by the worst of its issues: whoever acts ('-'), and by who acts. */
    private static final String COUNTED = "SELECT concat_ws(' ', district_lgd, code, remedy, acts,"
            + " (ARRAY['INFO', 'WARNING', 'ERROR'])[worst], count(*)) FROM (SELECT l.district_lgd, i.code, i.remedy, o.acts,"
            + " max(array_position(ARRAY['INFO', 'WARNING', 'ERROR'], i.severity)) AS worst"
            + " FROM listing_issue i JOIN listing l ON l.id = i.listing"
            + " CROSS JOIN LATERAL (VALUES ('-'), (i.owner)) AS o (acts) WHERE i.account = ?"
            + " GROUP BY l.id, l.district_lgd, i.code, i.remedy, o.acts) one"
            + " GROUP BY district_lgd, code, remedy, acts, worst ORDER BY 1";

    private static final String KEPT =
            "SELECT concat_ws(' ', district_lgd, code, remedy, coalesce(nullif(owner, ''), '-'),"
                    + " severity, sum(listings)) FROM issue_tally WHERE account = ?"
                    + " GROUP BY district_lgd, code, remedy, owner, severity HAVING sum(listings) <> 0 ORDER BY 1";

    private static final String ADD =
            "INSERT INTO listing_issue (listing, agency, account, source, position, code, severity,"
                    + " message, remedy, owner, since) SELECT l.id, l.agency, l.account, s.source, s.position, s.code, s.severity, 'no',"
                    + " 'remedy.' || s.remedy, s.owner, now() FROM listing l CROSS JOIN (VALUES %s) AS s (source, position, code,"
                    + " severity, remedy, owner) WHERE l.account = '%s' AND l.sku = ANY ('{%s}')";

    private static final String SAY_ANEW =
            " ON CONFLICT (listing, source, position) DO UPDATE SET code = excluded.code,"
                    + " severity = excluded.severity, remedy = excluded.remedy, owner = excluded.owner";

    @Inject
    SyncBench bench;

    @Inject
    ListingTally tally;

    private ChannelAccount account;

    @BeforeEach
    void listings() {
        account = bench.account();
        bench.pause(account);
        bench.update(
                "INSERT INTO listing (agency, account, sku, district_lgd, title, wanted, wanted_cause, state, cause, since)"
                        + " SELECT ?, ?, 'T-' || n, 300 + n % 3, 'A saree', 'ON_SALE', 'offered', 'ISSUES', 'seen', now()"
                        + " FROM generate_series(1, ?) n",
                account.agency(), account.id(), LISTINGS);
    }

    @Test
    void countsAreThoseOfTheIssuesAfterAnyChangeOfThem() {
        Random random = new Random(53);
        for (int step = 1; step <= STEPS; step++) {
            bench.update(any(random));
            if (step % 8 == 0) {
                assertKeptIsCounted();
            }
            if (step % 60 == 0) {
                tally.fold();
                assertKeptIsCounted();
            }
        }
        assertThat(bench.texts(COUNTED, account.id())).hasSizeGreaterThan(20);
        assertThat(bench.count("SELECT count(*) FROM issue_tally WHERE account = ?", account.id()))
                .as("one row for each count, once folded")
                .isEqualTo(bench.texts(KEPT, account.id()).size());

        bench.update("DELETE FROM listing WHERE account = ?", account.id());
        tally.fold();
        assertThat(bench.count("SELECT count(*) FROM issue_tally WHERE account = ?", account.id()))
                .isZero();
        assertThat(bench.count("SELECT count(*) FROM listing_cause WHERE account = ?", account.id()))
                .isZero();
    }

    private String any(Random random) {
        String some = skus(random);
        String where =
                " WHERE account = '" + account.id() + "' AND listing IN (SELECT id FROM listing WHERE account = '"
                        + account.id() + "' AND sku = ANY ('{" + some + "}'))";
        return switch (random.nextInt(8)) {
            case 0, 1, 2, 3 -> add(issue(random) + ", " + issue(random), some) + SAY_ANEW;
            case 4 -> "DELETE FROM listing_issue" + where + " AND position = " + random.nextInt(2);
            case 5 ->
                "UPDATE listing_issue SET severity = '" + severity(random) + "', owner = '" + owner(random) + "'"
                        + where;
            case 6 ->
                "UPDATE listing SET district_lgd = " + (300 + random.nextInt(3)) + " WHERE account = '" + account.id()
                        + "' AND sku = ANY ('{" + some + "}')";
            default ->
                random.nextInt(4) > 0
                        ? "UPDATE listing_issue SET quarantined_until = now(), message = 'still no'" + where
                        : "DELETE FROM listing WHERE account = '" + account.id() + "' AND sku = 'T-"
                                + (1 + random.nextInt(LISTINGS)) + "'";
        };
    }

    private String add(String issues, String skus) {
        return ADD.formatted(issues, account.id(), skus);
    }

    /** Two in one statement never have one place, which PostgreSQL refuses. */
    private String issue(Random random) {
        place = 1 - place;
        return "('%s', %d, '%s', '%s', '%s', '%s')"
                .formatted(
                        place == 0 ? "READ" : "CALL",
                        random.nextInt(2),
                        random.nextBoolean() ? "X" : "Y",
                        severity(random),
                        random.nextInt(4) > 0 ? "a" : "b",
                        owner(random));
    }

    private int place;

    private static String severity(Random random) {
        return List.of("ERROR", "WARNING", "INFO").get(random.nextInt(3));
    }

    private static String owner(Random random) {
        return random.nextBoolean() ? "AGENCY" : "OPERATIONS";
    }

    private static String skus(Random random) {
        return "T-" + (1 + random.nextInt(LISTINGS)) + ",T-" + (1 + random.nextInt(LISTINGS));
    }

    private void assertKeptIsCounted() {
        assertThat(bench.texts(KEPT, account.id())).isEqualTo(bench.texts(COUNTED, account.id()));
    }

    private static final String READ = "('READ', 0, 'X', 'ERROR', 'a', 'AGENCY')";
    private static final String CALL = "('CALL', 0, 'X', 'ERROR', 'a', 'AGENCY')";

    @Test
    void twoWritersAtOnceCountAListingOnce() throws SQLException {
        atOnce(add(READ, "T-1"), add(CALL, "T-1"));
        assertThat(bench.texts(KEPT, account.id()))
                .containsExactly("301 X remedy.a - ERROR 1", "301 X remedy.a AGENCY ERROR 1");

        String gone = "DELETE FROM listing_issue WHERE account = '" + account.id() + "' AND source = '";
        atOnce(gone + "READ'", gone + "CALL'");
        assertThat(bench.texts(KEPT, account.id())).isEmpty();
    }

    @Test
    void aListingThatMovesWhileItGetsAnIssueIsCountedWhereItIs() throws SQLException {
        String move = "UPDATE listing SET district_lgd = 399 WHERE account = '" + account.id() + "' AND sku = ";
        atOnce(add(READ, "T-1"), move + "'T-1'");
        atOnce(move + "'T-2'", add(READ, "T-2"));

        assertKeptIsCounted();
        assertThat(bench.texts(KEPT, account.id()))
                .containsExactly("399 X remedy.a - ERROR 2", "399 X remedy.a AGENCY ERROR 2");
    }

    /** The second begins while the first has done its part and not yet committed. */
    private void atOnce(String first, String second) throws SQLException {
        try (Connection one = serviceConnection();
                Connection two = serviceConnection();
                Statement a = one.createStatement()) {
            int waiter = pid(two);
            assertThat(a.executeUpdate(first)).isPositive();
            CompletableFuture<Integer> other = CompletableFuture.supplyAsync(() -> run(two, second));
            Awaitility.await().atMost(PATIENCE).until(() -> other.isDone() || waits(waiter));
            one.commit();
            assertThat(other.join()).isPositive();
        }
        assertKeptIsCounted();
    }

    private boolean waits(int pid) {
        return bench.count("SELECT count(*) FROM pg_locks WHERE NOT granted AND pid = ?", pid) > 0;
    }

    private static int run(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            int rows = statement.executeUpdate(sql);
            connection.commit();
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int pid(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT pg_backend_pid()")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static Connection serviceConnection() throws SQLException {
        TestPostgres.Database database = PostgresResource.database();
        Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT set_config('haat.everything', 'true', false)");
        }
        connection.setAutoCommit(false);
        return connection;
    }
}
