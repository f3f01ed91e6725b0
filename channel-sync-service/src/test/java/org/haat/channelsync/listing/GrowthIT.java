package org.haat.channelsync.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.inbox.Cause;
import org.haat.channelsync.inbox.IssueGroups;
import org.haat.channelsync.overview.Overview;
import org.haat.edge.Scope;
import org.haat.testsupport.PostgresResource;
import org.haat.testsupport.TestPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is done often touches no more rows when an account has many more listings. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class GrowthIT {
    private static final int FEW = 1_000;
    private static final int MANY = 20_000;
    private static final int DISTRICT = 312;

    @Inject
    SyncBench bench;

    @Inject
    Overview overview;

    @Inject
    ListingSearch search;

    @Inject
    ListingQueries queries;

    @Inject
    IssueGroups groups;

    @Inject
    Products products;

    @Inject
    CatalogueFollower follower;

    @Inject
    ListingTally tally;

    @Inject
    Sql sql;

    @Test
    void pagesAndChangesTouchNoMoreRowsWithTwentyTimesTheListings() {
        ChannelAccount large = pausedAccount();
        ChannelAccount small = pausedAccount();
        fill(small, 1, 50);
        fill(large, 1, FEW);
        Map<String, Long> few = touched(large, small);
        fill(large, FEW + 1, MANY);
        Map<String, Long> many = touched(large, small);

        few.forEach((what, rows) ->
                assertThat(many.get(what)).as("rows that %s touches", what).isLessThanOrEqualTo(3 * rows + 20));
        assertThat(rowsOf(large, text("a shawl")))
                .as("rows that words touch which nearly all listings have, though few of the first")
                .isLessThan(MANY / 2);
        assertThat(rowsOf(large, live("a stole")) - rowsOf(large, text("a stole")))
                .as("rows that a state touches besides, of 3,000 listings with words that only the last have")
                .isLessThan(500);
        assertThat(found(large, "oom-15000 a shawl")).as("by its rare word").containsExactly("Loom-15000");
        assertThat(found(large, "oom-15000 a saree"))
                .as("whose rare word it has, and not the other")
                .isEmpty();
        assertThat(found(large, "a shawl oom-15000")).as("in another order").isEmpty();
    }

    private ChannelAccount pausedAccount() {
        ChannelAccount account = bench.account();
        bench.pause(account);
        return account;
    }

    /**
     * Live listings; every tenth has an issue, all after the first few thousand have a name that few of those have, and the last
     * have one that no other has.
     */
    private void fill(ChannelAccount account, int from, int to) {
        bench.tell(new SyncBench.Wish(account.agency(), "Loom-0", 1).snapshot());
        bench.update(
                "INSERT INTO product (agency, sku, snapshot_version, snapshot, stock_version, available, received_at)"
                        + " SELECT agency, 'Loom-' || n, 1, jsonb_set(snapshot, '{sku}', to_jsonb('Loom-' || n)), 1, 5, now()"
                        + " FROM product, generate_series(?, ?) n WHERE agency = ? AND sku = 'Loom-0'",
                from,
                to,
                account.agency());
        bench.update(
                "INSERT INTO listing (agency, account, sku, title, wanted, wanted_cause, state, cause, since)"
                        + " SELECT ?, ?, 'Loom-' || n, CASE WHEN n > 17000 THEN 'A stole'"
                        + " WHEN n % 200 = 7 OR n > 2500 THEN 'A shawl' ELSE 'A saree' END, 'ON_SALE', 'offered',"
                        + " CASE WHEN n % 10 = 0 THEN 'ISSUES' ELSE 'LIVE' END, 'seen', now()"
                        + " FROM generate_series(?, ?) n",
                account.agency(), account.id(), from, to);
        bench.update(
                "INSERT INTO listing_facet (listing, facet, agency, account, desired, desired_hash, desired_version, desired_at,"
                        + " applied, applied_hash, applied_version, applied_at)"
                        + " SELECT id, facet, agency, account, '{}', 'h', 1, now(), '{}', 'h', 1, now()"
                        + " FROM listing, unnest(ARRAY['CONTENT', 'PRICE', 'STOCK']) facet"
                        + " WHERE account = ? AND sku <> 'Loom-0' ON CONFLICT DO NOTHING",
                account.id());
        bench.update(
                "INSERT INTO listing_issue (listing, agency, account, source, position, code, severity, message, remedy, owner,"
                        + " since) SELECT id, agency, account, 'READ', 0, 'X', 'ERROR', 'no', 'remedy.none', 'AGENCY', now()"
                        + " FROM listing WHERE account = ? AND state = 'ISSUES' ON CONFLICT DO NOTHING",
                account.id());
        tally.fold();
        vacuum();
    }

    /** What PostgreSQL does by itself within a minute, so that it plans by what is there and knows which pages all may see. */
    private static void vacuum() {
        TestPostgres.Database database = PostgresResource.database();
        try (Connection owner = DriverManager.getConnection(database.jdbcUrl(), database.owner(), database.password());
                Statement statement = owner.createStatement()) {
            statement.execute("VACUUM (ANALYZE)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Long> touched(ChannelAccount large, ChannelAccount small) {
        Map<String, Callable<?>> hot = new LinkedHashMap<>();
        hot.put("the overview", () -> overview.rows());
        hot.put("the list", () -> search.search(filter(null, null)));
        hot.put("the list of an account's issues", () -> search.search(filter(large, "ISSUES")));
        hot.put("the list of all issues", () -> search.search(filter(null, "ISSUES")));
        hot.put(
                "a district's list",
                () -> search.search(new ListingSearch.Filter(null, null, null, null, null, null, DISTRICT, 0, 50)));
        hot.put("explaining a product", () -> search.ofProduct("LOOM-500"));
        hot.put("a listing's page", () -> queries.detail(large.id(), "loom-500"));
        hot.put("a few letters", () -> search.search(text("oom-500 a")));
        hot.put("letters that are nowhere", () -> search.search(text("nowhere")));
        hot.put("the beginning of a SKU", () -> search.search(text("zz")));
        hot.put("the issues by cause", () -> groups.of(IssueGroups.Filter.NONE));
        hot.put("a cause", () -> groups.of(new Cause("memory", "X", "remedy.none")));
        hot.put("applying a change", () -> {
            follower.follow(products.find(large.agency(), "loom-500").stream().toList());
            return true;
        });
        Map<String, Long> touched = new LinkedHashMap<>();
        hot.forEach((what, work) -> touched.put(what, Scope.system(() -> rowsOf(work))));
        touched.put(
                "a small agency's list",
                Scope.agency(small.agency(), () -> rowsOf(() -> search.search(filter(null, null)))));
        Scope.agency(large.agency(), () -> {
            touched.put("an agency's issues by cause", rowsOf(() -> groups.of(IssueGroups.Filter.NONE)));
            return touched.put("an agency's words", rowsOf(() -> search.search(text("a saree"))));
        });
        touched.put("a small agency's overview", Scope.agency(small.agency(), () -> rowsOf(() -> overview.rows())));
        return touched;
    }

    private static ListingSearch.Filter filter(@Nullable ChannelAccount account, @Nullable String state) {
        return new ListingSearch.Filter(
                account == null ? null : account.id(), null, state, null, null, null, null, 0, 50);
    }

    private static ListingSearch.Filter live(String text) {
        return new ListingSearch.Filter(null, null, "LIVE", null, text, null, null, 0, 50);
    }

    private long rowsOf(ChannelAccount account, ListingSearch.Filter filter) {
        return Scope.agency(account.agency(), () -> rowsOf(() -> search.search(filter)));
    }

    private static ListingSearch.Filter text(String text) {
        return new ListingSearch.Filter(null, null, null, null, text, null, null, 0, 50);
    }

    @Test
    void aListingIsFoundByAnyPartOfItsSkuOrTitleAndNobodyFindsAnothers() {
        ChannelAccount account = pausedAccount();
        ChannelAccount other = pausedAccount();
        bench.tell(new SyncBench.Wish(account.agency(), "TEXT-1", 1)
                .title("Muga silk, 100% pure")
                .snapshot());
        bench.tell(new SyncBench.Wish(other.agency(), "TEXT-1", 1)
                .title("Muga silk, 100% pure")
                .snapshot());

        assertThat(found(account, "uga SI")).containsExactly("TEXT-1");
        assertThat(found(account, "xt-1")).containsExactly("TEXT-1");
        assertThat(found(account, "te")).containsExactly("TEXT-1");
        assertThat(found(account, "0% p"))
                .as("a percent sign is a percent sign")
                .containsExactly("TEXT-1");
        assertThat(found(account, "1%e")).isEmpty();
        bench.tell(new SyncBench.Wish(account.agency(), "TEXT-1", 2)
                .title("Eri silk")
                .snapshot());
        assertThat(found(account, "muga")).as("a title that it had").isEmpty();
        assertThat(found(account, "eri s")).containsExactly("TEXT-1");
        assertThat(Scope.system(() -> QuarkusTransaction.requiringNew()
                        .call(() -> search.search(new ListingSearch.Filter(
                                other.id(), "memory", "DRAFT", null, "muga", null, null, 0, 50)))))
                .singleElement()
                .extracting(ListingSearch.Line::agency)
                .isEqualTo(other.agency());
        assertThat(Scope.system(() -> QuarkusTransaction.requiringNew()
                        .call(() -> search.search(
                                new ListingSearch.Filter(other.id(), "memory", null, "X", "muga", null, null, 0, 50)))))
                .as("with an issue that it has not")
                .isEmpty();
    }

    private List<String> found(ChannelAccount account, String text) {
        return Scope.agency(
                account.agency(), () -> QuarkusTransaction.requiringNew().call(() -> search.search(text(text)).stream()
                        .map(ListingSearch.Line::sku)
                        .toList()));
    }

    /** Rows that the tables gave, by reading through or by an index. */
    private long rowsOf(Callable<?> work) {
        return QuarkusTransaction.requiringNew().call(() -> {
            long before = rowsGiven();
            work.call();
            return rowsGiven() - before;
        });
    }

    /** Of tables read in order and of indexes: one that needs no look at its table, since all may see it, reads as many. */
    private long rowsGiven() {
        return sql.one(
                "SELECT coalesce(sum(pg_stat_get_xact_tuples_returned(oid)), 0) FROM pg_class"
                        + " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'i', 'I')",
                row -> row.getLong(1));
    }

    @Test
    void countsAreThoseOfTheListingsWhateverChangesThem() {
        ChannelAccount account = pausedAccount();
        fill(account, 1, 300);
        bench.update("UPDATE listing SET state = 'PAUSED' WHERE account = ? AND id % 3 = 0", account.id());
        bench.update(
                "UPDATE listing SET wanted = 'RETIRED', state = 'RETIRED' WHERE account = ? AND id % 7 = 0",
                account.id());
        bench.update("UPDATE listing SET title = 'Another' WHERE account = ?", account.id());
        bench.update("DELETE FROM listing WHERE account = ? AND id % 11 = 0", account.id());
        String counted = "SELECT wanted || ' ' || state || ' ' || count(*) FROM listing WHERE account = ?"
                + " GROUP BY wanted, state ORDER BY 1";
        String kept = "SELECT wanted || ' ' || state || ' ' || sum(listings) FROM listing_tally WHERE account = ?"
                + " GROUP BY wanted, state HAVING sum(listings) <> 0 ORDER BY 1";
        List<String> truth = bench.texts(counted, account.id());

        assertThat(bench.texts(kept, account.id())).isEqualTo(truth).hasSizeGreaterThan(3);
        tally.fold();
        assertThat(bench.texts(kept, account.id())).isEqualTo(truth);
        assertThat(bench.count("SELECT count(*) FROM listing_tally WHERE account = ?", account.id()))
                .as("one row for each count, once folded")
                .isEqualTo(bench.count(
                        "SELECT count(*) FROM (SELECT 1 FROM listing WHERE account = ?"
                                + " GROUP BY district_lgd, wanted, state) counts",
                        account.id()));
        bench.update("DELETE FROM listing WHERE account = ?", account.id());
        tally.fold();
        assertThat(bench.count("SELECT count(*) FROM listing_tally WHERE account = ?", account.id()))
                .isZero();
    }
}
