package org.haat.channelsync.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.haat.channelsync.CountedDataSource;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.memory.MemoryMarket;
import org.haat.channelsync.channel.memory.MemoryOperation;
import org.haat.channelsync.database.Sql;
import org.haat.event.ListingSnapshot;
import org.haat.event.StockLevel;
import org.junit.jupiter.api.Test;

/** What the API tells and does about an account while its listings are at work. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class AccountInWorkIT extends AccountsOfAnAgency {
    @Inject
    MemoryMarket market;

    @Inject
    Accounts accounts;

    @Inject
    Sql sql;

    @Test
    void correctedSecretsLetTheQueueGoOnAtOnceAndNothingWasLost() {
        String id = create("wrong-secret");
        UUID account = UUID.fromString(id);
        ChannelException refusal = new ChannelException(FailureKind.AUTH, "No such secret");
        market.fail(MemoryOperation.PUT_LISTING, refusal, 50, false);
        market.fail(MemoryOperation.LIST_ORDERS, refusal, 1_000, false);
        bench.tell(new StockLevel(agency, "W-1", 1, 5));
        bench.tell(SyncBench.snapshot(agency, "W-1", 1));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> as("agency-admin")
                                .get("/api/v1/overview")
                                .then()
                                .extract()
                                .path("[0].state"),
                        equalTo("NEEDS_REAUTH"));
        as("agency-admin")
                .get("/api/v1/overview")
                .then()
                .body("[0].cause", equalTo("No such secret"))
                .body("[0].waiting", equalTo(1));
        as("agency-admin")
                .get("/api/v1/products/W-1/explain")
                .then()
                .body("[0].owner", equalTo("OPERATIONS"))
                .body("[0].chain.text", hasItem(org.hamcrest.Matchers.containsString("No such secret")));
        assertThat(bench.count(
                        "SELECT count(*) FROM listing_facet WHERE account = ? AND work = 'SEND' AND due_at >"
                                + " (SELECT max(finished_at) FROM channel_call WHERE account = ? AND failure = 'AUTH')",
                        account,
                        account))
                .as("lines that wait longer than for good credentials")
                .isZero();
        market.calm();

        as("agency-admin")
                .body(Map.of("secrets", Map.of("client_secret", "the-right-one")))
                .put("/api/v1/accounts/" + id + "/secrets")
                .then()
                .statusCode(200)
                .body("state", equalTo("ACTIVE"));

        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> market.listings(account)
                .containsKey("W-1"));
    }

    /** PostgreSQL carries the signal at commit; what it does to a lane, WaitsTest knows. */
    @Test
    void accountThatIsOpenAgainWakesWhoeverServesIt() {
        ChannelAccount account = bench.account(agency);

        List<String> sent = sql.system(
                () -> { // one transaction, so that nobody lets it in between
                    accounts.changeState(account, AccountState.NEEDS_REAUTH, "No such secret", "engine");
                    return CountedDataSource.statements(
                            () -> accounts.changeState(account, AccountState.ACTIVE, null, "anita"));
                });

        assertThat(sent).contains(Accounts.WAKE);
    }

    @Test
    void pausedAccountSendsNothingUntilItIsResumed() {
        String id = create("pausing");
        UUID account = UUID.fromString(id);
        bench.tell(new StockLevel(agency, "P-1", 1, 5));
        bench.tell(SyncBench.snapshot(agency, "P-1", 1));
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> market.listings(account)
                .containsKey("P-1"));

        as("agency-admin")
                .body(Map.of("reason", "festival"))
                .post("/api/v1/accounts/" + id + "/pause")
                .then()
                .statusCode(200)
                .body("state", equalTo("PAUSED"))
                .body("cause", equalTo("festival"));
        bench.tell(new StockLevel(agency, "P-1", 2, 1));
        as("agency-admin")
                .get("/api/v1/products/P-1/explain")
                .then()
                .statusCode(200)
                .body("[0].owner", equalTo("OPERATIONS"))
                .body("[0].chain.code", hasItem(startsWith("quota.")));
        assertThat(market.listings(account).get("P-1").quantity()).isEqualTo(5);

        as("agency-admin").post("/api/v1/accounts/" + id + "/resume").then().statusCode(200);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> market.listings(account).get("P-1").quantity() == 1);
    }

    @Test
    void explanationTellsTheWholeChainInThreeLanguages() {
        String id = create("explained");
        market.refuse("X-1", ChannelIssue.error("90220", "A value is missing", "brand"));
        bench.tell(new StockLevel(agency, "X-1", 1, 5));
        bench.tell(SyncBench.snapshot(agency, "X-1", 1));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> bench.count(
                                "SELECT count(*) FROM listing WHERE account = ? AND state = 'ISSUES'",
                                UUID.fromString(id))
                        == 1);

        List<String> english = explain("X-1", "en-IN");
        assertThat(english).anyMatch(text -> text.contains("A value is missing"));
        assertThat(english).anyMatch(text -> text.contains("gate lets it pass to the practice marketplace"));
        assertThat(explain("X-1", "bn")).anyMatch(text -> text.contains("বাজার বলছে"));
        assertThat(explain("X-1", "hi")).anyMatch(text -> text.contains("बाज़ार कहता है"));
        bench.tell(new SyncBench.Wish(agency, "X-2", 1)
                .channels(List.of("amazon-in"))
                .snapshot()
                .refusedBy(Map.of(
                        "memory",
                        List.of(new ListingSnapshot.Refusal(
                                "picture-small",
                                Map.of("en", "The main picture has 400 pixels.", "bn", "প্রধান ছবি ছোট।"))))));
        assertThat(explain("X-2", "en"))
                .contains(
                        "The publish gate does not let it pass to the practice marketplace. Rules that it does not keep: 1.",
                        "The main picture has 400 pixels. (rule picture-small)");
        assertThat(explain("X-2", "bn")).contains("প্রধান ছবি ছোট। (নিয়ম picture-small)");
        assertThat(explain("X-2", "hi")).contains("The main picture has 400 pixels. (नियम picture-small)");
        bench.tell(new SyncBench.Wish(agency, "X-4", 1)
                .channels(List.of("amazon-in"))
                .snapshot());
        assertThat(explain("X-4", "en"))
                .contains(
                        "The catalogue did not offer products to the practice marketplace when it last told of this one.");
        explanation("X-4", "en").body("[0].owner", equalTo("OPERATIONS"));
        theGateStopsWhatWasLive(id);

        as("agency-admin")
                .get("/api/v1/issues")
                .then()
                .statusCode(200)
                .body("[0].code", equalTo("90220"))
                .body("[0].listings", equalTo(1));
        market.calm();
        as("agency-admin")
                .body(Map.of("account", id, "issue", "90220"))
                .post("/api/v1/listings/retry")
                .then()
                .statusCode(200)
                .body("listings", equalTo(1));
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> market.listings(UUID.fromString(id))
                .containsKey("X-1"));
        as("agency-admin")
                .get("/api/v1/accounts/" + id + "/listings/X-1")
                .then()
                .statusCode(200)
                .body("facets", hasSize(3));
        as("agency-admin")
                .get("/api/v1/accounts/" + id + "/listings/X-1/history")
                .then()
                .statusCode(200);
        as("agency-admin")
                .get("/api/v1/accounts/" + id + "/listings/X-1/calls")
                .then()
                .statusCode(200);
        as("agency-admin").get("/api/v1/accounts/" + id + "/transcript").then().statusCode(200);
        as("agency-admin").get("/api/v1/accounts/" + id + "/order-runs").then().statusCode(200);
        as("agency-admin").get("/api/v1/overview").then().statusCode(200).body("[0].name", equalTo("explained"));
        as("agency-admin").get("/api/v1/listings?q=x&state=NOPE").then().statusCode(422);
        as("agency-admin").get("/api/v1/listings?q=%25").then().statusCode(200).body("listings", hasSize(0));
    }

    private void theGateStopsWhatWasLive(String account) {
        bench.tell(new StockLevel(agency, "X-3", 1, 5));
        bench.tell(SyncBench.snapshot(agency, "X-3", 1));
        awaitState(account, "X-3", "LIVE");
        bench.tell(new SyncBench.Wish(agency, "X-3", 2)
                .state(ListingSnapshot.State.PAUSED)
                .snapshot()
                .refusedBy(Map.of(
                        "memory",
                        List.of(new ListingSnapshot.Refusal(
                                "unregistered-seller", Map.of("en", "It has no GSTIN."))))));
        awaitState(account, "X-3", "PAUSED");
        as("agency-admin")
                .get("/api/v1/products/X-3/explain")
                .then()
                .body("[0].chain.text", hasItem("It has no GSTIN. (rule unregistered-seller)"))
                .body("[0].owner", equalTo("AGENCY"));
    }

    private void awaitState(String account, String sku, String state) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> bench.count(
                                "SELECT count(*) FROM listing l WHERE account = ? AND sku = ? AND state = ? AND NOT EXISTS"
                                        + " (SELECT 1 FROM listing_facet f WHERE f.listing = l.id AND f.work <> 'NONE')",
                                UUID.fromString(account),
                                sku,
                                state)
                        == 1);
    }

    private List<String> explain(String sku, String language) {
        return explanation(sku, language).extract().path("[0].chain.text");
    }

    private ValidatableResponse explanation(String sku, String language) {
        return as("agency-admin")
                .header("Accept-Language", language)
                .get("/api/v1/products/" + sku + "/explain")
                .then()
                .statusCode(200);
    }
}
