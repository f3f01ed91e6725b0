package org.haat.channelsync.inbox;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.memory.MemoryMarket;
import org.haat.event.StockLevel;
import org.haat.testsupport.TestIdentity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Issues by cause as people's work, through the API. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class IssueInboxIT {
    private static final String REMEDY = "remedy.unknown";

    @Inject
    SyncBench bench;

    @Inject
    MemoryMarket market;

    @Inject
    RetryJobs jobs;

    private ChannelAccount account;
    private String code;

    @BeforeEach
    void threeRefusedListings() {
        market.calm();
        account = bench.account();
        code = "C" + UUID.randomUUID().toString().substring(0, 8);
        for (int n = 1; n <= 3; n++) {
            market.refuse("SKU-" + n, ChannelIssue.error(code, "The channel's own words", "title"));
            bench.tell(new StockLevel(account.agency(), "SKU-" + n, 1, 5));
            bench.tell(SyncBench.snapshot(account.agency(), "SKU-" + n, 1));
        }
        for (int n = 1; n <= 3; n++) {
            bench.awaitState(account, "SKU-" + n, "ISSUES");
        }
    }

    @Test
    void causeIsTakenByAPersonAndFoundByIt() {
        issues("all").body("findAll { it.code == '" + code + "' }.listings", contains(3));
        issues("mine").body("", hasSize(0));
        agency().body(Map.of("cause", cause(), "note", "I ring them up"))
                .put("/api/v1/issues/assignment")
                .then()
                .statusCode(200)
                .body("group.assignment.person", equalTo("mitali"))
                .body("group.assignment.note", equalTo("I ring them up"))
                .body("group.share", equalTo(1.0f))
                .body("group.example", equalTo("The channel's own words"))
                .body("group.oldest", notNullValue());

        issues("mine").body("code", contains(code));
        issues("nobody").body("", hasSize(0));
        as("agency-admin", "another").get("/api/v1/issues").then().body("", hasSize(0));
        as("agency-admin", "another")
                .body(Map.of("cause", cause()))
                .put("/api/v1/issues/assignment")
                .then()
                .statusCode(404);
        operations()
                .body(Map.of("cause", cause(), "person", "Eshan Gupta"))
                .put("/api/v1/issues/assignment")
                .then()
                .body("group.assignment.agency", equalTo("*"));
        agency().body(cause()).post("/api/v1/issues/unassign").then().statusCode(200);
        agency().body(cause()).post("/api/v1/issues/unassign").then().statusCode(404);
        detail().body("group.assignment.person", equalTo("Eshan Gupta"))
                .body("history.action", contains("UNASSIGNED", "ASSIGNED", "ASSIGNED"));
    }

    @Test
    void whoTakesACauseThatAnotherTookMeanwhileIsToldAndMayTakeItOver() {
        take("Asha", null).then().statusCode(200);

        take("Binoy", null)
                .then()
                .statusCode(409)
                .body("code", equalTo("assigned-already"))
                .body("detail", startsWith("Asha sees to it now"));
        take("Binoy", "Chitra").then().statusCode(409);
        detail().body("group.assignment.person", equalTo("Asha")).body("history", hasSize(1));
        take("Asha", null).then().statusCode(200);
        take("Binoy", "Asha").then().statusCode(200).body("group.assignment.person", equalTo("Binoy"));

        Map<String, String> asRead = new HashMap<>(cause());
        asRead.put("person", "Asha");
        agency().body(asRead).post("/api/v1/issues/unassign").then().statusCode(409);
        asRead.put("person", "Binoy");
        agency().body(asRead).post("/api/v1/issues/unassign").then().statusCode(200);
    }

    @Test
    void whatPeopleEnterAboutACauseLooksLikeWhatItIs() {
        for (Map<String, String> entered :
                List.of(Map.of("person", "\u202Eahsa"), Map.of("person", "Asha", "note", "done\nby eshan"))) {
            Map<String, Object> wish = new HashMap<>(entered);
            wish.put("cause", cause());
            agency().body(wish)
                    .put("/api/v1/issues/assignment")
                    .then()
                    .statusCode(422)
                    .body("errors.field", contains(entered.containsKey("note") ? "note" : "person"))
                    .body("errors.code", contains("unprintable"));
        }
        detail().body("group.assignment", nullValue());
    }

    @Test
    void aRemarkConcernsAListingAndHoldsNoneBack() {
        bench.update(
                "UPDATE listing_issue SET severity = 'WARNING' WHERE listing IN"
                        + " (SELECT id FROM listing WHERE account = ? AND sku = 'SKU-3')",
                account.id());
        detail().body("group.listings", equalTo(3))
                .body("group.heldBack", equalTo(2))
                .body("group.share", equalTo(2 / 3f))
                .body("group.severity", equalTo("ERROR"));
    }

    @Test
    void aDistrictsOfficerSeesWhatIsHeldBackOfTheDistrict() {
        int district = 1_000 + Math.floorMod(account.id().hashCode(), 1_000_000);
        bench.update(
                "UPDATE listing SET district_lgd = ? WHERE account = ? AND sku IN ('SKU-1', 'SKU-2')",
                district,
                account.id());
        bench.update(
                "UPDATE listing_issue SET severity = 'WARNING' WHERE listing IN"
                        + " (SELECT id FROM listing WHERE account = ? AND sku = 'SKU-2')",
                account.id());

        given().auth()
                .oauth2(TestIdentity.token("asha", null, district, List.of("district-officer"), "haat"))
                .get("/api/v1/issues")
                .then()
                .statusCode(200)
                .body("code", contains(code))
                .body("[0].listings", equalTo(2))
                .body("[0].heldBack", equalTo(1))
                .body("[0].share", equalTo(0.5f))
                .body("[0].example", equalTo("The channel's own words"));
    }

    @Test
    void allOfACauseIsTriedAgainAndSaysHowMany() {
        market.calm();

        agency().body(Map.of("cause", cause()))
                .post("/api/v1/issues/retry")
                .then()
                .statusCode(200)
                .body("listings", equalTo(3))
                .body("tried", equalTo(3))
                .body("quarantined", equalTo(0))
                .body("endedAt", notNullValue());

        bench.awaitState(account, "SKU-3", "LIVE");
        bench.awaitState(account, "SKU-2", "LIVE");
        bench.awaitState(account, "SKU-1", "LIVE");
        agency().body(Map.of("cause", cause()))
                .post("/api/v1/issues/retry")
                .then()
                .statusCode(409)
                .body("code", equalTo("nothing-to-retry"));
        detail().body("group", nullValue())
                .body("history.action", contains("RETRIED"))
                .body("retry.askedBy", equalTo("mitali"));
    }

    @Test
    void twoRetriesOfOneCauseCannotRunAtOnce() {
        assertThatThrownBy(() -> bench.update(
                        "INSERT INTO issue_retry (agency, channel, code, remedy, asked_at, asked_by, listings)"
                                + " SELECT ?, 'memory', 'TWICE', 'remedy.unknown', now(), 'mitali', 0"
                                + " FROM generate_series(1, 2)",
                        account.agency()))
                .hasStackTraceContaining("issue_retry_once");
    }

    @Test
    void aFatalCauseRestsUntilTheProductChangesOrAPersonEndsIt() {
        Map<String, Object> rest = Map.of("cause", cause(), "hours", 24);
        agency().body(rest).put("/api/v1/issues/quarantine").then().statusCode(403);
        operations()
                .body(rest)
                .put("/api/v1/issues/quarantine")
                .then()
                .statusCode(200)
                .body("group.quarantined", equalTo(3))
                .body("group.quarantineHours", equalTo(24));
        long puts = bench.calls(account, "PUT");

        agency().body(Map.of("cause", cause()))
                .post("/api/v1/issues/retry")
                .then()
                .body("tried", equalTo(0))
                .body("quarantined", equalTo(3));
        agency().body(Map.of("account", account.id(), "skus", List.of("SKU-1")))
                .post("/api/v1/listings/retry")
                .then()
                .body("listings", equalTo(0))
                .body("quarantined", equalTo(1));
        agency().get("/api/v1/accounts/" + account.id() + "/listings/SKU-1")
                .then()
                .body("quarantinedUntil", notNullValue());
        agency().get("/api/v1/products/SKU-1/explain").then().body("[0].chain.code", hasItem("quarantined"));
        bench.awaitQuiet(account);
        assertThat(bench.calls(account, "PUT")).isEqualTo(puts);

        // A change of the product goes out at once, and is refused with a rest of its own.
        bench.update("UPDATE listing_issue SET quarantined_until = now() WHERE account = ?", account.id());
        bench.tell(new SyncBench.Wish(account.agency(), "SKU-1", 2)
                .title("Another")
                .snapshot());
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> bench.count(
                                "SELECT count(*) FROM listing_issue WHERE account = ? AND quarantined_until > now()",
                                account.id())
                        == 1);

        market.calm();
        agency().delete("/api/v1/issues/quarantine?channel=memory&code=" + code + "&remedy=" + REMEDY)
                .then()
                .statusCode(200);
        agency().body(Map.of("cause", cause()))
                .post("/api/v1/issues/retry")
                .then()
                .body("tried", equalTo(3));
        bench.awaitState(account, "SKU-1", "LIVE");
    }

    @Test
    void anAgencySeesItsOwnNumberOfWhatOperationsDidForAll() {
        ChannelAccount other = bench.account();
        bench.tell(new StockLevel(other.agency(), "SKU-1", 1, 5));
        bench.tell(SyncBench.snapshot(other.agency(), "SKU-1", 1));
        bench.awaitState(other, "SKU-1", "ISSUES");
        bench.pause(account);
        bench.pause(other);
        operations()
                .body(Map.of("cause", cause(), "hours", 24))
                .put("/api/v1/issues/quarantine")
                .then()
                .statusCode(200);
        operations()
                .delete("/api/v1/issues/quarantine?channel=memory&code=" + code + "&remedy=" + REMEDY)
                .then()
                .statusCode(200);
        operations()
                .body(Map.of("cause", cause()))
                .post("/api/v1/issues/retry")
                .then()
                .statusCode(200)
                .body("listings", equalTo(4));

        String detail = "/api/v1/issues/cause?channel=memory&code=" + code + "&remedy=" + REMEDY;
        operations().get(detail).then().body("history.detail", contains("4", "4", "24 h"));
        agency().get(detail).then().body("history.detail", contains("3", "3", "24 h"));
        as("agency-admin", other.agency()).get(detail).then().body("history.detail", contains("1", "1", "24 h"));
        assertThat(bench.count("SELECT count(*) FROM issue_action_count WHERE agency = ?", account.agency()))
                .isEqualTo(2);
    }

    @Test
    void aRetryThatItsReplicaLeftIsFinishedByAnother() {
        market.calm();
        bench.update(
                "INSERT INTO issue_retry (agency, channel, code, remedy, asked_at, asked_by, listings)"
                        + " VALUES (?, 'memory', ?, ?, now(), 'mitali', 3)",
                account.agency(),
                code,
                REMEDY);

        jobs.goOn();

        bench.awaitState(account, "SKU-1", "LIVE");
        detail().body("retry.tried", equalTo(3));
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        agency().get("/api/v1/issues?taken=yours").then().statusCode(422);
        agency().get("/api/v1/issues/cause?channel=memory&code=none&remedy=none")
                .then()
                .statusCode(404);
        agency().body(Map.of("cause", Map.of("channel", "", "code", "", "remedy", "")))
                .put("/api/v1/issues/assignment")
                .then()
                .statusCode(422);
        operations()
                .body(Map.of("cause", cause(), "hours", 0))
                .put("/api/v1/issues/quarantine")
                .then()
                .statusCode(422);
        as("district-officer", account.agency())
                .body(cause())
                .post("/api/v1/issues/unassign")
                .then()
                .statusCode(403);
    }

    private Map<String, String> cause() {
        return Map.of("channel", "memory", "code", code, "remedy", REMEDY);
    }

    private Response take(String person, @Nullable String insteadOf) {
        Map<String, Object> wish = new HashMap<>(Map.of("cause", cause(), "person", person));
        if (insteadOf != null) {
            wish.put("insteadOf", insteadOf);
        }
        return agency().body(wish).put("/api/v1/issues/assignment");
    }

    private ValidatableResponse issues(String taken) {
        return agency().get("/api/v1/issues?taken=" + taken).then().statusCode(200);
    }

    private ValidatableResponse detail() {
        return agency().get("/api/v1/issues/cause?channel=memory&code=" + code + "&remedy=" + REMEDY)
                .then()
                .statusCode(200);
    }

    private RequestSpecification agency() {
        return as("agency-admin", account.agency());
    }

    private static RequestSpecification operations() {
        return given().auth()
                .oauth2(TestIdentity.token("eshan", null, null, List.of("operations"), "haat"))
                .contentType(ContentType.JSON);
    }

    private static RequestSpecification as(String role, String agency) {
        return given().auth().oauth2(TestIdentity.token("mitali", agency, role)).contentType(ContentType.JSON);
    }
}
