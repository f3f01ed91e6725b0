package org.haat.order.fulfilment;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import org.haat.event.ChannelOrder;
import org.haat.event.EventType;
import org.haat.event.Shipment;
import org.haat.order.Bus;
import org.haat.order.OrderFixture;
import org.haat.order.Seen;
import org.jspecify.annotations.Nullable;

/** Orders that are ready to leave, and what leaves of them. */
final class Parcels {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private Parcels() {}

    static ChannelOrder allocated(OrderFixture fixture) {
        ChannelOrder order = fixture.build();
        Bus.say(order);
        Bus.answer(Seen.movements(Seen.order(order), 1).get(0), true);
        Seen.orderInState(order, "ALLOCATED");
        return order;
    }

    static ValidatableResponse ship(String orderId, @Nullable String key, String tracking, @Nullable String lines) {
        var request = given().auth().oauth2(Seen.ADMIN).contentType("application/json");
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return request.body("{\"carrier\":\"India Post\",\"service\":\"Speed Post\",\"trackingNumber\":" + tracking
                        + (lines == null ? "" : ",\"lines\":" + lines) + "}")
                .post("/api/v1/orders/" + orderId + "/shipments")
                .then();
    }

    static List<Shipment> shipments(String orderId, int count) {
        await().atMost(PATIENCE).until(() -> heard(orderId).size() >= count);
        return heard(orderId);
    }

    private static List<Shipment> heard(String orderId) {
        return Bus.heard(EventType.SHIPMENT, Shipment.class, shipment -> shipment.orderId()
                .equals(orderId));
    }
}
