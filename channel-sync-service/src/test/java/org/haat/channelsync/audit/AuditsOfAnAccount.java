package org.haat.channelsync.audit;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.memory.MemoryListing;
import org.haat.channelsync.channel.memory.MemoryMarket;
import org.haat.testsupport.TestIdentity;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of audits share: an account on the marketplace in memory, and how one is asked for and read. */
@SuppressWarnings("NullAway.Init")
abstract class AuditsOfAnAccount {
    @Inject
    SyncBench bench;

    @Inject
    MemoryMarket market;

    ChannelAccount account;

    @BeforeEach
    void newAccount() {
        market.calm();
        account = bench.account();
    }

    long start(boolean reportOnly) {
        return as("agency-admin")
                .body(Map.of("account", account.id(), "reportOnly", reportOnly))
                .post("/api/v1/audits")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("id");
    }

    JsonPath audited(long id) {
        await(() -> bench.count("SELECT count(*) FROM audit WHERE id = ? AND outcome IS NOT NULL", id) == 1);
        return as("agency-admin").get("/api/v1/audits/" + id).jsonPath();
    }

    static Map<String, Integer> kinds(JsonPath audit) {
        Map<String, Integer> kinds = new java.util.HashMap<>();
        List<Map<String, Object>> drift = audit.getList("drift");
        drift.forEach(one -> kinds.put((String) one.get("kind"), (Integer) one.get("lines")));
        return kinds;
    }

    /** Listings that it names as not looked at. */
    List<String> unreadable(JsonPath audit) {
        return bench.texts(
                "SELECT concat_ws(' ', sku, kind, wanted, shown, state) FROM audit_drift WHERE audit = ? AND kind = 'STATUS'",
                audit.getLong("id"));
    }

    /** What was taken a moment ago is not judged: waits until it is. */
    void settled() {
        bench.awaitQuiet(account);
        await(() -> bench.count(
                        "SELECT count(*) FROM listing_facet WHERE account = ? AND applied_at > now() - interval '400 ms'",
                        account.id())
                == 0);
        await(() -> bench.count(
                        "SELECT count(*) FROM listing WHERE account = ? AND verify_due_at IS NOT NULL", account.id())
                == 0);
    }

    MemoryListing there(String sku) {
        return java.util.Objects.requireNonNull(market.listings(account.id()).get(sku));
    }

    RequestSpecification as(String role) {
        return given().auth()
                .oauth2(TestIdentity.token("Mitali Ghosh", account.agency(), role))
                .contentType(ContentType.JSON);
    }

    static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(condition);
    }
}
