package org.haat.order.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.haat.order.Bus;
import org.haat.order.LogLines;
import org.haat.order.RealParts;
import org.haat.order.Seen;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stranger, a careless program or an impatient one does to the intake of partners. */
@QuarkusTest
@RealParts
@SuppressWarnings("NullAway.Init")
class PartnerAttackIT {
    private static final String SKU = "KIOSK-SAREE-2";
    private static final List<String> CANARIES =
            List.of("Canary Chatterjee", "9876500123", "canary@example.org", "7 Canary Lane");

    @TestHTTPResource("/partner/v1/orders")
    URI address;

    private Kiosk kiosk;
    private String orderId;

    @BeforeEach
    void register() {
        kiosk = Kiosk.selling(SKU);
        orderId = "K-" + UUID.randomUUID();
    }

    @Test
    void partnerThatPostsTooOftenIsToldWhenToComeAgain() {
        // Given
        limit("3");
        Kiosk other = Kiosk.registered();

        // When
        for (int i = 0; i < 3; i++) {
            kiosk.post(Kiosk.placed(orderId + i, SKU)).statusCode(200);
        }

        // Then
        kiosk.post("msg_late", Kiosk.placed(orderId + "late", SKU))
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", Integer::parseInt, allOf(greaterThan(0), lessThanOrEqualTo(20)))
                .body("code", equalTo("too-often"));
        assertThat(kiosk.ordersStored()).isEqualTo(3);
        other.post(Kiosk.placed(orderId, SKU)).statusCode(200);

        // When
        limit("6000");

        // Then
        kiosk.post("msg_late", Kiosk.placed(orderId + "late", SKU)).statusCode(200);
        assertThat(kiosk.ordersStored()).isEqualTo(4);
    }

    @Test
    void strangerCannotUseUpAPartnersShare() {
        limit("2");
        String secret = kiosk.secret;
        kiosk.secret = "whsec_" + "A".repeat(43) + "=";
        for (int i = 0; i < 5; i++) {
            kiosk.post(Kiosk.placed(orderId, SKU)).statusCode(401);
        }
        kiosk.secret = secret;

        kiosk.post(Kiosk.placed(orderId, SKU)).statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "\"60\"", "100001"})
    void limitThatIsNoneIsRefused(String limit) {
        int status = Kiosk.admin()
                .body("{\"messagesPerMinute\":" + limit + "}")
                .put("/api/v1/partners/" + kiosk.id + "/limit")
                .statusCode();

        assertThat(status).isIn(400, 422);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"totalPaise\":249800    | \"totalPaise\":2.498e5                  | 400 | data.totalPaise",
                "\"totalPaise\":249800    | \"totalPaise\":249800.0                 | 400 | data.totalPaise",
                "\"totalPaise\":249800    | \"totalPaise\":\"249800\"               | 400 | data.totalPaise",
                "\"totalPaise\":249800    | \"totalPaise\":18446744073709801416     | 400 | data.totalPaise",
                "\"totalPaise\":249800    | \"totalPaise\":true                     | 400 | data.totalPaise",
                "\"totalPaise\":249800    | \"totalPaise\":[249800]                 | 400 | data.totalPaise",
                "\"unitPricePaise\":99900 | \"unitPricePaise\":9223372036854775807  | 422 | data.lines[0].unitPricePaise",
                "\"unitPricePaise\":99900 | \"unitPricePaise\":9223372036854775808  | 400 | data.lines[0].unitPricePaise",
                "\"quantity\":2           | \"quantity\":4294967298                 | 400 | data.lines[0].quantity",
                "\"quantity\":2           | \"quantity\":2147483647                 | 422 | data.lines[0].quantity",
                "\"quantity\":2           | \"quantity\":2,\"discountPaise\":-1     | 422 | data.lines[0].discountPaise",
                "\"quantity\":2           | \"quantity\":2,\"discountPaise\":199801 | 422 | data.lines[0].discountPaise",
                "\"INR\"                  | \"inr\"                                 | 422 | data.currency",
                "\"INR\"                  | null                                    | 422 | data.currency",
                "\"currency\"             | \"version\":0,\"currency\"              | 422 | data.version",
                "\"currency\"             | \"version\":1e0,\"currency\"            | 400 | data.version",
                "2026-11-21T05:59:00Z     | -200000-01-01T00:00:00Z                 | 422 | data.placedAt",
                "2026-11-21T06:00:00Z     | +200000-01-01T00:00:00Z                 | 422 | timestamp",
                "\"currency\"             | \"shipBy\":\"+200000-01-01T00:00:00Z\",\"currency\" | 422 | data.shipBy",
                "\"2026-11-21T05:59:00Z\" | 1e300                                   | 422 | data.placedAt",
                "\"Kolkata\"              | \"Kol\\u0000kata\"                      | 400 | data.delivery.city",
                "\"Kolkata\"              | {\"name\":\"Kolkata\"}                  | 400 | data.delivery.city",
            })
    void valueThatCannotBeIsNamedAndNothingIsStored(String right, String wrong, int status, String field) {
        kiosk.post(Kiosk.placed(orderId, SKU).replace(right.strip(), wrong.strip()))
                .statusCode(status)
                .contentType("application/problem+json")
                .body("errors.field", hasItem(field));
        kiosk.nothingWasStored();
    }

    @Test
    void dearestOrderThatMayBeIsSummedExactly() {
        String body = Kiosk.placed(orderId, SKU)
                .replace("\"unitPricePaise\":99900", "\"unitPricePaise\":10000000000")
                .replace("\"quantity\":2", "\"quantity\":100000");

        kiosk.post(body)
                .statusCode(422)
                .body("errors.find { it.field == 'data.totalPaise' }.message", containsString("1000000000050000"));
        kiosk.nothingWasStored();
    }

    @Test
    void skuOfAnotherAgencyIsAsUnknownAsOneOfNobody() {
        String theirs = "RAJ-" + UUID.randomUUID().toString().substring(0, 8);
        Bus.list("rj-rhdc", theirs, 1);
        await().atMost(Duration.ofSeconds(60)).until(() -> Seen.skuIsKnown(theirs));

        String foreign = kiosk.post(Kiosk.placed(orderId, theirs))
                .statusCode(422)
                .extract()
                .path("errors[0].message");
        String nobodys = kiosk.post(Kiosk.placed(orderId, "NOBODY-1"))
                .statusCode(422)
                .extract()
                .path("errors[0].message");

        assertThat(foreign).isEqualTo(nobodys);
        kiosk.nothingWasStored();
    }

    @Test
    void tenThousandLinesAndDeepNestingAreRefusedQuickly() {
        String line = "{\"lineId\":\"%d\",\"sku\":\"S\",\"quantity\":1,\"unitPricePaise\":1}";
        String lines = String.join(
                ",", IntStream.range(0, 10_000).mapToObj(line::formatted).toList());
        kiosk.post("{\"type\":\"order.placed\",\"data\":{\"lines\":[" + lines + "]}}")
                .statusCode(413);
        kiosk.post("[".repeat(100_000)).statusCode(400);
        kiosk.post("{\"a\":" + "9".repeat(100_000) + "}").statusCode(400);
        kiosk.nothingWasStored();
    }

    @Test
    void sameIdForTwoBodiesAtOnceTakesOneOfThem() throws Exception {
        List<Integer> answers = Kiosk.atOnce(8, 8, i -> kiosk.post("msg_race", Kiosk.placed(orderId + i % 2, SKU))
                .extract()
                .statusCode());

        assertThat(answers).containsOnly(200, 409);
        assertThat(kiosk.ordersStored()).isEqualTo(1);
    }

    @Test
    void refusedMessageMayBeMendedUnderItsOwnId() {
        kiosk.post("msg_1", Kiosk.placed(orderId, SKU).replace("249800", "1")).statusCode(422);

        kiosk.post("msg_1", Kiosk.placed(orderId, SKU)).statusCode(200);
    }

    @Test
    void everythingIsCommittedBeforeTheAnswer() {
        kiosk.post("msg_1", Kiosk.placed(orderId, SKU)).statusCode(200);

        // Another connection sees all of it at once: there is nothing that a kill of the service could lose.
        assertThat(kiosk.ordersStored()).isEqualTo(1);
        assertThat(Seen.count("SELECT count(*) FROM order_line WHERE remote_order_id = ?", orderId))
                .isEqualTo(2);
        assertThat(kiosk.messagesStored()).isEqualTo(1);
    }

    @Test
    void chunkedBodyIsTakenAndOneThatNeverEndsIsCutOff() throws IOException, InterruptedException {
        String body = Kiosk.placed(orderId, SKU);
        assertThat(chunked(body, Kiosk.bytes(body))).isEqualTo(200);
        List<String> logged;
        try (LogLines log = LogLines.listen()) {
            assertThat(chunked(body, new byte[2 << 20])).isEqualTo(413);
            logged = log.lines();
        }
        assertThat(logged).noneMatch(line -> line.contains("failed"));
    }

    private int chunked(String signedBody, byte[] sent) throws IOException, InterruptedException {
        String now = String.valueOf(Kiosk.now());
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("webhook-id", "msg_chunked")
                .header("webhook-timestamp", now)
                .header("webhook-partner", kiosk.code)
                .header(
                        "webhook-signature",
                        Kiosk.sign(kiosk.secret, "msg_chunked", Long.parseLong(now), Kiosk.bytes(signedBody)))
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(sent)))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void severalSignaturesMayStandInTheHeaderWhenOneFits() {
        String body = Kiosk.placed(orderId, SKU);
        long now = Kiosk.now();
        String good = Kiosk.sign(kiosk.secret, "m", now, Kiosk.bytes(body));
        String bad = "v1," + "A".repeat(43) + "=";

        post(now, body, "v1a,future " + bad + ' ' + good).statusCode(200);
        post(now, body, bad + ' ' + bad).statusCode(401);
        post(now, body, good.replace("v1,", "v2,")).statusCode(400);
        post(now, body, good.replace("v1,", "")).statusCode(400);
        post(now, body, (bad + ' ').repeat(5) + good).statusCode(400);
    }

    private io.restassured.response.ValidatableResponse post(long now, String body, String signatures) {
        return kiosk.raw("m", String.valueOf(now))
                .header("webhook-signature", signatures)
                .body(Kiosk.bytes(body))
                .post("/partner/v1/orders")
                .then();
    }

    @Test
    void neitherSecretsNorBuyersStandInTheLogOrInAnAnswer() {
        StringBuilder answers = new StringBuilder();
        List<String> logged;
        try (LogLines log = LogLines.listen()) {
            String body = Kiosk.placed(orderId, SKU);
            for (String sent : List.of(
                    body,
                    body.replace("249800", "1"),
                    body.replace("\"quantity\":2", "\"quantity\":\"Canary Chatterjee\""),
                    body.replace("+919876500123", "call 9876500123 please"),
                    body.replace("\"pin\":\"700019\"", "\"pin\":\"7 Canary Lane\""),
                    body.replace("order.placed", "Canary Chatterjee"),
                    body.substring(0, body.length() - 20))) {
                answers.append(kiosk.post(sent).extract().asString());
            }
            String secret = kiosk.secret;
            kiosk.secret = "whsec_" + "B".repeat(43) + "=";
            answers.append(kiosk.post(body).statusCode(401).extract().asString());
            kiosk.secret = secret;
            logged = log.lines();
        }

        assertThat(logged).anyMatch(line -> line.contains("Order received"));
        assertThat(logged).anyMatch(line -> line.contains("Partner message refused: signature"));
        for (String secret : secretsAndBuyers()) {
            assertThat(logged).noneMatch(line -> line.contains(secret));
            assertThat(answers).doesNotContain(secret);
        }
    }

    private List<String> secretsAndBuyers() {
        return java.util.stream.Stream.concat(CANARIES.stream(), java.util.stream.Stream.of(kiosk.secret.substring(6)))
                .toList();
    }

    private void limit(String perMinute) {
        Kiosk.admin()
                .body("{\"messagesPerMinute\":" + perMinute + "}")
                .put("/api/v1/partners/" + kiosk.id + "/limit")
                .then()
                .statusCode(200)
                .body("messagesPerMinute", equalTo(Integer.parseInt(perMinute)));
    }
}
