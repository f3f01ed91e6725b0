package org.haat.order.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.logging.Log;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.haat.event.OrderLineMovement;
import org.haat.event.OrderLineMovement.Kind;
import org.haat.order.Bus;
import org.haat.order.RealParts;
import org.haat.order.Seen;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many orders at once over the signed intake: each is kept once, nothing breaks, and nothing leaves that is not held. */
@QuarkusTest
@RealParts
@SuppressWarnings("NullAway.Init")
class IntakeLoadIT {
    private static final String SKU = "LOAD-SAREE-1";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private Kiosk kiosk;

    @BeforeEach
    void register() {
        kiosk = Kiosk.selling(SKU);
    }

    @Test
    void twoHundredOrdersOverTwentyConnectionsAreKeptOnceEach() throws Exception {
        Instant start = Instant.now();
        List<Integer> answers = Kiosk.atOnce(20, 200, i -> kiosk.post("msg_" + i, Kiosk.placed("L-" + i, SKU))
                .extract()
                .statusCode());
        Log.infof("Load: 200 orders over 20 connections in %s", Duration.between(start, Instant.now()));

        assertThat(answers).hasSize(200).containsOnly(200);
        assertThat(kiosk.ordersStored()).isEqualTo(200);
    }

    @Test
    void sixtyBuyersOfTenPiecesGetTenOrdersThatLeaveAndFiftyThatSayWhy() throws Exception {
        // Given
        List<String> orders = Kiosk.atOnce(20, 60, i -> kiosk.post("msg_" + i, onePiece("B-" + i))
                .statusCode(200)
                .extract()
                .path("orderId"));
        await().atMost(PATIENCE)
                .until(() -> orders.stream().allMatch(id -> Bus.movements(id).size() == 1));

        // When a catalogue with ten pieces answers
        List<OrderLineMovement> asked = orders.stream()
                .map(id -> Bus.movements(id).get(0))
                .peek(movement -> assertThat(movement.kind()).isEqualTo(Kind.RESERVED))
                .toList();
        IntStream.range(0, 60).forEach(i -> Bus.answer(asked.get(i), i < 10));
        await().atMost(PATIENCE).until(() -> count("ALLOCATED") == 10 && short60() == 50);

        // Then
        List<Integer> ships = Kiosk.atOnce(20, 60, i -> ship(orders.get(i)));
        assertThat(ships.subList(0, 10)).containsOnly(201);
        assertThat(ships.subList(10, 60)).containsOnly(409);
        await().atMost(PATIENCE).until(() -> shippedPieces(orders) >= 10);
        assertThat(shippedPieces(orders)).isEqualTo(10);
    }

    private static int shippedPieces(List<String> orders) {
        return orders.stream()
                .flatMap(id -> Bus.movements(id).stream())
                .filter(movement -> movement.kind() == Kind.SHIPPED)
                .mapToInt(OrderLineMovement::quantity)
                .sum();
    }

    private long count(String state) {
        return Seen.count(
                "SELECT count(*) FROM orders WHERE account = ? AND state = ?", "partner:" + kiosk.code, state);
    }

    private long short60() {
        return Seen.count(
                "SELECT count(*) FROM orders WHERE account = ? AND 'SHORT_STOCK' = ANY (attention)",
                "partner:" + kiosk.code);
    }

    private static int ship(String orderId) {
        return io.restassured.RestAssured.given()
                .auth()
                .oauth2(Seen.ADMIN)
                .contentType("application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body("{\"carrier\":\"India Post\",\"trackingNumber\":\"EW1\"}")
                .post("/api/v1/orders/" + orderId + "/shipments")
                .statusCode();
    }

    private static String onePiece(String orderId) {
        return """
                {"type":"order.placed","timestamp":"2026-11-21T06:00:00Z","data":{"orderId":"%s",\
                "placedAt":"2026-11-21T05:59:00Z","currency":"INR","totalPaise":99900,\
                "lines":[{"lineId":"1","sku":"%s","quantity":1,"unitPricePaise":99900}]}}""".formatted(orderId, SKU);
    }
}
