package org.haat.channelsync.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.consent.Consents;
import org.haat.channelsync.consent.Consents.Finished;
import org.haat.channelsync.consent.Consents.Outcome;
import org.haat.edge.Scope;
import org.haat.testsupport.TestIdentity;
import org.junit.jupiter.api.Test;

/** A seller's consent, and warnings before it and other credentials end. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class ConsentIT {
    @Inject
    SyncBench bench;

    @Inject
    Consents consents;

    @Inject
    Expiries expiries;

    private final String agency = "c" + UUID.randomUUID().toString().substring(0, 8);

    private RequestSpecification as(String role) {
        return given().auth().oauth2(TestIdentity.token("asha", agency, role)).contentType(ContentType.JSON);
    }

    private String open(Map<String, String> settings) {
        return as("agency-admin")
                .body(Map.of(
                        "channel",
                        "memory",
                        "name",
                        "shop",
                        "settings",
                        settings,
                        "secrets",
                        Map.of("client_id", "app", "client_secret", "first")))
                .post("/api/v1/accounts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private String state(String account) {
        return as("operations").get("/api/v1/accounts/" + account).path("state");
    }

    /** The state that goes along with the seller's browser. */
    private String begin(String account) {
        String page = as("operations")
                .post("/api/v1/accounts/" + account + "/consent")
                .then()
                .statusCode(200)
                .extract()
                .path("page");
        assertThat(page).startsWith("https://market.example/consent?").contains("sync%2Fconsent%2Fmemory");
        return page.replaceAll(".*state=([^&]*).*", "$1");
    }

    private Finished finish(String person, String state, String code) throws Exception {
        return finish(agency, person, state, code);
    }

    private Finished finish(String ofAgency, String person, String state, String code) throws Exception {
        return Scope.agency(ofAgency, () -> consents.finish("memory", Map.of("state", state, "code", code), person));
    }

    @Test
    void accountWaitsForTheSellersConsentAndGoesOnWithIt() throws Exception {
        String account = open(Map.of("consent", "yes"));
        assertThat(state(account)).isEqualTo("NEEDS_REAUTH");
        String state = begin(account);

        assertThat(finish("asha", state, "good").outcome()).isEqualTo(Outcome.CONNECTED);

        as("operations")
                .get("/api/v1/accounts/" + account)
                .then()
                .body("state", equalTo("ACTIVE"))
                .body("secrets.key", hasItems("refresh_token"))
                .body("expiries.kind", contains("CLIENT_SECRET", "CONSENT"));
        assertThat(bench.texts("SELECT sealed FROM account_secret WHERE account = ?", UUID.fromString(account)))
                .noneMatch(text -> text.contains("token-for-good"));
        assertThat(finish("asha", state, "good").outcome())
                .as("a state is good once")
                .isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void accountThatAwaitsItsFirstConsentIsToldAsSuchAndNotAsRefused() throws Exception {
        String account = open(Map.of("consent", "yes"));
        bench.tell(SyncBench.snapshot(agency, "C-1", 1));
        as("operations")
                .get("/api/v1/accounts/" + account)
                .then()
                .body("refusal", equalTo("FIRST_CONSENT"))
                .body("triesAgainAt", nullValue());
        as("operations")
                .post("/api/v1/accounts/" + account + "/resume")
                .then()
                .statusCode(409)
                .body("code", equalTo("consent-awaited"));
        assertThat(state(account)).isEqualTo("NEEDS_REAUTH");
        for (Map.Entry<String, List<String>> said : Map.of(
                        "en", List.of("waits for its first consent", "presses Connect"),
                        "bn", List.of("প্রথম সম্মতির অপেক্ষায়", "যুক্ত করুন"),
                        "hi", List.of("पहली सहमति की प्रतीक्षा", "जोड़ें"))
                .entrySet()) {
            as("operations")
                    .header("Accept-Language", said.getKey())
                    .get("/api/v1/products/C-1/explain")
                    .then()
                    .body("[0].chain.code", hasItems("account.consent"))
                    .body("[0].chain.code", not(hasItems("account.reauth")))
                    .body(
                            "[0].chain.text",
                            hasItem(containsString(said.getValue().get(0))))
                    .body("[0].next", containsString(said.getValue().get(1)))
                    .body("[0].owner", equalTo("AGENCY"));
        }

        assertThat(finish("asha", begin(account), "good").outcome()).isEqualTo(Outcome.CONNECTED);

        as("operations").get("/api/v1/accounts/" + account).then().body("refusal", nullValue());
    }

    @Test
    void stateThatAnotherPersonBeganIsOfNoUseToAnybodyElse() throws Exception {
        String account = open(Map.of("consent", "yes"));
        String state = begin(account);

        assertThat(finish("mallory", state, "good").outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(finish("or-other", "asha", state, "good").outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(finish("asha", "guess", "good").outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(state(account)).isEqualTo("NEEDS_REAUTH");
        assertThat(bench.texts("SELECT state_digest FROM consent_request WHERE account = ?", UUID.fromString(account)))
                .allMatch(digest -> digest.matches("[0-9a-f]{64}"));
        assertThat(finish("asha", state, "good").outcome()).isEqualTo(Outcome.CONNECTED);
    }

    @Test
    void consentThatIsLateDeniedForeignOrTookTooLongChangesNothing() throws Exception {
        String account = open(Map.of("consent", "yes"));

        assertThat(finish("asha", begin(account), "late").outcome()).isEqualTo(Outcome.LATE);
        assertThat(finish("asha", begin(account), "").outcome()).isEqualTo(Outcome.DENIED);
        assertThat(finish("asha", begin(account), "foreign").outcome()).isEqualTo(Outcome.FOREIGN);
        String slow = begin(account);
        bench.update(
                "UPDATE consent_request SET expires_at = now() - interval '1 second' WHERE account = ? AND used_at IS NULL",
                UUID.fromString(account));
        assertThat(finish("asha", slow, "good").outcome()).isEqualTo(Outcome.EXPIRED);

        assertThat(state(account)).isEqualTo("NEEDS_REAUTH");
    }

    @Test
    void accountWithKeysOfItsOwnNeedsNoConsentAndStrangersBeginNone() {
        String account = open(Map.of());

        assertThat(state(account)).isEqualTo("ACTIVE");
        as("operations")
                .post("/api/v1/accounts/" + account + "/consent")
                .then()
                .statusCode(409)
                .body("code", equalTo("no-consent"));
        as("catalogue-editor")
                .post("/api/v1/accounts/" + account + "/consent")
                .then()
                .statusCode(403);
        given().auth()
                .oauth2(TestIdentity.token("ravi", "or-other", "agency-admin"))
                .post("/api/v1/accounts/" + account + "/consent")
                .then()
                .statusCode(404);
    }

    private void told(String account, Duration left) {
        as("operations")
                .body(Map.of("expiresAt", Instant.now().plus(left).toString()))
                .put("/api/v1/accounts/" + account + "/expiries/CLIENT_SECRET")
                .then()
                .statusCode(200);
    }

    private List<String> raised(String account) {
        return bench.texts(
                "SELECT days_left || CASE WHEN cleared_at IS NULL THEN '' ELSE ' cleared' END FROM account_warning"
                        + " WHERE account = ? ORDER BY id",
                UUID.fromString(account));
    }

    /** What the calendar does. */
    private void daysPass(String account, int days) {
        for (String table : List.of("account_expiry", "account_warning")) {
            bench.update(
                    "UPDATE " + table + " SET expires_at = expires_at - make_interval(days => " + days
                            + ") WHERE account = ?",
                    UUID.fromString(account));
        }
        expiries.look();
        expiries.look();
    }

    @Test
    void eachWarningIsRaisedOnceAndTheNearestStands() {
        String account = open(Map.of());
        told(account, Duration.ofDays(40));
        assertThat(raised(account)).isEmpty();

        daysPass(account, 11);
        assertThat(raised(account)).containsExactly("30");
        daysPass(account, 23);
        assertThat(raised(account)).containsExactly("30 cleared", "7");
        daysPass(account, 5);
        daysPass(account, 1);
        assertThat(raised(account)).containsExactly("30 cleared", "7 cleared", "1 cleared", "0");
        as("operations")
                .get("/api/v1/accounts/" + account + "/expiries")
                .then()
                .statusCode(200)
                .body("[0].kind", equalTo("CLIENT_SECRET"))
                .body("[0].warnedDays", equalTo(0));

        as("operations")
                .body(Map.of("secrets", Map.of("client_secret", "second")))
                .put("/api/v1/accounts/" + account + "/secrets")
                .then()
                .statusCode(200)
                .body("expiries[0].warnedDays", nullValue());
        assertThat(raised(account)).allMatch(one -> one.endsWith("cleared"));
    }

    @Test
    void aPersonNamesTheLastDayAndTakesItBack() {
        String account = open(Map.of());
        String path = "/api/v1/accounts/" + account + "/expiries";
        List<String> reckoned = as("operations").get(path).path("kind");
        told(account, Duration.ofDays(6));
        assertThat(raised(account)).containsExactly("7");
        for (String day : List.of("2001-01-01T00:00:00Z", "2222-01-01T00:00:00Z")) {
            as("operations")
                    .body(Map.of("expiresAt", day))
                    .put(path + "/CLIENT_SECRET")
                    .then()
                    .statusCode(422)
                    .body("errors[0].code", equalTo("not-a-coming-day"));
        }
        as("catalogue-editor").delete(path + "/CLIENT_SECRET").then().statusCode(403);
        as("operations").delete(path + "/CLIENT_SECRET").then().statusCode(200);
        as("operations").delete(path + "/CLIENT_SECRET").then().statusCode(404);
        as("operations").get(path).then().body("kind", equalTo(reckoned)).body("told", everyItem(equalTo(false)));
        assertThat(raised(account)).containsExactly("7 cleared");
    }

    @Test
    void whatIsNoKindOfCredentialIsNotFound() {
        as("operations")
                .body(Map.of("expiresAt", "2027-01-01T00:00:00Z"))
                .put("/api/v1/accounts/" + open(Map.of()) + "/expiries/PASSPORT")
                .then()
                .statusCode(404);
    }
}
