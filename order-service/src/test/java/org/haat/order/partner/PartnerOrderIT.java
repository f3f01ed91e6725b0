package org.haat.order.partner;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.haat.event.OrderLineMovement;
import org.haat.order.Bus;
import org.haat.order.OrderFixture;
import org.haat.order.RealParts;
import org.haat.order.Seen;
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
        kiosk = Kiosk.selling(SKU);
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
        assertThat(kiosk.ordersStored()).isEqualTo(1);
    }

    @Test
    void fiveAtOnceMakeOneOrderAndOneSetOfMovements() throws Exception {
        String body = Kiosk.placed(orderId, SKU);
        Set<String> distinct = Set.copyOf(Kiosk.atOnce(
                5,
                5,
                i -> kiosk.post("msg_same", body).statusCode(200).extract().asString()));
        assertThat(distinct).hasSize(1);
        String id = new JsonPath(distinct.iterator().next()).getString("orderId");
        assertThat(Seen.movements(Seen.get("/api/v1/orders/" + id), 2)).hasSize(2);
        assertThat(kiosk.ordersStored()).isEqualTo(1);
    }

    @Test
    void sameOrderInFiveMessagesAtOnceIsOneOrder() throws Exception {
        String body = Kiosk.placed(orderId, SKU);
        List<String> outcomes = Kiosk.atOnce(
                5,
                5,
                i -> kiosk.post("msg_" + i, body).statusCode(200).extract().<String>path("outcome"));
        assertThat(outcomes).containsExactlyInAnyOrder("CREATED", "SAME", "SAME", "SAME", "SAME");
        assertThat(kiosk.ordersStored()).isEqualTo(1);
    }

    @Test
    void sameIdWithAnotherBodyIsAConflict() {
        kiosk.post("msg_1", Kiosk.placed(orderId, SKU)).statusCode(200);

        kiosk.post("msg_1", Kiosk.placed(orderId + "-other", SKU))
                .statusCode(409)
                .body("code", equalTo("webhook-id-reused"));
        assertThat(kiosk.ordersStored()).isEqualTo(1);
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
        kiosk.nothingWasStored();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{", "null", "[]", "7", "'{\"type\":\"order.placed\"}'", "not json", "'{} {}'"})
    void bodyThatIsNoOrderIsRefused(String body) {
        int status = kiosk.post(body).extract().statusCode();

        assertThat(status).isBetween(400, 422);
        kiosk.nothingWasStored();
    }

    @Test
    void repeatedJsonFieldsAreRefused() {
        kiosk.post(Kiosk.placed(orderId, SKU).replace("\"totalPaise\"", "\"totalPaise\":1,\"totalPaise\""))
                .statusCode(400);
        kiosk.nothingWasStored();
    }

    @Test
    void emptyBodyIsRefused() {
        kiosk.request(Kiosk.now(), "m", "").post("/partner/v1/orders").then().statusCode(400);
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
        kiosk.nothingWasStored();
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
        kiosk.request(Kiosk.now(), "m", body)
                .contentType("text/plain")
                .body(body)
                .post("/partner/v1/orders")
                .then()
                .statusCode(415);
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(Kiosk.bytes(body));
        }
        kiosk.request(Kiosk.now(), "m", body)
                .header("Content-Encoding", "gzip")
                .body(zipped.toByteArray())
                .post("/partner/v1/orders")
                .then()
                .statusCode(415)
                .body("detail", containsString("Content-Encoding"));
        kiosk.nothingWasStored();
    }
}
