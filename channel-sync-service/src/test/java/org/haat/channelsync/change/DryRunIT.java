package org.haat.channelsync.change;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
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
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.memory.MemoryListing;
import org.haat.channelsync.channel.memory.MemoryMarket;
import org.haat.channelsync.channel.memory.MemoryOperation;
import org.haat.event.Money;
import org.haat.event.StockLevel;
import org.haat.testsupport.TestIdentity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What would be sent is shown before it is, and waits for a person where one wants to look. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class DryRunIT {
    @Inject
    SyncBench bench;

    @Inject
    MemoryMarket market;

    private ChannelAccount account;
    private String path;

    @BeforeEach
    void newAccount() {
        market.calm();
        account = bench.account();
        path = "/api/v1/accounts/" + account.id() + "/dry-run";
    }

    @Test
    void differencesAreShownListingByListingAndNothingIsSent() {
        bench.live(account, 3);
        bench.awaitQuiet(account);
        bench.pause(account);
        bench.tell(new SyncBench.Wish(account.agency(), "SKU-1", 2)
                .title("A better saree")
                .price(99_900)
                .snapshot());
        bench.tell(new StockLevel(account.agency(), "SKU-2", 2, 0));
        bench.tell(SyncBench.snapshot(account.agency(), "SKU-9", 1));
        long calls = bench.count("SELECT count(*) FROM channel_call WHERE account = ?", account.id());

        JsonPath page = as().get(path + "/lines").jsonPath();

        assertThat(page.getList("listings.sku")).containsExactly("SKU-1", "SKU-2", "SKU-9");
        assertThat(page.getString("listings[0].changes.find { it.facet == 'CONTENT' }.attributes[0].attribute"))
                .isEqualTo("title.en");
        assertThat(page.getString("listings[0].changes.find { it.facet == 'CONTENT' }.attributes[0].before"))
                .isEqualTo("A saree");
        assertThat(page.getString("listings[0].changes.find { it.facet == 'CONTENT' }.attributes[0].after"))
                .isEqualTo("A better saree");
        assertThat(page.getList("listings[0].changes.find { it.facet == 'CONTENT' }.attributes"))
                .hasSize(1);
        assertThat(page.getLong("listings[0].changes.find { it.facet == 'PRICE' }.before.price"))
                .isEqualTo(199_950);
        assertThat(page.getLong("listings[0].changes.find { it.facet == 'PRICE' }.after.price"))
                .isEqualTo(99_900);
        assertThat(page.getString("listings[1].changes[0].urgency")).isEqualTo("STOCK_TO_ZERO");
        assertThat(page.getString("listings[1].changes[0].hold")).isEqualTo("ACCOUNT");
        assertThat(page.getString("listings[2].changes[0].urgency")).isEqualTo("NEW_LISTING");
        as().get(path)
                .then()
                .body("changes.urgency", hasItem("PRICE"))
                .body("calls.find { it.operation == 'PUT' }.calls", equalTo(1))
                .body("atLeast", equalTo(false));
        as().get(path + "/lines?sku=sku-2").then().body("listings", hasSize(1));
        as().get(path + "/lines?limit=2")
                .then()
                .body("listings", hasSize(2))
                .body("next", equalTo(page.getInt("listings[1].listing")));
        assertThat(bench.count("SELECT count(*) FROM channel_call WHERE account = ?", account.id()))
                .isEqualTo(calls);
        given().auth()
                .oauth2(TestIdentity.token("Somebody else", "another-agency", "agency-admin"))
                .get(path)
                .then()
                .statusCode(404);
    }

    @Test
    void underReviewOnlyFallingStockIsSentUntilAPersonLetsTheRestThrough() {
        bench.live(account, 3);
        bench.awaitQuiet(account);
        as().body(Map.of("on", true))
                .put(path + "/review")
                .then()
                .statusCode(200)
                .body("review", equalTo(true));
        bench.tell(
                new SyncBench.Wish(account.agency(), "SKU-1", 2).price(99_900).snapshot());
        bench.tell(
                new SyncBench.Wish(account.agency(), "SKU-2", 2).price(98_800).snapshot());
        bench.tell(new StockLevel(account.agency(), "SKU-1", 2, 9));
        bench.tell(new StockLevel(account.agency(), "SKU-3", 2, 2));
        bench.tell(SyncBench.snapshot(account.agency(), "SKU-9", 1));
        await(() -> there("SKU-3").quantity() == 2);
        String seenAt = as().get(path + "/lines").jsonPath().getString("at");
        as().get(path + "/lines")
                .then()
                .body("listings", hasSize(3))
                .body("listings[0].changes.hold", equalTo(List.of("REVIEW", "REVIEW")));
        bench.tell(
                new SyncBench.Wish(account.agency(), "SKU-2", 3).price(97_700).snapshot());

        as().body(Map.of("seenAt", seenAt, "skus", List.of("sku-1", "SKU-2")))
                .post(path + "/release")
                .then()
                .statusCode(200)
                .body("listings", equalTo(1));

        await(() -> there("SKU-1").price().equals(Money.inr(99_900))
                && there("SKU-1").quantity() == 9);
        assertThat(there("SKU-2").price()).as("changed after the look").isEqualTo(Money.inr(199_950));
        assertThat(market.listings(account.id())).doesNotContainKey("SKU-9");
        await(() -> as().get("/api/v1/change-sets").jsonPath().getInt("sets[0].done") == 2);
        as().get("/api/v1/change-sets")
                .then()
                .body("sets", hasSize(1))
                .body("sets[0].origin", equalTo("LOOK"))
                .body("sets[0].changes", equalTo(2));

        String later = as().get(path + "/lines").jsonPath().getString("at");
        as().body(Map.of("seenAt", later)).post(path + "/release").then().body("listings", equalTo(2));
        bench.awaitState(account, "SKU-9", "LIVE");
        await(() -> there("SKU-2").price().equals(Money.inr(97_700)));
        as().body(Map.of("on", false)).put(path + "/review").then().statusCode(200);
        as().body(Map.of("seenAt", later)).post(path + "/release").then().statusCode(409);
        assertThat(bench.texts(
                        "SELECT action FROM account_change WHERE account = ? AND person = 'Mitali Ghosh' ORDER BY id",
                        account.id()))
                .containsExactly("review on", "changes let through", "changes let through", "review off");
    }

    @Test
    void marketplaceLooksAListingOverOnAPersonsDemandAndNothingIsSent() {
        as().body(Map.of("on", true)).put(path + "/review").then().statusCode(200);
        bench.tell(new StockLevel(account.agency(), "SKU-9", 1, 5));
        bench.tell(SyncBench.snapshot(account.agency(), "SKU-9", 1));
        as().get(preview("SKU-9")).then().statusCode(404);

        as().post(preview("sku-9"))
                .then()
                .statusCode(200)
                .body("fit", equalTo(true))
                .body("asked", equalTo(true))
                .body("person", equalTo("Mitali Ghosh"));

        assertThat(bench.state(account, "SKU-9")).isEqualTo("PREVIEWED");
        assertThat(market.listings(account.id())).doesNotContainKey("SKU-9");
        assertThat(bench.calls(account, "PUT")).isZero();

        bench.tell(new SyncBench.Wish(account.agency(), "SKU-9", 2)
                .title("A better saree")
                .snapshot());
        assertThat(bench.state(account, "SKU-9")).isEqualTo("DRAFT");
        as().get(preview("SKU-9")).then().statusCode(200).body("current", equalTo(false));

        as().post(preview("SKU-9")).then().statusCode(200).body("current", equalTo(true));
        String seenAt = as().get(path + "/lines").jsonPath().getString("at");
        as().body(Map.of("seenAt", seenAt)).post(path + "/release").then().statusCode(200);
        bench.awaitState(account, "SKU-9", "LIVE");
        assertThat(bench.texts(
                        "SELECT h.to_state FROM listing_history h JOIN listing l ON l.id = h.listing WHERE l.account = ?"
                                + " AND h.to_state IN ('DRAFT', 'PREVIEWED', 'SUBMITTED') ORDER BY h.id",
                        account.id()))
                .containsExactly("DRAFT", "PREVIEWED", "DRAFT", "PREVIEWED", "SUBMITTED");
    }

    @Test
    void whatTheMarketplaceWouldRefuseIsToldWithItsRemedyAndHoldsNothingBack() {
        as().body(Map.of("on", true)).put(path + "/review").then().statusCode(200);
        bench.tell(new StockLevel(account.agency(), "SKU-9", 1, 5));
        bench.tell(SyncBench.snapshot(account.agency(), "SKU-9", 1));
        as().post(preview("SKU-9")).then().statusCode(200).body("fit", equalTo(true));
        market.refuse("SKU-9", ChannelIssue.error("PRICE_ABOVE_MRP", "Too dear", "price"));

        as().post(preview("SKU-9"))
                .then()
                .statusCode(200)
                .body("fit", equalTo(false))
                .body("issues[0].message", equalTo("Too dear"))
                .body("issues[0].remedy", startsWith("remedy."));

        assertThat(bench.state(account, "SKU-9")).isEqualTo("DRAFT");
        assertThat(bench.count("SELECT count(*) FROM listing_issue WHERE account = ?", account.id()))
                .isZero();
        market.calm();
    }

    @Test
    void nothingIsAskedOfAStillAccountNorForAnotherAgencyNorBeyondTheQuota() {
        as().body(Map.of("on", true)).put(path + "/review").then().statusCode(200);
        bench.tell(new StockLevel(account.agency(), "SKU-9", 1, 5));
        bench.tell(SyncBench.snapshot(account.agency(), "SKU-9", 1));
        market.fail(
                MemoryOperation.PREVIEW_LISTING,
                new ChannelException(FailureKind.THROTTLED, "Slower", "SLOWER", Duration.ofSeconds(7), null),
                1,
                false);

        as().post(preview("SKU-9")).then().statusCode(429).header("Retry-After", "7");
        as().post(preview("SKU-404")).then().statusCode(404);
        given().auth()
                .oauth2(TestIdentity.token("Somebody else", "another-agency", "agency-admin"))
                .post(preview("SKU-9"))
                .then()
                .statusCode(404);
        given().auth()
                .oauth2(TestIdentity.token("An approver", account.agency(), "approver"))
                .post(preview("SKU-9"))
                .then()
                .statusCode(403);
        bench.pause(account);
        as().post(preview("SKU-9")).then().statusCode(409).body("code", equalTo("account-still"));
        assertThat(bench.state(account, "SKU-9")).isEqualTo("DRAFT");
        market.calm();
    }

    private String preview(String sku) {
        return "/api/v1/accounts/" + account.id() + "/listings/" + sku + "/preview";
    }

    @Test
    void aChangeSetOfTheCatalogueIsFollowedUntilTheChannelTookIt() {
        bench.live(account, 2);
        bench.awaitQuiet(account);
        String set = java.util.UUID.randomUUID().toString();
        bench.pause(account);
        bench.tell(new SyncBench.Wish(account.agency(), "SKU-1", 2)
                .title("A better saree")
                .price(99_900)
                .snapshot()
                .causedBy(set));
        bench.tell(new SyncBench.Wish(account.agency(), "SKU-2", 2).snapshot().causedBy(set));
        as().get("/api/v1/change-sets")
                .then()
                .body("sets", hasSize(1))
                .body("sets[0].id", equalTo(set))
                .body("sets[0].changes", equalTo(2))
                .body("sets[0].waiting", equalTo(2));

        bench.activate(account);
        bench.awaitQuiet(account);

        as().get("/api/v1/change-sets/" + account.id() + "/" + set + "/lines")
                .then()
                .body("set.done", equalTo(2))
                .body("lines", hasSize(2))
                .body("lines[0].state", equalTo("DONE"))
                .body("lines[0].change.attributes[0].before", equalTo("A saree"))
                .body("lines[1].change.before.price", equalTo(199_950))
                .body("lines[1].change.after.price", equalTo(99_900));
        as().get("/api/v1/change-sets/" + account.id() + "/none/lines").then().statusCode(404);
    }

    @Test
    void changeSetsOfTheSameMomentAreAllToldPageByPage() {
        ChannelAccount second = bench.account(account.agency());
        for (String set : List.of("a", "b", "c_d")) {
            for (ChannelAccount one : List.of(account, second)) {
                bench.update(
                        "INSERT INTO change_set (account, id, agency, first_at) VALUES (?, ?, ?, '2026-11-20T06:30:00.123456Z')",
                        one.id(),
                        set,
                        one.agency());
            }
        }

        List<String> told = new ArrayList<>();
        String next = "";
        while (next != null && told.size() < 10) {
            JsonPath page = as().queryParam("before", next)
                    .get("/api/v1/change-sets?limit=2")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            told.addAll(page.<String>getList("sets.id"));
            next = page.getString("next");
        }

        assertThat(told).containsExactlyInAnyOrder("a", "a", "b", "b", "c_d", "c_d");
        as().get("/api/v1/change-sets?before=2026-11-20T06:30:00Z").then().statusCode(422);
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
