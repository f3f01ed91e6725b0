package org.haat.order.fulfilment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.haat.order.fulfilment.Parcels.allocated;
import static org.haat.order.fulfilment.Parcels.ship;
import static org.haat.order.fulfilment.Parcels.shipments;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.haat.event.ChannelOrder;
import org.haat.event.OrderCancellation;
import org.haat.event.OrderLineMovement;
import org.haat.event.OrderLineMovement.Kind;
import org.haat.event.Shipment;
import org.haat.order.Bus;
import org.haat.order.OrderFixture;
import org.haat.order.RealParts;
import org.haat.order.Seen;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the seller does with parcels. */
@QuarkusTest
@RealParts
class ShipOrderIT {
    @Test
    void shippedOrderTellsTheCatalogueAndTheChannel() {
        // Given
        ChannelOrder order = allocated(OrderFixture.anOrder().line("S-1", 2));
        String id = Seen.order(order).getString("id");

        // When
        String shipmentId = ship(id, "first", "\"EW123456789IN\"", null)
                .statusCode(201)
                .body("confirmation", equalTo("WAITING"))
                .extract()
                .path("id");

        // Then
        assertThat(Seen.order(order).getString("state")).isEqualTo("SHIPPED");
        OrderLineMovement left = Seen.movements(Seen.order(order), 2).get(1);
        assertThat(left.kind()).isEqualTo(Kind.SHIPPED);
        assertThat(left.quantity()).isEqualTo(2);
        Shipment told = shipments(id, 1).get(0);
        assertThat(told.shipmentId()).isEqualTo(shipmentId);
        assertThat(told.remoteOrderId()).isEqualTo(order.remoteOrderId());
        assertThat(told.packageReference()).isEqualTo("1");
        assertThat(told.trackingNumber()).isEqualTo("EW123456789IN");
        assertThat(told.lines()).containsExactly(new Shipment.Line("1", "S-1", 2));
    }

    @Test
    void sameKeyShipsOnceAndAnotherShipmentUnderItIsRefused() {
        ChannelOrder order = allocated(OrderFixture.anOrder().line("S-2", 3));
        JsonPath page = Seen.order(order);
        String id = page.getString("id");
        String lines = line(page.getString("lines[0].id"), 1);

        String first =
                ship(id, "key", "\"T1\"", lines).statusCode(201).extract().path("id");
        String again =
                ship(id, "key", "\"T1\"", lines).statusCode(200).extract().path("id");
        ship(id, "key", "\"T2\"", lines).statusCode(422).body("errors[0].field", equalTo("Idempotency-Key"));

        assertThat(again).isEqualTo(first);
        assertThat(Seen.order(order).getInt("lines[0].shippedQuantity")).isEqualTo(1);
    }

    @Test
    void partsLeaveOneAfterAnotherAndTheLastOneShipsTheOrder() {
        ChannelOrder order = allocated(OrderFixture.anOrder().line("S-3", 3));
        JsonPath page = Seen.order(order);
        String id = page.getString("id");
        String line = page.getString("lines[0].id");

        ship(id, "a", "\"T1\"", line(line, 1)).statusCode(201);
        assertThat(Seen.order(order).getString("state")).isEqualTo("ALLOCATED");
        ship(id, "b", "\"T2\"", line(line, 3)).statusCode(422).body("detail", containsString("2 can leave"));
        ship(id, "c", "\"T2\"", line(line, 2)).statusCode(201).body("packageNumber", equalTo(2));

        assertThat(Seen.order(order).getString("state")).isEqualTo("SHIPPED");
        assertThat(Seen.movements(Seen.order(order), 3))
                .extracting(OrderLineMovement::quantity)
                .containsExactly(3, 1, 2);
        assertThat(shipments(id, 2)).extracting(Shipment::packageReference).containsExactly("1", "2");
    }

    @Test
    void orderThatTheChannelTakesLaterDoesNotLeaveBefore() {
        ChannelOrder order = allocated(OrderFixture.anOrder()
                .shipAfter(Instant.now().plusSeconds(3_600))
                .line("S-5", 1));

        ship(Seen.order(order).getString("id"), "k", "\"T1\"", null)
                .statusCode(409)
                .body("code", equalTo("too-early"));
    }

    @Test
    void heldOrderDoesNotLeave() {
        ChannelOrder order = allocated(OrderFixture.anOrder().onHold(true).line("S-6", 1));

        ship(Seen.order(order).getString("id"), "k", "\"T1\"", null)
                .statusCode(409)
                .body("code", equalTo("order-on-hold"));
    }

    @Test
    void channelsOwnFulfilmentReservesNothingAndCannotBeShippedHere() {
        ChannelOrder order =
                OrderFixture.anOrder().fulfilledByChannel().line("S-7", 1).build();
        Bus.say(order);
        JsonPath page = Seen.order(order);

        ship(page.getString("id"), "k", "\"T1\"", null).statusCode(409).body("code", equalTo("fulfilled-by-channel"));
        assertThat(page.getString("lines[0].reservation")).isEqualTo("NONE");
        assertThat(Bus.movements(page.getString("id"))).isEmpty();
    }

    @Test
    void packedAndReadyThenCancelledGivesTheStockBack() {
        ChannelOrder order = allocated(OrderFixture.anOrder().line("S-8", 2));
        JsonPath page = Seen.order(order);
        String path = "/api/v1/orders/" + page.getString("id");

        step(path + "/pack", "\"" + page.getLong("revision") + "\"", "").statusCode(200);
        step(path + "/ready", "\"" + page.getLong("revision") + "\"", "")
                .statusCode(412)
                .body("code", equalTo("stale-version"));
        step(path + "/ready", null, "").statusCode(428);
        step(path + "/ready", etag(order), "").statusCode(200).body("state", equalTo("READY_TO_SHIP"));
        step(path + "/cancel", etag(order), "{\"reason\":\"damaged in the store\"}")
                .statusCode(200)
                .body("state", equalTo("CANCELLED"))
                .body("cancelledBy", equalTo("SELLER"))
                .body("attention[0]", equalTo("CANCEL_ON_CHANNEL"));

        assertThat(Seen.cancellation(page.getString("id"))).satisfies(told -> {
            assertThat(told.remoteOrderId()).isEqualTo(order.remoteOrderId());
            assertThat(told.cause()).isEqualTo(OrderCancellation.Cause.CANNOT_SUPPLY);
            assertThat(told.lines()).containsExactly(new OrderCancellation.Line("1", "S-8", 2));
        });

        assertThat(Seen.movements(Seen.order(order), 2).get(1).kind()).isEqualTo(Kind.RELEASED);
        assertThat(Seen.get(path + "/history").getList("cause"))
                .isEqualTo(List.of(
                        "RECEIVED", "ACCEPT", "RESERVATION_GRANTED", "ALLOCATE", "PACK", "MAKE_READY", "CANCEL"));
    }

    @Test
    void shipmentsThatMakeNoSenseNameTheField() {
        ChannelOrder order = allocated(OrderFixture.anOrder().line("S-9", 2));
        JsonPath page = Seen.order(order);
        String id = page.getString("id");
        String line = page.getString("lines[0].id");

        ship(id, null, "\"T1\"", null).statusCode(422).body("errors[0].field", equalTo("Idempotency-Key"));
        ship(id, "k", "\"T1;DROP\"", null).statusCode(422).body("errors[0].field", containsString("trackingNumber"));
        ship(id, "k", "\"T1\"", line(line, 0)).statusCode(422).body("errors[0].field", containsString("quantity"));
        ship(id, "k", "\"T1\"", line(line, -1)).statusCode(422).body("errors[0].field", containsString("quantity"));
        ship(id, "k", "\"T1\"", "[{\"lineId\":\"" + line + "\",\"quantity\":1.5}]")
                .statusCode(400)
                .body("errors[0].field", equalTo("lines[0].quantity"));
        ship(id, "k", "\"T1\"", line(UUID.randomUUID().toString(), 1))
                .statusCode(422)
                .body("code", equalTo("invalid"))
                .body("errors[0].code", equalTo("unknown-line"));
        ship(id, "k", "\"T1\", \"shippedAt\":\"-200000-01-01T00:00:00Z\"", null)
                .statusCode(422)
                .body("errors[0].field", equalTo("shippedAt"));
        ship(id, "k", "\"T1\", \"agency\":\"rj-rhdc\"", null)
                .statusCode(400)
                .body("errors[0].field", equalTo("agency"));
        assertThat(Seen.order(order).getInt("lines[0].shippedQuantity")).isZero();
    }

    private static String etag(ChannelOrder order) {
        return "\"" + Seen.order(order).getLong("revision") + "\"";
    }

    private static String line(String lineId, int quantity) {
        return "[{\"lineId\":\"" + lineId + "\",\"quantity\":" + quantity + "}]";
    }

    private static ValidatableResponse step(String path, @Nullable String ifMatch, String body) {
        var request = given().auth().oauth2(Seen.ADMIN).contentType("application/json");
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        return request.body(body).post(path).then();
    }
}
