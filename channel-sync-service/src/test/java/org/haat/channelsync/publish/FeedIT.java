package org.haat.channelsync.publish;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SlowStock;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Channels;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.FeedSink;
import org.haat.channelsync.channel.memory.MemoryMarket;
import org.haat.channelsync.channel.memory.MemoryOperation;
import org.haat.channelsync.channel.memory.MemoryQueue;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.listing.Facet;
import org.haat.event.StockLevel;
import org.haat.testsupport.TestIdentity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bulk route end to end, on the marketplace in memory. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class FeedIT {
    private static final int ALL = 24;

    @Inject
    SyncBench bench;

    @Inject
    MemoryMarket market;

    @Inject
    Feeds feeds;

    @Inject
    OpenCallRecovery recovery;

    @Inject
    DelayedChanges delayedChanges;

    @Inject
    FeedRoute route;

    @Inject
    Channels channels;

    @Inject
    Sql sql;

    @Inject
    SlowStock slow;

    private ChannelAccount account;
    private CompletableFuture<Void> answered;

    @BeforeEach
    void liveAccount() {
        answered = new CompletableFuture<>();
        market.calm();
        account = bench.account();
        bench.live(account, ALL);
        bench.awaitQuiet(account);
    }

    @AfterEach
    void calm() {
        answered.complete(null);
        slow.letGo(account.id());
        market.calm();
        bench.pause(account);
    }

    /** Many changes at once while the first single call waits for its answer, and a marketplace that is quick with feeds. */
    private void backlog(int quantity) {
        bench.pause(account);
        slow.hold(account.id(), skus -> answered.join());
        bench.tell(IntStream.rangeClosed(1, ALL)
                .mapToObj(i -> SyncBench.event(new StockLevel(account.agency(), "SKU-" + i, 2, quantity)))
                .toList());
        market.feedTime(Duration.ZERO);
        bench.activate(account);
        await(() -> count("SELECT count(*) FROM channel_feed WHERE account = ?") > 0);
        answered.complete(null);
    }

    private void awaitRunning() {
        await(() -> count("SELECT count(*) FROM channel_feed WHERE account = ? AND state = 'RUNNING'") == 1);
    }

    private void await(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(condition);
    }

    private long count(String query) {
        return bench.count(query, account.id());
    }

    private int stock(String sku) {
        return market.listings(account.id()).get(sku).quantity();
    }

    /** Lines of the feed that is open. */
    private List<String> travelling() {
        return market.feeds(account.id()).get(0);
    }

    @Test
    void backlogGoesInAFeedAndEveryLineSettles() {
        market.refuse("SKU-24", ChannelIssue.error("90220", "Not so", "quantity"));
        backlog(9);

        await(() -> count("SELECT count(*) FROM channel_feed WHERE account = ? AND outcome = 'DONE'") >= 1);
        bench.awaitQuiet(account);

        assertThat(market.feeds(account.id())).hasSize(1);
        assertThat(travelling()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(count("SELECT count(*) FROM listing_facet WHERE account = ? AND facet = 'STOCK' AND work = 'NONE'"
                        + " AND applied_hash = desired_hash"))
                .isEqualTo(ALL - 1);
        assertThat(bench.texts(
                        "SELECT l.sku FROM listing_facet f JOIN listing l ON l.id = f.listing WHERE f.account = ?"
                                + " AND f.work = 'BLOCKED'",
                        account.id()))
                .containsExactly("SKU-24");
        assertThat(bench.calls(account, "READ"))
                .as("nothing had to be read back")
                .isLessThan(40);
    }

    @Test
    void stockThatChangesInAFeedGoesAtOnceAndIsNotOverwritten() {
        market.holdFeeds();
        backlog(9);
        awaitRunning();
        String sku = travelling().get(0);

        bench.tell(new StockLevel(account.agency(), sku, 3, 0));
        await(() -> stock(sku) == 0);
        assertThat(feeds()).as("it did not wait for the feed").isEqualTo("RUNNING");
        market.endFeeds(account.id(), false, Integer.MAX_VALUE);
        assertThat(stock(sku)).as("the feed brought the older figure").isEqualTo(9);

        bench.awaitQuiet(account);
        assertThat(stock(sku)).isZero();
        assertThat(travelling().stream().filter(one -> stock(one) == 9))
                .hasSize(travelling().size() - 1);
    }

    private String feeds() {
        return bench.texts("SELECT state FROM channel_feed WHERE account = ?", account.id())
                .get(0);
    }

    @Test
    void feedThatDoesNotFinishIsAskedAboutAndNeverSentAgain() {
        market.holdFeeds();
        backlog(9);
        awaitRunning();
        await(() -> count("SELECT count(*) FROM channel_call WHERE account = ? AND finished_at IS NULL") == 1);
        recovery.recoverForgotten(account.id());
        recovery.recover(account.id());
        bench.update("UPDATE channel_feed SET begun_at = now() - interval '1 day' WHERE account = ?", account.id());
        sql.system(() -> {
            feeds.hasten(
                    account.id(),
                    bench.texts("SELECT reference FROM channel_feed WHERE account = ?", account.id())
                            .get(0));
            return true;
        });

        await(() -> count("SELECT count(*) FROM channel_feed WHERE account = ? AND late AND asks > 0") == 1);
        assertThat(market.feeds(account.id())).hasSize(1);
        assertThat(count("SELECT count(*) FROM listing_facet WHERE account = ? AND work = 'FEED'"))
                .isEqualTo(travelling().size());
        assertThat(count("SELECT count(*) FROM account_change WHERE account = ? AND action = 'feed is late'"))
                .isEqualTo(1);
        peopleAreTold(travelling().get(0));

        market.endFeeds(account.id(), false, Integer.MAX_VALUE);
        bench.update("UPDATE channel_feed SET ask_due_at = now() WHERE account = ?", account.id());
        bench.awaitQuiet(account);
        assertThat(IntStream.rangeClosed(1, ALL).map(i -> stock("SKU-" + i))).containsOnly(9);
        assertThat(market.feeds(account.id())).hasSize(1);
    }

    @Test
    void linesOfALateFeedThatAPersonGivesUpAreReadBackAndNotSentBlindly() {
        market.holdFeeds();
        backlog(9);
        awaitRunning();
        long id = count("SELECT id FROM channel_feed WHERE account = ?");
        int lines = travelling().size();
        String path = "/api/v1/accounts/" + account.id() + "/feeds/" + id + "/give-up";
        RequestSpecification operations =
                given().auth().oauth2(TestIdentity.token("eshan", null, null, List.of("operations"), "haat"));
        given().spec(operations).post(path).then().statusCode(409).body("code", equalTo("feed-not-late"));
        bench.update("UPDATE channel_feed SET late = true WHERE account = ?", account.id());
        asAgency().post(path).then().statusCode(403);

        given().spec(operations).post(path).then().statusCode(200).body("[0].givenUpBy", equalTo("eshan"));

        given().spec(operations).post(path).then().statusCode(409);
        await(() -> count("SELECT count(*) FROM channel_feed WHERE account = ? AND outcome = 'GIVEN_UP'") == 1);
        market.calm();
        bench.awaitQuiet(account);
        assertThat(count("SELECT count(*) FROM channel_call_line l JOIN channel_feed f ON f.call = l.call"
                        + " WHERE f.account = ? AND f.outcome = 'GIVEN_UP' AND l.failure = 'UNKNOWN'"))
                .as("every line was read before it was sent")
                .isEqualTo(lines);
        assertThat(IntStream.rangeClosed(1, ALL).map(i -> stock("SKU-" + i))).containsOnly(9);
        assertThat(count("SELECT count(*) FROM account_change WHERE account = ? AND action = 'feed given up'"))
                .isEqualTo(1);
    }

    private void peopleAreTold(String sku) {
        bench.update(
                "UPDATE listing_facet SET waiting_since = now() - interval '1 hour' WHERE account = ? AND work = 'FEED'",
                account.id());
        delayedChanges.tell();
        delayedChanges.tell();
        assertThat(bench.texts("SELECT DISTINCT code FROM listing_issue WHERE account = ?", account.id()))
                .containsExactly("DELAYED_FEED_LATE");
        asAgency()
                .get("/api/v1/products/" + sku + "/explain")
                .then()
                .body("[0].chain.code", hasItem("facet.in-feed.late"))
                .body("[0].owner", equalTo("PARTNER"));
        asAgency()
                .get("/api/v1/accounts/" + account.id() + "/feeds")
                .then()
                .body("size()", equalTo(1))
                .body("[0].late", equalTo(true))
                .body("[0].state", equalTo("RUNNING"))
                .body("[0].askedAt", notNullValue());
    }

    private RequestSpecification asAgency() {
        return given().auth().oauth2(TestIdentity.token("mitali", account.agency(), "agency-admin"));
    }

    @Test
    void feedWhoseBeginningGotNoAnswerIsFoundAndNotBegunTwice() {
        market.fail(MemoryOperation.BEGIN_FEED, new ChannelException(FailureKind.UNKNOWN, "no answer"), 1, true);
        backlog(9);

        await(() -> count("SELECT count(*) FROM channel_feed WHERE account = ? AND outcome = 'DONE'") == 1);
        bench.awaitQuiet(account);
        assertThat(market.feeds(account.id())).hasSize(1);
        assertThat(IntStream.rangeClosed(1, ALL).map(i -> stock("SKU-" + i))).containsOnly(9);
    }

    @Test
    void linesOfAFeedThatBrokeOffAreReadBackAndOnlyTheMissingOnesGoAgain() {
        market.holdFeeds();
        backlog(9);
        awaitRunning();
        int lines = travelling().size();
        long singles = count("SELECT count(*) FROM channel_call_line l JOIN channel_call c ON c.id = l.call"
                + " WHERE c.account = ? AND c.operation = 'SET_STOCK' AND l.status = 'ACCEPTED'");

        market.endFeeds(account.id(), true, lines - 5);
        bench.update("UPDATE channel_feed SET ask_due_at = now() WHERE account = ?", account.id());
        bench.awaitQuiet(account);

        assertThat(IntStream.rangeClosed(1, ALL).map(i -> stock("SKU-" + i))).containsOnly(9);
        long sentAgain = bench.count(
                "SELECT count(*) FROM channel_call_line l JOIN channel_feed f ON f.account = ?"
                        + " JOIN channel_call_line o ON o.call = f.call AND o.listing = l.listing"
                        + " JOIN channel_call c ON c.id = l.call WHERE l.call > f.call AND l.facet = 'STOCK'"
                        + " AND c.operation = 'SET_STOCK' AND l.status = 'ACCEPTED'",
                account.id());
        assertThat(sentAgain)
                .as("of %d lines, with %d single ones", lines, singles)
                .isEqualTo(5);
    }

    @Test
    void newListingsTravelInAFeedAndTheirStockFollowsWhenTheyAreThere() {
        account = bench.account();
        bench.pause(account);
        market.holdFeeds();
        market.feedTime(Duration.ZERO);
        market.fail(
                MemoryOperation.PUT_LISTING,
                new ChannelException(FailureKind.THROTTLED, "slow down", "429", Duration.ofMillis(500), null),
                1,
                false);
        IntStream.rangeClosed(1, ALL).forEach(i -> {
            bench.tell(new StockLevel(account.agency(), "SKU-" + i, 1, 5));
            bench.tell(SyncBench.snapshot(account.agency(), "SKU-" + i, 1));
        });
        bench.activate(account);
        awaitRunning();
        String sku = travelling().get(0);

        bench.tell(new StockLevel(account.agency(), sku, 2, 3));
        assertThat(market.listings(account.id())).as("it is not there yet").doesNotContainKey(sku);
        assertThat(count("SELECT count(*) FROM listing_facet WHERE account = ? AND work = 'FEED'"))
                .isEqualTo(3L * travelling().size());
        market.endFeeds(account.id(), false, Integer.MAX_VALUE);
        bench.update("UPDATE channel_feed SET ask_due_at = now() WHERE account = ?", account.id());
        IntStream.rangeClosed(1, ALL).forEach(i -> bench.awaitState(account, "SKU-" + i, "LIVE"));
        bench.awaitQuiet(account);

        assertThat(stock(sku)).isEqualTo(3);
        assertThat(bench.count(
                        "SELECT count(*) FROM channel_call_line l JOIN channel_call c ON c.id = l.call WHERE c.account = ?"
                                + " AND c.operation = 'SET_STOCK'",
                        account.id()))
                .isEqualTo(1);
    }

    @Test
    void linesThatMayNotGoMakeNoDocument() {
        bench.pause(account);
        market.feedTime(Duration.ZERO);
        assertThat(choice()).as("nothing changed").isEmpty();

        tell(9, 2);
        bench.update("UPDATE channel_account SET review = true WHERE id = ?", account.id());
        assertThat(choice()).as("a person looks first").isEmpty();
        bench.update("UPDATE channel_account SET review = false WHERE id = ?", account.id());
        assertThat(choice()).contains(new FeedRoute.Choice(Facet.STOCK, ALL));

        tell(0, 3);
        assertThat(choice()).as("the breaker holds them").isEmpty();
        bench.update("UPDATE mass_change SET state = 'RELEASED', decided_at = now() WHERE account = ?", account.id());
        assertThat(choice()).contains(new FeedRoute.Choice(Facet.STOCK, ALL));

        bench.update(
                "UPDATE listing_facet SET attempts = 1 WHERE account = ? AND facet = 'STOCK' AND listing IN"
                        + " (SELECT id FROM listing WHERE sku IN ('SKU-1', 'SKU-2'))",
                account.id());
        assertThat(choice()).as("what failed goes singly").contains(new FeedRoute.Choice(Facet.STOCK, ALL - 2));
    }

    @Test
    void newListingsMakeNoDocumentBeforeItIsKnownWhatIsThere() {
        bench.pause(account);
        market.feedTime(Duration.ZERO);
        bench.tell(IntStream.rangeClosed(1, ALL)
                .mapToObj(i -> SyncBench.event(SyncBench.snapshot(account.agency(), "NEW-" + i, 1)))
                .toList());
        bench.update("UPDATE listing_facet SET due_at = now() WHERE account = ? AND work = 'SEND'", account.id());

        bench.update("UPDATE channel_account SET look = 'CENSUS' WHERE id = ?", account.id());
        assertThat(choice()).isEmpty();
        bench.update("UPDATE channel_account SET look = 'DONE' WHERE id = ?", account.id());
        assertThat(choice()).contains(new FeedRoute.Choice(Facet.CONTENT, ALL));
    }

    /** At fifty calls a second 24 changes take half a second; at a fiftieth of that longer than a feed. */
    @Test
    void feedIsChosenByThePartOfTheQuotaThatTheAccountMayUse() {
        bench.pause(account);
        tell(9, 2);
        market.feedTime(Duration.ofSeconds(10));
        assertThat(choice()).isEmpty();

        callsPercent("2");
        assertThat(choice()).contains(new FeedRoute.Choice(Facet.STOCK, 15));
        callsPercent("1");
        assertThat(choice()).as("of fifty feeds at once a hundredth is none").isEmpty();
    }

    private void callsPercent(String percent) {
        bench.update(
                "UPDATE channel_account SET settings = jsonb_build_object('calls_percent', ?::text) WHERE id = ?",
                percent,
                account.id());
    }

    private Optional<FeedRoute.Choice> choice() {
        FeedSink sink = channels.facet("memory", FeedSink.class).orElseThrow();
        return sql.system(() -> route.choose(account, sink));
    }

    private void tell(int quantity, long version) {
        bench.tell(IntStream.rangeClosed(1, ALL)
                .mapToObj(i -> SyncBench.event(new StockLevel(account.agency(), "SKU-" + i, version, quantity)))
                .toList());
    }

    @Test
    void feedOfOneAgencyHoldsUpNobodyElse() {
        ChannelAccount quiet = bench.account();
        bench.live(quiet, 1);
        market.holdFeeds();
        backlog(9);
        awaitRunning();

        bench.tell(new StockLevel(quiet.agency(), "SKU-1", 2, 2));
        await(() -> market.listings(quiet.id()).get("SKU-1").quantity() == 2);
        assertThat(feeds()).isEqualTo("RUNNING");
        assertThat(count("SELECT count(*) FROM listing_facet WHERE account = ? AND work = 'FEED'"))
                .isEqualTo(travelling().size());
        assertThat(market.feeds(quiet.id())).isEmpty();
    }

    @Test
    void newsThatAFeedIsOverHaveItAskedAboutAtOnce() {
        String seller = "S-" + account.agency();
        bench.pause(account);
        bench.update(
                "UPDATE channel_account SET settings = jsonb_build_object('queue', ?::text, 'seller_id', ?::text) WHERE id = ?",
                "feeds-" + account.agency(),
                seller,
                account.id());
        market.holdFeeds();
        backlog(9);
        awaitRunning();
        // Nobody asks of himself any more (but who is just asking).
        bench.update("UPDATE channel_feed SET ask_due_at = now() + interval '1 day' WHERE account = ?", account.id());
        String feed = bench.texts("SELECT reference FROM channel_feed WHERE account = ?", account.id())
                .get(0);
        market.endFeeds(account.id(), false, Integer.MAX_VALUE);

        market.queue()
                .put(
                        "feeds-" + account.agency(),
                        new MemoryQueue.Message(
                                "n-1", "FEED", Map.of("seller_id", seller), null, null, feed, null, null, null));

        await(() -> count("SELECT count(*) FROM channel_feed WHERE account = ? AND outcome = 'DONE'") == 1);
        bench.awaitQuiet(account);
        assertThat(IntStream.rangeClosed(1, ALL).map(i -> stock("SKU-" + i))).containsOnly(9);
    }

    @Test
    void nothingBeginsForAnAccountThatIsStopped() {
        market.holdFeeds();
        bench.pause(account);
        bench.tell(IntStream.rangeClosed(1, ALL)
                .mapToObj(i -> SyncBench.event(new StockLevel(account.agency(), "SKU-" + i, 2, 9)))
                .toList());
        market.feedTime(Duration.ZERO);

        Awaitility.await().during(Duration.ofMillis(300)).until(() -> market.feeds(account.id())
                .isEmpty());
        assertThat(count("SELECT count(*) FROM channel_feed WHERE account = ?")).isZero();
    }

    @Test
    void feedThatWaitsIsTakenBackWhenItsAccountIsStoppedAndItsLinesGoOnceItIsStarted() {
        market.queueFeeds(true);
        backlog(9);
        awaitRunning();
        int lines = travelling().size();

        bench.pause(account);

        await(() -> count("SELECT count(*) FROM channel_feed WHERE account = ? AND take_back = 'ASKED'") == 1);
        assertThat(feeds())
                .as("that it was taken back is not believed before it shows")
                .isEqualTo("RUNNING");
        market.tellOfTakenBack();
        await(() -> count("SELECT count(*) FROM channel_feed WHERE account = ? AND outcome = 'CANCELLED'") == 1);
        asAgency().get("/api/v1/accounts/" + account.id() + "/feeds").then().body("[0].takeBack", equalTo("ASKED"));
        assertThat(travelling().stream().map(this::stock)).as("nothing leaves").containsOnly(5);
        market.calm();
        bench.activate(account);
        bench.awaitQuiet(account);
        assertThat(IntStream.rangeClosed(1, ALL).map(i -> stock("SKU-" + i))).containsOnly(9);
        assertThat(count("SELECT count(*) FROM channel_call_line l JOIN channel_feed f ON f.call = l.call"
                        + " WHERE f.account = ? AND f.outcome = 'CANCELLED' AND l.failure = 'TEMPORARY'"))
                .as("none of them had to be read")
                .isEqualTo(lines);
    }

    @Test
    void feedThatIsWorkedOnIsAskedBackOnceAndReadWhenItsStoppedAccountGoesOn() {
        market.holdFeeds();
        market.fail(
                MemoryOperation.CANCEL_FEED,
                new ChannelException(FailureKind.THROTTLED, "slow down", "429", Duration.ofMillis(50), null),
                1,
                false);
        backlog(9);
        awaitRunning();

        bench.pause(account);

        await(() -> count("SELECT count(*) FROM channel_feed WHERE account = ? AND take_back = 'TOO_LATE'") == 1);
        market.endFeeds(account.id(), false, Integer.MAX_VALUE);
        bench.activate(account);
        await(() -> count("SELECT count(*) FROM channel_feed WHERE account = ? AND outcome = 'DONE'") >= 1);
        bench.awaitQuiet(account);
        assertThat(IntStream.rangeClosed(1, ALL).map(i -> stock("SKU-" + i))).containsOnly(9);
    }

    @Test
    void lateFeedThatStillWaitsIsTakenBackBeforeItIsGivenUpThoughTheAnswerIsLost() {
        market.queueFeeds(false);
        market.fail(MemoryOperation.CANCEL_FEED, new ChannelException(FailureKind.UNKNOWN, "no answer"), 1, true);
        backlog(9);
        awaitRunning();
        long id = count("SELECT id FROM channel_feed WHERE account = ?");
        bench.update("UPDATE channel_feed SET late = true WHERE account = ?", account.id());

        given().auth()
                .oauth2(TestIdentity.token("eshan", null, null, List.of("operations"), "haat"))
                .post("/api/v1/accounts/" + account.id() + "/feeds/" + id + "/give-up")
                .then()
                .statusCode(200);

        await(() -> count("SELECT count(*) FROM channel_feed WHERE account = ? AND outcome = 'CANCELLED'") == 1);
        bench.awaitQuiet(account);
        assertThat(IntStream.rangeClosed(1, ALL).map(i -> stock("SKU-" + i))).containsOnly(9);
    }
}
