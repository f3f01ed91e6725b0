package org.haat.order.partner;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.haat.event.OrderLineMovement;
import org.haat.order.Bus;
import org.haat.order.OrderFixture;
import org.haat.order.RealParts;
import org.haat.order.Seen;
import org.haat.testsupport.TestIdentity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@RealParts
class PartnerOrderIT {
    private static final String SKU = "KIOSK-SAREE-1";
    private Kiosk kiosk;
    private String orderId;

    @BeforeEach
    void register() {
        Bus.list(OrderFixture.AGENCY, SKU, 1);
        await().atMost(Duration.ofSeconds(60)).until(() -> Seen.skuIsKnown(SKU));
        kiosk = Kiosk.registered();
        orderId = "K-" + UUID.randomUUID();
    }

    @Test
    void signedOrderIsStoredAndItsStockAskedFor() {
        String id = kiosk.post(Kiosk.placed(orderId, SKU))
                .statusCode(200)
                .body("outcome", equalTo("CREATED"))
                .extract()
                .path("orderId");

        JsonPath page = Seen.get("/api/v1/orders/" + id);
        assertThat(page.getString("channel")).isEqualTo("partner:" + kiosk.code);
        assertThat(page.getString("state")).isEqualTo("ACCEPTED");
        assertThat(page.getLong("total.minor")).isEqualTo(249_800);
        assertThat(Seen.movements(page, 2))
                .extracting(OrderLineMovement::quantity)
                .containsExactly(2, 1);
    }

    @Test
    void partnerWithoutAutoAcceptWaitsForAPerson() {
        Kiosk bulkBuyer = Kiosk.registered(OrderFixture.AGENCY, false);

        String id = bulkBuyer
                .post(Kiosk.placed(orderId, SKU))
                .statusCode(200)
                .extract()
                .path("orderId");

        assertThat(Seen.get("/api/v1/orders/" + id).getString("state")).isEqualTo("RECEIVED");
    }

    @Test
    void repeatedMessageGetsTheSameAnswerAndMakesOneOrder() {
        String body = Kiosk.placed(orderId, SKU);
        String first = kiosk.post("msg_1", body).statusCode(200).extract().asString();

        for (int i = 0; i < 5; i++) {
            assertThat(kiosk.post("msg_1", body).statusCode(200).extract().asString())
                    .isEqualTo(first);
        }
        assertThat(ordersStored()).isEqualTo(1);
    }

    @Test
    void fiveAtOnceMakeOneOrderAndOneSetOfMovements() throws Exception {
        String body = Kiosk.placed(orderId, SKU);
        ExecutorService senders = Executors.newFixedThreadPool(5);
        try {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                answers.add(senders.submit(() ->
                        kiosk.post("msg_same", body).statusCode(200).extract().asString()));
            }
            Set<String> distinct = answers.stream().map(PartnerOrderIT::get).collect(Collectors.toSet());
            assertThat(distinct).hasSize(1);
            String id = new JsonPath(distinct.iterator().next()).getString("orderId");
            assertThat(Seen.movements(Seen.get("/api/v1/orders/" + id), 2)).hasSize(2);
        } finally {
            senders.shutdownNow();
        }
        assertThat(ordersStored()).isEqualTo(1);
    }

    @Test
    void sameOrderInFiveMessagesAtOnceIsOneOrder() throws Exception {
        String body = Kiosk.placed(orderId, SKU);
        ExecutorService senders = Executors.newFixedThreadPool(5);
        try {
            List<Future<String>> outcomes = IntStream.range(0, 5)
                    .mapToObj(i -> senders.submit(() -> kiosk.post("msg_" + i, body)
                            .statusCode(200)
                            .extract()
                            .<String>path("outcome")))
                    .toList();
            assertThat(outcomes.stream().map(PartnerOrderIT::get))
                    .containsExactlyInAnyOrder("CREATED", "SAME", "SAME", "SAME", "SAME");
        } finally {
            senders.shutdownNow();
        }
        assertThat(ordersStored()).isEqualTo(1);
    }

    @Test
    void sameIdWithAnotherBodyIsAConflict() {
        kiosk.post("msg_1", Kiosk.placed(orderId, SKU)).statusCode(200);

        kiosk.post("msg_1", Kiosk.placed(orderId + "-other", SKU))
                .statusCode(409)
                .body("code", equalTo("webhook-id-reused"));
        assertThat(ordersStored()).isEqualTo(1);
    }

    @Test
    void sameVersionWithAnotherTotalIsAConflictAndAHigherOneChangesTheOrder() {
        String placed =
                kiosk.post(Kiosk.placed(orderId, SKU)).statusCode(200).extract().path("orderId");
        Seen.movements(Seen.get("/api/v1/orders/" + placed), 2).forEach(asked -> Bus.answer(asked, true));
        String fewer = Kiosk.placed(orderId, SKU)
                .replace("\"quantity\":2", "\"quantity\":1")
                .replace("249800", "149900");

        kiosk.post(fewer).statusCode(409).body("code", equalTo("version-reused"));
        String id = kiosk.post(fewer.replace("order.placed", "order.changed")
                        .replace("\"currency\"", "\"version\":2,\"currency\""))
                .statusCode(200)
                .body("outcome", equalTo("CHANGED"))
                .extract()
                .path("orderId");
        kiosk.post(Kiosk.placed(orderId, SKU)).statusCode(200).body("outcome", equalTo("STALE"));

        assertThat(Seen.get("/api/v1/orders/" + id).getLong("total.minor")).isEqualTo(149_900);
        assertThat(Seen.movements(Seen.get("/api/v1/orders/" + id), 3).get(2).kind())
                .isEqualTo(OrderLineMovement.Kind.RELEASED);
    }

    @Test
    void cancellationGivesTheStockBackAndNeedsAnOrder() {
        String cancel = "{\"type\":\"order.cancelled\",\"timestamp\":\"2026-11-21T07:00:00Z\",\"data\":{\"orderId\":\""
                + orderId + "\",\"reason\":\"buyer changed her mind\"}}";
        kiosk.post(cancel).statusCode(409).body("code", equalTo("order-unknown"));
        kiosk.post(Kiosk.placed(orderId, SKU)).statusCode(200);

        String id = kiosk.post(cancel).statusCode(200).extract().path("orderId");
        kiosk.post(cancel).statusCode(200);

        assertThat(Seen.get("/api/v1/orders/" + id).getString("cancelledBy")).isEqualTo("PARTNER");
        assertThat(Seen.movements(Seen.get("/api/v1/orders/" + id), 4)).hasSize(4);
    }

    @Test
    void messageWithoutASignatureIsRefused() {
        given().contentType("application/json")
                .header("webhook-id", "m")
                .header("webhook-timestamp", String.valueOf(now()))
                .header("webhook-partner", kiosk.code)
                .body(Kiosk.placed(orderId, SKU))
                .post("/partner/v1/orders")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo("webhook-signature"));
        nothingWasStored();
    }

    @Test
    void twoSignatureHeadersAreRefused() {
        String body = Kiosk.placed(orderId, SKU);
        kiosk.request(now(), "m", body)
                .header("webhook-signature", "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
                .body(body)
                .post("/partner/v1/orders")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("webhook-signature"));
        nothingWasStored();
    }

    @Test
    void bodyChangedByOneByteIsRefused() {
        String body = Kiosk.placed(orderId, SKU);
        kiosk.request(now(), "m", body)
                .body(Kiosk.bytes(body.replace("249800", "249801")))
                .post("/partner/v1/orders")
                .then()
                .statusCode(401)
                .body("errors[0].field", equalTo("webhook-signature"));
        nothingWasStored();
    }

    @Test
    void signatureOfReserialisedJsonIsRefused() {
        String body = Kiosk.placed(orderId, SKU);
        kiosk.request(now(), "m", body.replace("\n", ""))
                .body(Kiosk.bytes(body))
                .post("/partner/v1/orders")
                .then()
                .statusCode(401);
        nothingWasStored();
    }

    @Test
    void secretOfAnotherPartnerIsRefused() {
        Kiosk other = Kiosk.registered("rj-rhdc", true);
        kiosk.secret = other.secret;

        kiosk.post(Kiosk.placed(orderId, SKU)).statusCode(401);
        nothingWasStored();
    }

    @Test
    void unknownPartnerHearsTheSameAsAWrongSignature() {
        String wrong = kiosk.request(now(), "m", "{}")
                .body("{ }")
                .post("/partner/v1/orders")
                .then()
                .statusCode(401)
                .extract()
                .path("detail");
        String unknown = given().contentType("application/json")
                .header("webhook-id", "m")
                .header("webhook-timestamp", String.valueOf(now()))
                .header("webhook-partner", "wb-prd.nobody")
                .header("webhook-signature", "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
                .body("{ }")
                .post("/partner/v1/orders")
                .then()
                .statusCode(401)
                .extract()
                .path("detail");

        assertThat(unknown).isEqualTo(wrong);
    }

    @ParameterizedTest
    @CsvSource({"-302", "302", "-86400"})
    void oldAndFutureTimestampsAreRefused(long seconds) {
        kiosk.postAt(now() + seconds, "m", Kiosk.placed(orderId, SKU))
                .statusCode(401)
                .body("errors[0].field", equalTo("webhook-timestamp"));
        nothingWasStored();
    }

    @ParameterizedTest
    @CsvSource({"soon", "1700000000000", "17.5", "''"})
    void timestampThatIsNotInSecondsIsRefused(String timestamp) {
        String body = Kiosk.placed(orderId, SKU);
        given().contentType("application/json")
                .header("webhook-id", "m")
                .header("webhook-timestamp", timestamp)
                .header("webhook-partner", kiosk.code)
                .header("webhook-signature", Kiosk.sign(kiosk.secret, "m", now(), Kiosk.bytes(body)))
                .body(body)
                .post("/partner/v1/orders")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("webhook-timestamp"));
    }

    @Test
    void secretsInChangeBothWorkAndTheOldOneEnds() {
        String old = kiosk.secret;
        String body = Kiosk.placed(orderId, SKU);

        String fresh = rotate(24);
        kiosk.post(body).statusCode(200);
        kiosk.secret = fresh;
        kiosk.post(body).statusCode(200);
        kiosk.secret = rotate(0);
        kiosk.post(body).statusCode(200);
        kiosk.secret = old;
        kiosk.post(body).statusCode(401);
        kiosk.secret = fresh;
        kiosk.post(body).statusCode(401);
    }

    @Test
    void disabledPartnerIsRefusedUntilItIsEnabled() {
        admin().post("/api/v1/partners/" + kiosk.id + "/disable").then().statusCode(200);
        kiosk.post(Kiosk.placed(orderId, SKU)).statusCode(401);

        admin().post("/api/v1/partners/" + kiosk.id + "/enable").then().statusCode(200);
        kiosk.post(Kiosk.placed(orderId, SKU)).statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"quantity\":2               | \"quantity\":0              | 422 | data.lines[0].quantity",
                "\"quantity\":2               | \"quantity\":-1             | 422 | data.lines[0].quantity",
                "\"quantity\":2               | \"quantity\":1.5            | 400 | data.lines[0].quantity",
                "\"quantity\":2               | \"quantity\":\"2\"          | 400 | data.lines[0].quantity",
                "\"quantity\":2               | \"quantity\":99999999999    | 400 | data.lines[0].quantity",
                "\"unitPricePaise\":99900     | \"unitPricePaise\":999.00   | 400 | data.lines[0].unitPricePaise",
                "\"unitPricePaise\":99900     | \"unitPricePaise\":-1       | 422 | data.lines[0].unitPricePaise",
                "\"totalPaise\":249800        | \"totalPaise\":249801       | 422 | data.totalPaise",
                "\"totalPaise\":249800        | \"totalPaise\":null         | 400 | data.totalPaise",
                "\"INR\"                      | \"USD\"                     | 422 | data.currency",
                "\"lineId\":\"2\"             | \"lineId\":\"1\"            | 422 | data.lines[1].lineId",
                "KIOSK-SAREE-1                | NO-SUCH-SKU                 | 422 | data.lines[0].sku",
                "KIOSK-SAREE-1                | a/b?c#d                     | 422 | data.lines[0].sku",
                "\"pin\":\"700019\"           | \"pin\":\"012345\"          | 422 | data.delivery.pin",
                "\"state\":\"WB\"             | \"state\":\"ZZ\"            | 422 | data.delivery.state",
                "order.placed                 | order.teleported            | 422 | type",
                "\"currency\"                 | \"agency\":\"x\",\"currency\" | 400 | data.agency",
                "2026-11-21T05:59:00Z         | 2036-11-21T05:59:00Z        | 422 | data.placedAt",
                "2026-11-21T05:59:00Z         | 21-11-2026                  | 400 | data.placedAt",
            })
    void fieldThatIsWrongIsNamed(String right, String wrong, int status, String field) {
        kiosk.post(Kiosk.placed(orderId, SKU).replace(right.strip(), wrong.strip()))
                .statusCode(status)
                .contentType("application/problem+json")
                .body("errors.field", hasItem(field));
        nothingWasStored();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{", "null", "[]", "7", "'{\"type\":\"order.placed\"}'", "not json", "'{} {}'"})
    void bodyThatIsNoOrderIsRefused(String body) {
        int status = kiosk.post(body).extract().statusCode();

        assertThat(status).isBetween(400, 422);
        nothingWasStored();
    }

    @Test
    void repeatedJsonFieldsAreRefused() {
        kiosk.post(Kiosk.placed(orderId, SKU).replace("\"totalPaise\"", "\"totalPaise\":1,\"totalPaise\""))
                .statusCode(400);
        nothingWasStored();
    }

    @Test
    void emptyBodyIsRefused() {
        kiosk.request(now(), "m", "").post("/partner/v1/orders").then().statusCode(400);
    }

    @Test
    void tooManyLinesAndTooManyBytesAreRefused() {
        String line = "{\"lineId\":\"%d\",\"sku\":\"KIOSK-SAREE-1\",\"quantity\":1,\"unitPricePaise\":1}";
        String lines = IntStream.range(0, 1_001).mapToObj(line::formatted).collect(Collectors.joining(","));
        String body =
                "{\"type\":\"order.placed\",\"timestamp\":\"2026-11-21T06:00:00Z\",\"data\":{\"orderId\":\"" + orderId
                        + "\",\"placedAt\":\"2026-11-21T05:59:00Z\",\"currency\":\"INR\",\"totalPaise\":1001,\"lines\":["
                        + lines
                        + "]}}";
        kiosk.post(body).statusCode(422).body("errors[0].field", equalTo("data.lines"));

        kiosk.post(" ".repeat(600_000)).statusCode(413).contentType("application/problem+json");
        nothingWasStored();
    }

    @Test
    void otherMethodsTypesAndEncodingsAreRefused() throws IOException {
        String body = Kiosk.placed(orderId, SKU);
        given().get("/partner/v1/orders").then().statusCode(405);
        given().body(body)
                .contentType("application/json")
                .put("/partner/v1/orders")
                .then()
                .statusCode(405);
        kiosk.request(now(), "m", body)
                .contentType("text/plain")
                .body(body)
                .post("/partner/v1/orders")
                .then()
                .statusCode(415);
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(Kiosk.bytes(body));
        }
        kiosk.request(now(), "m", body)
                .header("Content-Encoding", "gzip")
                .body(zipped.toByteArray())
                .post("/partner/v1/orders")
                .then()
                .statusCode(415)
                .body("detail", containsString("Content-Encoding"));
        nothingWasStored();
    }

    @Test
    void secretIsShownOnceAndLiesSealed() {
        String list =
                admin().get("/api/v1/partners").then().statusCode(200).extract().asString();

        assertThat(list).contains(kiosk.code).doesNotContain("whsec_").doesNotContain("sealed");
        assertThat(Seen.count(
                        "SELECT count(*) FROM partner_secret WHERE sealed LIKE 'v1:test:%' AND sealed NOT LIKE ?",
                        "%" + kiosk.secret.substring(6, 20) + "%"))
                .isPositive();
        assertThat(java.util.Base64.getDecoder().decode(kiosk.secret.substring(6)))
                .hasSizeGreaterThanOrEqualTo(24);
    }

    private void nothingWasStored() {
        assertThat(ordersStored()).isZero();
        assertThat(Seen.count(
                        "SELECT count(*) FROM partner_message m JOIN partner p ON p.id = m.partner_id WHERE p.code = ?",
                        kiosk.code))
                .isZero();
    }

    private long ordersStored() {
        return Seen.count("SELECT count(*) FROM orders WHERE account = ?", "partner:" + kiosk.code);
    }

    private String rotate(int overlapHours) {
        return admin().contentType("application/json")
                .body("{\"overlapHours\":" + overlapHours + "}")
                .post("/api/v1/partners/" + kiosk.id + "/secrets")
                .then()
                .statusCode(201)
                .extract()
                .path("secret");
    }

    private static io.restassured.specification.RequestSpecification admin() {
        return given().auth().oauth2(TestIdentity.token("asha", OrderFixture.AGENCY, "agency-admin"));
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
