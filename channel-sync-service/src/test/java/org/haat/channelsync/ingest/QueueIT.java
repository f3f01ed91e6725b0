package org.haat.channelsync.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
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
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SampleOrders;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.channel.memory.MemoryMarket;
import org.haat.channelsync.channel.memory.MemoryQueue;
import org.haat.testsupport.TestIdentity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Notifications through a queue: stored, then removed, then applied. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class QueueIT {
    @Inject
    SyncBench bench;

    @Inject
    MemoryMarket market;

    private final String agency = "q" + UUID.randomUUID().toString().substring(0, 8);
    private final String seller = "S-" + agency;
    private final String queue = "queue-" + agency;
    private UUID account;

    @BeforeEach
    void open() {
        account = open(seller, "shop");
    }

    private UUID open(String sellerId, String name) {
        return open(agency, sellerId, name, "app");
    }

    private UUID open(String owner, String sellerId, String name, String clientId) {
        String id = given().auth()
                .oauth2(TestIdentity.token("asha", owner, "agency-admin"))
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "channel",
                        "memory",
                        "name",
                        name,
                        "settings",
                        Map.of("seller_id", sellerId, "queue", queue),
                        "secrets",
                        Map.of("client_id", clientId, "client_secret", "first")))
                .post("/api/v1/accounts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        return UUID.fromString(id);
    }

    private RequestSpecification as(String role) {
        return given().auth().oauth2(TestIdentity.token("asha", agency, role)).contentType(ContentType.JSON);
    }

    private static void await(ThrowingRunnable assertion) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(assertion);
    }

    private List<String> states() {
        return bench.texts("SELECT state FROM notification WHERE account = ? ORDER BY id", account);
    }

    private long orders() {
        return bench.count("SELECT count(*) FROM remote_order WHERE account = ?", account);
    }

    @Test
    void orderThatIsToldTwiceIsStoredOnceFetchedAndTheQueueIsEmpty() {
        market.place(
                account, SampleOrders.order("O-1", "UNSHIPPED", Instant.now().minusSeconds(86_400 * 30L)));
        market.queue().put(queue, MemoryQueue.Message.ofOrder("n-1", seller, "O-1"));
        market.queue().put(queue, MemoryQueue.Message.ofOrder("n-1", seller, "O-1"));

        await(() -> {
            assertThat(market.queue().size(queue)).isZero();
            assertThat(states()).containsExactly("DONE");
            assertThat(orders()).isEqualTo(1);
        });
    }

    @Test
    void poisonedMessageIsParkedWithItsReasonAndHoldsUpNobody() {
        market.place(
                account, SampleOrders.order("O-1", "UNSHIPPED", Instant.now().minusSeconds(86_400 * 30L)));
        market.queue().put(queue, "{\"no\": notification");
        market.queue().put(queue, MemoryQueue.Message.ofOrder("n-1", seller, "O-1"));

        await(() -> assertThat(states()).containsExactlyInAnyOrder("PARKED", "DONE"));
        assertThat(market.queue().size(queue)).isZero();
        String parked = bench.texts("SELECT id::text FROM notification WHERE account = ? AND state = 'PARKED'", account)
                .get(0);
        as("operations")
                .get("/api/v1/parked/NOTIFICATION/" + parked)
                .then()
                .statusCode(200)
                .body("message.reason", equalTo("The message is no JSON"));

        as("operations")
                .post("/api/v1/parked/NOTIFICATION/" + parked + "/replay")
                .then()
                .statusCode(204);
        await(() -> assertThat(bench.count(
                        "SELECT count(*) FROM notification WHERE id = ? AND state = 'PARKED' AND attempts = 1",
                        Long.parseLong(parked)))
                .as("it is still no JSON")
                .isEqualTo(1));
    }

    @Test
    void messageAboutASellerNobodyKnowsWaitsAndGoesToTheSellerOnceThereIsOne() {
        market.queue().put(queue, MemoryQueue.Message.ofOrder("n-9", "S2-" + agency, "O-9"));
        await(() -> assertThat(states()).containsExactly("PARKED"));
        UUID second = open("S2-" + agency, "second");
        market.place(
                second, SampleOrders.order("O-9", "UNSHIPPED", Instant.now().minusSeconds(86_400 * 30L)));

        String parked = bench.texts("SELECT id::text FROM notification WHERE account = ?", account)
                .get(0);
        as("operations")
                .post("/api/v1/parked/NOTIFICATION/" + parked + "/replay")
                .then()
                .statusCode(204);

        await(() -> {
            assertThat(bench.count("SELECT count(*) FROM remote_order WHERE account = ?", second))
                    .isEqualTo(1);
            assertThat(states()).containsExactly("DONE");
        });
        assertThat(orders()).isZero();
    }

    @Test
    void messageInOneAgencysQueueTouchesNoAccountOfAnotherQueue() {
        String other = "o" + agency;
        market.queue().put("queue-of-" + other, "nobody listens");
        market.queue().put(queue, MemoryQueue.Message.ofOrder("n-1", "S-" + other, "O-1"));

        await(() -> assertThat(states()).containsExactly("PARKED"));
    }

    @Test
    void strangerWhoWritesDownTheQueuesAddressKeepsNobodyFromIt() {
        market.place(
                account, SampleOrders.order("O-1", "UNSHIPPED", Instant.now().minusSeconds(86_400 * 30L)));
        market.queue().guard(queue, "app");
        UUID stranger = open("a" + agency, "S3-" + agency, "shop", "stranger");

        market.queue().put(queue, MemoryQueue.Message.ofOrder("n-1", seller, "O-1"));
        await(() -> assertThat(states()).containsExactly("DONE"));
        market.queue().put(queue, MemoryQueue.Message.ofOrder("n-2", seller, "O-1"));
        await(() -> assertThat(states()).containsExactly("DONE", "DONE"));
        await(() -> assertThat(bench.count(
                        "SELECT count(*) FROM account_lane WHERE account = ? AND lane = 'QUEUE' AND last_success_at IS NULL",
                        stranger))
                .as("whose keys the queue refuses is told so")
                .isEqualTo(1));
    }

    @Test
    void newSecretTakesThePlaceOfTheOldOneAndStandsNowhereInTheClear() {
        String before = sealed();
        market.queue()
                .put(
                        queue,
                        MemoryQueue.Message.ofOrder("n-1", seller, "x")
                                .secrets(
                                        Map.of("client_secret", "second-secret"),
                                        Instant.now().plusSeconds(86_400 * 180L)));

        await(() -> assertThat(sealed()).isNotEqualTo(before));
        assertThat(bench.texts("SELECT body FROM notification WHERE account = ?", account))
                .noneMatch(body -> body.contains("second-secret"));
        assertThat(bench.texts("SELECT person FROM account_change WHERE account = ? ORDER BY id DESC", account))
                .startsWith("channel");
    }

    private String sealed() {
        return bench.texts("SELECT sealed FROM account_secret WHERE account = ? AND key = 'client_secret'", account)
                .get(0);
    }

    @Test
    void personSubscribesAndSeesWhatIsTold() {
        as("operations")
                .post("/api/v1/accounts/" + account + "/subscriptions")
                .then()
                .statusCode(200)
                .body("$", hasSize(1))
                .body("[0].type", equalTo("ORDER"))
                .body("[0].subscribedBy", equalTo("asha"));
        as("catalogue-editor")
                .post("/api/v1/accounts/" + account + "/subscriptions")
                .then()
                .statusCode(403);
        given().auth()
                .oauth2(TestIdentity.token("ravi", "or-other", "agency-admin"))
                .post("/api/v1/accounts/" + account + "/subscriptions")
                .then()
                .statusCode(404);
    }
}
