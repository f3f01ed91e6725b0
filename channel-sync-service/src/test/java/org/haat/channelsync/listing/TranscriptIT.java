package org.haat.channelsync.listing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.testsupport.TestIdentity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Raw calls as the API tells them. The account is paused before it says anything, so that only these calls are there. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class TranscriptIT {
    private static final String NOON = "2026-11-20T06:30:00Z";
    private static final Pattern NEXT = Pattern.compile("<(.*)>; rel=\"next\"");

    @Inject
    SyncBench bench;

    private ChannelAccount account;

    @BeforeEach
    void newAccount() {
        account = bench.account();
        bench.pause(account);
    }

    @Test
    void callsOfTheSameMomentAreAllToldPageByPage() {
        List<Integer> written = new ArrayList<>();
        for (int n = 0; n < 5; n++) {
            written.add(0, (int) call(NOON, "ok", 200, "/x", "{}"));
        }
        written.add(0, (int) call("2026-11-20T07:00:00Z", "ok", 200, "/x", "{}"));
        // Written down late: by a replica whose database was slow.
        written.add((int) call("2026-11-20T06:00:00Z", "ok", 200, "/x", "{}"));

        assertThat(ids("?operation=testCall&limit=2")).isEqualTo(written);
        assertThat(ids("?operation=testCall&limit=7")).isEqualTo(written);
        assertThat(ids("?operation=testCall&from=" + NOON + "&until=2026-11-20T06:30:01Z&limit=4"))
                .isEqualTo(written.subList(1, 6));
    }

    @Test
    void callsAreFoundByWhatCameOfThemAndByTheProductTheyName() {
        int fine = (int) call(NOON, "ok", 200, "/items/SHOP/T-1?x=1", "{}");
        int waited = (int) call(NOON, "THROTTLED", 429, "/items/SHOP/T-10", "{}");
        int refused = (int) call(NOON, "REJECTED", 400, "/feed", "{\"sku\":\"t-1\"}");
        int escaped = (int) call(NOON, "ok", 200, "/items?identifiers=%22T-1%22", "{}");
        int theirs = (int) call(NOON, "ok", 200, "/x", "[{\"sku\":\"THEIR(1)\"}]");
        bench.update(
                "INSERT INTO sku_there (account, agency, sku, remote_sku) VALUES (?, ?, 'T-1', 'THEIR(1)')",
                account.id(),
                account.agency());

        assertThat(ids("?operation=testCall&outcome=failed")).containsExactly(refused, waited);
        assertThat(ids("?operation=testCall&outcome=THROTTLED")).containsExactly(waited);
        assertThat(ids("?operation=testCall&outcome=ok")).containsExactly(theirs, escaped, fine);
        assertThat(ids("?status=400")).containsExactly(refused);
        assertThat(ids("?sku=T-1&limit=2")).containsExactly(theirs, escaped, refused, fine);
        get("?outcome=lost").statusCode(422).body("errors[0].field", equalTo("outcome"));
        get("?sku=%25").statusCode(422);
        get("?from=yesterday").statusCode(422);
    }

    @Test
    void aSearchForSomethingRareGoesOnPageByPage() {
        int rare = (int) call("2026-11-19T00:00:00Z", "ok", 418, "/x", "{}");
        bench.update(
                "INSERT INTO channel_transcript (account, agency, at, operation, method, path, status, outcome, duration_ms,"
                        + " request_headers, answer_headers) SELECT ?, ?, ?::timestamptz, 'testCall', 'GET', '/y', 200, 'ok', 1,"
                        + " '{}', '{}' FROM generate_series(1, 2100)",
                account.id(),
                account.agency(),
                NOON);

        String first = get("?operation=testCall&status=418")
                .statusCode(200)
                .body("size()", equalTo(0))
                .extract()
                .header("Link");

        assertThat(first).as("there may be some before").isNotNull();
        assertThat(ids("?operation=testCall&status=418")).containsExactly(rare);
    }

    @Test
    void callsOfAnotherAgencyAreNotThere() {
        long call = call(NOON, "ok", 200, "/x", "{}");
        String path = "/api/v1/accounts/" + account.id() + "/transcript";
        String stranger = TestIdentity.token("ravi", "or-other", "agency-admin");

        for (String one : List.of(path, path + '/' + call)) {
            given().auth().oauth2(stranger).get(one).then().statusCode(404);
            as("catalogue-editor", one).statusCode(403);
            as("agency-admin", one).statusCode(200);
        }
        ChannelAccount other = bench.account(account.agency());
        as("agency-admin", "/api/v1/accounts/" + other.id() + "/transcript/" + call)
                .statusCode(404);
    }

    private long call(String at, String outcome, int status, String path, String body) {
        return bench.count(
                "INSERT INTO channel_transcript (account, agency, at, operation, method, path, status, outcome, duration_ms,"
                        + " request_headers, request_body, answer_headers) VALUES (?, ?, ?, 'testCall', 'POST', ?, ?, ?, 3, '{}',"
                        + " ?, '{}') RETURNING id",
                account.id(),
                account.agency(),
                Instant.parse(at),
                path,
                status,
                outcome,
                body);
    }

    /** Of all pages. */
    private List<Integer> ids(String query) {
        List<Integer> ids = new ArrayList<>();
        String address = "/api/v1/accounts/" + account.id() + "/transcript" + query;
        for (int page = 0; page < 10; page++) {
            ValidatableResponse answer = as("agency-admin", address).statusCode(200);
            ids.addAll(answer.extract().<List<Integer>>path("id"));
            String link = answer.extract().header("Link");
            if (link == null) {
                return ids;
            }
            Matcher next = NEXT.matcher(link);
            assertThat(next.matches()).isTrue();
            address = next.group(1).replaceFirst("^/sync", "");
        }
        throw new AssertionError("The pages do not end: " + query);
    }

    private ValidatableResponse get(String query) {
        return as("agency-admin", "/api/v1/accounts/" + account.id() + "/transcript" + query);
    }

    private ValidatableResponse as(String role, String address) {
        return given().urlEncodingEnabled(false)
                .auth()
                .oauth2(TestIdentity.token("anita", account.agency(), role))
                .get(address)
                .then();
    }
}
