package org.haat.channelsync.adoption;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.RemoteOrder;
import org.haat.channelsync.channel.memory.MemoryListing;
import org.haat.channelsync.channel.memory.MemoryMarket;
import org.haat.channelsync.channel.memory.MemoryOperation;
import org.haat.event.Money;
import org.haat.event.StockLevel;
import org.haat.testsupport.TestIdentity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an account had before us is linked, updated, and never made a second time. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class AdoptionIT {
    @Inject
    SyncBench bench;

    @Inject
    MemoryMarket market;

    private ChannelAccount account;

    @BeforeEach
    void newAccount() {
        market.calm();
    }

    @Test
    void nothingNewIsPutBeforeTheChannelWasLookedAt() {
        market.fail(
                MemoryOperation.LIST_LISTINGS,
                new ChannelException(FailureKind.THROTTLED, "Later", "429", Duration.ofMillis(500), null),
                1_000,
                false);
        account = bench.account();

        offer("SKU-1", 5);

        Awaitility.await().during(Duration.ofMillis(300)).until(() -> market.listings(account.id())
                .isEmpty());
        assertThat(bench.texts("SELECT look FROM channel_account WHERE id = ?", account.id()))
                .containsExactly("CENSUS");
        as().get("/api/v1/products/SKU-1/explain").then().body("[0].chain.code", hasItem("look.census"));
        market.calm();
        bench.awaitState(account, "SKU-1", "LIVE");
        as().get("/api/v1/accounts/" + account.id() + "/there").then().body("look.state", equalTo("DONE"));
    }

    @Test
    void listingThatNobodyCanReadHoldsUpNoOtherNewOne() {
        market.fail(MemoryOperation.LIST_LISTINGS, new ChannelException(FailureKind.PROTOCOL, "Not a page"), 1, false);
        account = bench.account();
        await(() ->
                bench.count("SELECT count(*) FROM channel_account WHERE id = ? AND look = 'EACH'", account.id()) == 1);
        market.garble(account.id(), "SKU-2");

        offer("SKU-1", 5);
        offer("SKU-2", 5);
        offer("SKU-3", 5);

        bench.awaitState(account, "SKU-1", "LIVE");
        bench.awaitState(account, "SKU-3", "LIVE");
        await(() -> bench.count(
                        "SELECT count(*) FROM listing_issue i JOIN listing l ON l.id = i.listing WHERE l.account = ?"
                                + " AND l.sku = 'SKU-2' AND i.source = 'READ' AND i.code = 'PROTOCOL'",
                        account.id())
                == 1);
        assertThat(market.listings(account.id()))
                .as("nobody knows whether it is there already")
                .doesNotContainKey("SKU-2");

        market.calm();
        bench.hurry(account, "READ", "UPDATE listing SET verify_due_at = now() WHERE account = ? AND sku = 'SKU-2'");
        bench.awaitState(account, "SKU-2", "LIVE");
    }

    @Test
    void listingOfTheSameSkuIsUpdatedAndKeepsItsNumberWhetherOursOrTheirsCameFirst() {
        account = paused();
        meddle("SKU-1", "REMOTE-1", 150_000, 5);
        meddle("SKU-2", "REMOTE-2", 150_000, 5);
        offer("SKU-1", 5);
        bench.activate(account);
        bench.awaitState(account, "SKU-1", "LIVE");
        bench.awaitQuiet(account);
        assertThat(there("SKU-1").remoteId()).as("not made anew").isEqualTo("REMOTE-1");
        assertThat(there("SKU-1").price()).isEqualTo(Money.inr(199_950));

        offer("SKU-2", 5);

        bench.awaitState(account, "SKU-2", "LIVE");
        bench.awaitQuiet(account);
        assertThat(there("SKU-2").remoteId()).isEqualTo("REMOTE-2");
        assertThat(there("SKU-2").price()).isEqualTo(Money.inr(199_950));
        assertThat(bench.texts(
                        "SELECT h.cause FROM listing_history h JOIN listing l ON l.id = h.listing WHERE l.account = ?"
                                + " AND l.sku = 'SKU-2' AND h.to_state = 'ACCEPTED'",
                        account.id()))
                .anyMatch(cause -> cause.contains("REMOTE-2") && cause.contains("not made anew"));
        as().get("/api/v1/accounts/" + account.id() + "/there?state=linked")
                .then()
                .body("listings", hasSize(2))
                .body("open", equalTo(0));
    }

    @Test
    void listingOfAnotherNameIsLinkedByAPersonAndEveryCallUsesItsName() {
        account = paused();
        meddle("old-name/7", "REMOTE-7", 150_000, 3);
        offer("SKU-7", 5);
        link("old-name/7", "SKU-7").statusCode(404);
        bench.activate(account);
        bench.awaitState(account, "SKU-7", "LIVE");
        meddle("old-name/8", "REMOTE-8", 150_000, 3);
        as().post("/api/v1/accounts/" + account.id() + "/there/look").then().statusCode(200);
        await(() ->
                bench.count("SELECT count(*) FROM listing_there WHERE account = ? AND sku = 'old-name/8'", account.id())
                        == 1);
        link("old-name/8", "SKU-7").statusCode(409).body("code", equalTo("listed-already"));
        bench.pause(account);
        offer("SKU-8", 5);
        link("old-name/8", "SKU-8").statusCode(204);
        link("old-name/8", "SKU-8").statusCode(409).body("code", equalTo("linked-already"));
        bench.activate(account);

        bench.awaitState(account, "SKU-8", "LIVE");
        bench.awaitQuiet(account);
        bench.tell(new StockLevel(account.agency(), "SKU-8", 2, 2));
        await(() -> there("old-name/8").quantity() == 2);

        assertThat(market.listings(account.id())).doesNotContainKey("SKU-8");
        assertThat(there("old-name/8").remoteId()).isEqualTo("REMOTE-8");
        RemoteOrder.Buyer buyer = new RemoteOrder.Buyer("A buyer", "1 Road", null, "Kolkata", null, null);
        assertThat(market.buy(account.id(), "old-name/8", 1, buyer, Instant.now()))
                .isPresent();
        await(() ->
                bench.count("SELECT count(*) FROM sku_sold WHERE account = ? AND sku = 'sku-8'", account.id()) == 1);
        assertThat(bench.texts(
                        "SELECT action FROM account_change WHERE account = ? AND person = 'Mitali Ghosh' ORDER BY id",
                        account.id()))
                .containsExactly("looks again", "listing linked");
    }

    @Test
    void aLinkTakenBackChangesNothingThereAndOurProductRestsUntilAPersonLinksItAnew() {
        account = paused();
        meddle("old-name/9", "REMOTE-9", 150_000, 3);
        bench.activate(account);
        await(() -> bench.count("SELECT count(*) FROM listing_there WHERE account = ?", account.id()) == 1);
        bench.pause(account);
        offer("SKU-9", 5);
        link("old-name/9", "SKU-9").statusCode(204);
        bench.activate(account);
        bench.awaitState(account, "SKU-9", "LIVE");
        bench.awaitQuiet(account);
        MemoryListing before = there("old-name/9");
        bench.pause(account);
        unlink("old-name/9", "catalogue-editor").statusCode(403);
        bench.update("UPDATE listing_facet SET work = 'READ_BACK' WHERE account = ? AND facet = 'STOCK'", account.id());
        unlink("old-name/9", "agency-admin").statusCode(409).body("code", equalTo("link-busy"));
        bench.update("UPDATE listing_facet SET work = 'NONE' WHERE account = ? AND facet = 'STOCK'", account.id());

        unlink("old-name/9", "agency-admin").statusCode(204);

        unlink("old-name/9", "agency-admin").statusCode(404);
        as().get("/api/v1/accounts/" + account.id() + "/there").then().body("listings[0].sku", equalTo("old-name/9"));
        bench.activate(account);
        bench.tell(new StockLevel(account.agency(), "SKU-9", 2, 2));
        bench.tell(new SyncBench.Wish(account.agency(), "SKU-9", 2)
                .title("Other words")
                .snapshot());
        as().body(Map.of("account", account.id(), "skus", List.of("SKU-9")))
                .post("/api/v1/listings/retry")
                .then()
                .statusCode(200);
        bench.awaitQuiet(account);
        assertThat(bench.texts(
                        "SELECT work FROM listing_facet WHERE account = ? ORDER BY facet = 'CONTENT' DESC, facet",
                        account.id()))
                .containsExactly("BLOCKED", "NONE", "NONE");
        assertThat(bench.state(account, "SKU-9")).isEqualTo("ISSUES");
        assertThat(market.listings(account.id())).containsOnlyKeys("old-name/9");
        assertThat(there("old-name/9")).isEqualTo(before);

        link("old-name/9", "SKU-9").statusCode(204);
        bench.awaitState(account, "SKU-9", "LIVE");
        await(() -> there("old-name/9").quantity() == 2);
        assertThat(bench.texts(
                        "SELECT action FROM account_change WHERE account = ? AND person = 'Mitali Ghosh' ORDER BY id",
                        account.id()))
                .containsExactly("listing linked", "listing unlinked", "listing linked");
    }

    @Test
    void aSheetOfPairsLinksManyAndTellsTheOthers() {
        account = paused();
        meddle("A-1", "NUMBER001", 150_000, 3);
        meddle("A-2", "NUMBER002", 150_000, 3);
        bench.activate(account);
        await(() -> bench.count("SELECT count(*) FROM listing_there WHERE account = ?", account.id()) == 2);
        bench.pause(account);
        offer("SKU-1", 5);
        offer("SKU-2", 5);

        String sheet = "SKU,remote\nSKU-1,A-1\nsku-2,NUMBER002\nSKU-9,A-1\nSKU-1,none\n";
        String path = "/api/v1/accounts/" + account.id() + "/there/pairs";
        as().contentType("text/csv")
                .body(sheet)
                .post(path + "/preview")
                .then()
                .statusCode(200)
                .body("links", equalTo(2))
                .body("pairs[1].sku", equalTo("SKU-2"))
                .body("pairs[1].titleThere", equalTo("Their words"))
                .body("bad.reason", contains("sku-unknown", "remote-unknown"));
        assertThat(bench.count(
                        "SELECT count(*) FROM listing_there WHERE account = ? AND state = 'LINKED'", account.id()))
                .as("a preview changes nothing")
                .isZero();
        as().contentType("text/csv")
                .body(sheet)
                .post(path)
                .then()
                .statusCode(200)
                .body("linked", equalTo(2))
                .body("bad", hasSize(2))
                .body("bad[0].row", equalTo(4))
                .body("bad[0].reason", equalTo("sku-unknown"))
                .body("bad[1].reason", equalTo("remote-unknown"));

        assertThat(bench.texts(
                        "SELECT detail FROM account_change WHERE account = ? AND action = 'sheet of links'",
                        account.id()))
                .containsExactly("CSV: 2 / 2");

        bench.activate(account);
        bench.awaitState(account, "SKU-2", "LIVE");
        bench.awaitQuiet(account);
        assertThat(market.listings(account.id())).containsOnlyKeys("A-1", "A-2");
    }

    @Test
    void whatIsLeftAloneWaitsNoMoreAndOthersSeeNothingOfIt() {
        account = paused();
        meddle("A-1", "NUMBER001", 150_000, 3);
        bench.activate(account);
        await(() -> bench.count("SELECT count(*) FROM listing_there WHERE account = ?", account.id()) == 1);
        String path = "/api/v1/accounts/" + account.id() + "/there";
        given().auth()
                .oauth2(TestIdentity.token("Somebody else", "another-agency", "agency-admin"))
                .get(path)
                .then()
                .statusCode(404);
        as().body(Map.of("remote", "A-1")).post(path + "/leave").then().statusCode(204);
        as().body(Map.of("remote", "A-1")).post(path + "/leave").then().statusCode(404);
        as().get(path + "?state=left").then().body("listings[0].sku", equalTo("A-1"));
        as().get(path + "?state=none").then().statusCode(422);
        assertThat(market.listings(account.id())).containsOnlyKeys("A-1");
    }

    private io.restassured.response.ValidatableResponse link(String remote, String sku) {
        return as().body(Map.of("remote", remote, "sku", sku))
                .post("/api/v1/accounts/" + account.id() + "/there/link")
                .then();
    }

    private io.restassured.response.ValidatableResponse unlink(String remote, String role) {
        return given().auth()
                .oauth2(TestIdentity.token("Mitali Ghosh", account.agency(), role))
                .contentType(ContentType.JSON)
                .body(Map.of("remote", remote))
                .post("/api/v1/accounts/" + account.id() + "/there/unlink")
                .then();
    }

    private ChannelAccount paused() {
        ChannelAccount made =
                bench.account("a" + java.util.UUID.randomUUID().toString().substring(0, 8));
        bench.pause(made);
        await(() ->
                bench.count("SELECT count(*) FROM channel_call WHERE account = ? AND finished_at IS NULL", made.id())
                        == 0);
        bench.update("UPDATE channel_account SET look = 'CENSUS', look_cursor = NULL WHERE id = ?", made.id());
        return made;
    }

    private void offer(String sku, int pieces) {
        bench.tell(new StockLevel(account.agency(), sku, 1, pieces));
        bench.tell(SyncBench.snapshot(account.agency(), sku, 1));
    }

    /** A listing that was there before us. */
    private void meddle(String sku, String remoteId, long price, int quantity) {
        market.meddle(
                account.id(),
                sku,
                new MemoryListing(
                        new SyncBench.Wish(account.agency(), sku, 1)
                                .title("Their words")
                                .snapshot(),
                        remoteId,
                        Money.inr(250_000),
                        Money.inr(price),
                        quantity,
                        0));
    }

    private MemoryListing there(String sku) {
        return Objects.requireNonNull(market.listings(account.id()).get(sku));
    }

    private RequestSpecification as() {
        return given().auth()
                .oauth2(TestIdentity.token("Mitali Ghosh", account.agency(), "agency-admin"))
                .contentType(ContentType.JSON);
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(condition);
    }
}
