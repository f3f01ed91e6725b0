package org.haat.order.fulfilment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.haat.order.fulfilment.Parcels.PATIENCE;
import static org.haat.order.fulfilment.Parcels.allocated;
import static org.haat.order.fulfilment.Parcels.ship;
import static org.haat.order.fulfilment.Parcels.shipments;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.haat.edge.Scope;
import org.haat.event.ChannelOrder;
import org.haat.event.Event;
import org.haat.event.EventJson;
import org.haat.event.EventKey;
import org.haat.event.EventType;
import org.haat.event.ShipmentConfirmation;
import org.haat.event.ShipmentStep;
import org.haat.order.Bus;
import org.haat.order.OrderFixture;
import org.haat.order.RealParts;
import org.haat.order.Seen;
import org.haat.order.order.Orders;
import org.haat.outbox.EventHandler;
import org.junit.jupiter.api.Test;

/** What a channel says of parcels, and what becomes of them. */
@QuarkusTest
@RealParts
class ParcelNewsIT {
    @Inject
    DeadlineWatch deadlines;

    @Inject
    ShipmentStepHandler steps;

    @Inject
    ShipmentAnswerHandler answers;

    @Inject
    Orders orders;

    @Test
    void labelOfTheMarketplaceShowsOnTheParcelWithTheCouriersNumber() {
        // Given
        ChannelOrder order =
                allocated(OrderFixture.anOrder().channel("flipkart").line("S-20", 1));
        String id = Seen.order(order).getString("id");
        String shipmentId =
                ship(id, "pack", "\"ON-LABEL\"", null).statusCode(201).extract().path("id");

        // When
        Instant made = Instant.parse("2026-11-21T10:00:00Z");
        step(order, shipmentId, ShipmentStep.Stage.PAPERS_KEPT, made);
        step(order, shipmentId, ShipmentStep.Stage.PACKING, made.minusSeconds(60));

        // Then
        String path = "/api/v1/orders/" + id + "/shipments";
        await().atMost(PATIENCE).until(() -> Seen.get(path).getString("[0].papers") != null);
        JsonPath parcel = Seen.get(path);
        assertThat(parcel.getString("[0].papers")).isEqualTo("/sync/papers/" + order.account() + "/" + shipmentId);
        assertThat(parcel.getString("[0].trackingNumber")).isEqualTo("FMPP0000000001");
        assertThat(parcel.getString("[0].carrier")).isEqualTo("E-Kart Logistics");
        assertThat(parcel.getString("[0].confirmation")).isEqualTo("WAITING");
        assertThat(Seen.get("/api/v1/orders/" + id + "/history").<String>getList("cause"))
                .contains("PARCEL_PAPERS_KEPT");
        assertThat(parcel.getString("[0].stage"))
                .as("an older word changes nothing")
                .isEqualTo("PAPERS_KEPT");
    }

    @Test
    void deadlineIsFlaggedUntilTheChannelShowsTheParcelAsHandedOver() {
        // Given
        Instant soon = Instant.now().plusSeconds(3_600);
        ChannelOrder order = allocated(OrderFixture.anOrder().line("S-21", 1).shipBy(soon));
        ChannelOrder missed = allocated(
                OrderFixture.anOrder().line("S-22", 1).shipBy(Instant.now().minusSeconds(60)));
        String id = Seen.order(order).getString("id");

        // When
        deadlines.look();

        // Then
        assertThat(Seen.order(order).<String>getList("attention")).contains("DISPATCH_SOON");
        assertThat(Seen.order(missed).<String>getList("attention")).contains("DISPATCH_OVERDUE");

        // When
        String shipmentId =
                ship(id, "k", "\"T1\"", null).statusCode(201).extract().path("id");
        deadlines.look();

        // Then
        assertThat(Seen.order(order).<String>getList("attention"))
                .as("the channel does not show it yet")
                .contains("DISPATCH_SOON");

        // When
        answer(order, shipmentId, true, Instant.parse("2026-11-21T10:00:00Z"));
        await().atMost(PATIENCE).until(() -> "CONFIRMED"
                .equals(Seen.get("/api/v1/orders/" + id + "/shipments").getString("[0].confirmation")));
        deadlines.look();

        // Then
        assertThat(Seen.order(order).<String>getList("attention")).doesNotContain("DISPATCH_SOON");
    }

    @Test
    void orderCancelledAfterItLeftCallsItsParcelBackAndStockComesBackOnceWithWhatIsFound() {
        // Given
        OrderFixture fixture = OrderFixture.anOrder().line("S-24", 3);
        ChannelOrder order = allocated(fixture);
        String id = Seen.order(order).getString("id");
        String path = "/api/v1/orders/" + id;
        String shipmentId =
                ship(id, "k", "\"T1\"", null).statusCode(201).extract().path("id");

        // When
        Instant at = Instant.parse("2026-11-21T05:00:00Z");
        Bus.say(fixture.version(2)
                .cancelled(ChannelOrder.Canceller.CHANNEL, at, "UNPAID")
                .build());
        Seen.orderInState(order, "RTO");
        Instant later = Instant.parse("2026-11-21T10:00:00Z");
        consume(answers, event(EventType.SHIPMENT_CONFIRMATION, order, answerOf(order, shipmentId, false, later)));
        Bus.say(fixture.version(3).build());
        await().atMost(PATIENCE).until(() -> Seen.order(order).getLong("version") == 3);

        // Then
        JsonPath page = Seen.order(order);
        assertThat(page.getString("cancellation.by")).isEqualTo("CHANNEL");
        assertThat(page.getBoolean("cancelledUnderWay")).isTrue();
        assertThat(page.<String>getList("attention")).containsExactly("CANCELLED_UNDER_WAY");
        assertThat(page.getLong("makers[0].sold.minor"))
                .as("nobody pays for it")
                .isZero();
        assertThat(Seen.get(path + "/shipments").getString("[0].confirmation")).isEqualTo("NOT_NEEDED");
        JsonPath returns = Seen.get(path + "/returns");
        assertThat(returns.<Integer>getList("quantity")).containsExactly(3);
        assertThat(returns.getBoolean("[0].announced")).isFalse();

        // When
        String goods = path + "/returns/" + returns.getString("[0].id") + "/receive";
        receive(goods, 2, 1).statusCode(200);
        receive(goods, 2, 1).statusCode(200);

        // Then
        page = Seen.order(order);
        assertThat(page.getString("state")).isEqualTo("RETURNED");
        assertThat(page.<String>getList("attention")).isEmpty();
        await().atMost(PATIENCE).until(() -> Bus.movements(id).size() >= 4);
        assertThat(Bus.movements(id))
                .extracting(movement -> movement.kind() + " " + movement.quantity() + " " + movement.disposition())
                .containsExactly("RESERVED 3 null", "SHIPPED 3 null", "RETURNED 2 RESTOCK", "RETURNED 1 DAMAGED");
    }

    @Test
    void stepAndAnswerOfOneShipmentThatComeTogetherAreBothKept() throws Exception {
        // Given
        ChannelOrder order =
                allocated(OrderFixture.anOrder().channel("flipkart").line("S-23", 1));
        String id = Seen.order(order).getString("id");
        String shipmentId =
                ship(id, "both", "\"ON-LABEL\"", null).statusCode(201).extract().path("id");
        Instant at = Instant.parse("2026-11-21T10:00:00Z");
        Event step =
                event(EventType.SHIPMENT_STEP, order, stepOf(order, shipmentId, ShipmentStep.Stage.PAPERS_KEPT, at));
        Event answer = event(EventType.SHIPMENT_CONFIRMATION, order, answerOf(order, shipmentId, true, at));

        // When both have read the shipment and wait for its order
        ExecutorService consumers = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> both =
                    Scope.system(() -> QuarkusTransaction.requiringNew().call(() -> {
                        orders.lock(UUID.fromString(id));
                        List<Future<?>> begun = List.of(
                                consumers.submit(() -> consume(steps, step)),
                                consumers.submit(() -> consume(answers, answer)));
                        await().atMost(PATIENCE)
                                .until(() -> Seen.count("SELECT count(*) FROM pg_locks WHERE NOT granted") >= 2);
                        return begun;
                    }));
            for (Future<?> one : both) {
                one.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } finally {
            consumers.shutdown();
        }

        // Then
        JsonPath parcel = Seen.get("/api/v1/orders/" + id + "/shipments");
        assertThat(parcel.getString("[0].stage")).isEqualTo("PAPERS_KEPT");
        assertThat(parcel.getString("[0].trackingNumber")).isEqualTo("FMPP0000000001");
        assertThat(parcel.getString("[0].confirmation")).isEqualTo("CONFIRMED");
    }

    @Test
    void refusalOfTheChannelShowsOnTheOrderUntilItIsMended() {
        ChannelOrder order = allocated(OrderFixture.anOrder().line("S-4", 1));
        String id = Seen.order(order).getString("id");
        String shipmentId =
                ship(id, "k", "\"WRONG1\"", null).statusCode(201).extract().path("id");

        answer(order, shipmentId, false, Instant.parse("2026-11-21T10:00:00Z"));
        await().atMost(PATIENCE)
                .until(() -> Seen.order(order).getList("attention").contains("SHIPMENT_REFUSED"));
        JsonPath shipments = Seen.get("/api/v1/orders/" + id + "/shipments");
        assertThat(shipments.getString("[0].refusal.message")).isEqualTo("Tracking ID not found");

        given().auth()
                .oauth2(Seen.ADMIN)
                .contentType("application/json")
                .body("{\"carrier\":\"Blue Dart\",\"trackingNumber\":\"RIGHT1\"}")
                .post("/api/v1/orders/" + id + "/shipments/" + shipmentId + "/resend")
                .then()
                .statusCode(200)
                .body("confirmation", equalTo("WAITING"));
        assertThat(shipments(id, 2).get(1).trackingNumber()).isEqualTo("RIGHT1");
        assertThat(shipments(id, 2).get(1).shipmentId()).isEqualTo(shipmentId);

        answer(order, shipmentId, true, Instant.parse("2026-11-21T10:05:00Z"));
        await().atMost(PATIENCE).until(() -> "CONFIRMED"
                .equals(Seen.get("/api/v1/orders/" + id + "/shipments").getString("[0].confirmation")));
        assertThat(Seen.order(order).<String>getList("attention")).isEmpty();
    }

    private static void answer(ChannelOrder order, String shipmentId, boolean confirmed, Instant at) {
        Bus.say(
                EventType.SHIPMENT_CONFIRMATION,
                EventKey.ofRemoteOrder(order.account(), order.remoteOrderId()),
                order.agency(),
                answerOf(order, shipmentId, confirmed, at));
    }

    private static ShipmentConfirmation answerOf(ChannelOrder order, String shipmentId, boolean confirmed, Instant at) {
        return new ShipmentConfirmation(
                order.agency(),
                order.account(),
                order.channel(),
                order.remoteOrderId(),
                shipmentId,
                confirmed,
                confirmed ? null : "InvalidTracking",
                confirmed ? null : "Tracking ID not found",
                at);
    }

    private static void step(ChannelOrder order, String shipmentId, ShipmentStep.Stage stage, Instant at) {
        Bus.say(
                EventType.SHIPMENT_STEP,
                EventKey.ofRemoteOrder(order.account(), order.remoteOrderId()),
                order.agency(),
                stepOf(order, shipmentId, stage, at));
    }

    private static ShipmentStep stepOf(ChannelOrder order, String shipmentId, ShipmentStep.Stage stage, Instant at) {
        boolean papers = stage == ShipmentStep.Stage.PAPERS_KEPT;
        return new ShipmentStep(
                order.agency(),
                order.account(),
                order.channel(),
                order.remoteOrderId(),
                shipmentId,
                stage,
                null,
                papers,
                papers ? "E-Kart Logistics" : null,
                papers ? "FMPP0000000001" : null,
                at);
    }

    private static Event event(EventType type, ChannelOrder order, Record data) {
        String key = EventKey.ofRemoteOrder(order.account(), order.remoteOrderId());
        return EventJson.envelope(UUID.randomUUID(), "/test", type, key, Instant.now(), order.agency(), null, data);
    }

    private static void consume(EventHandler handler, Event event) {
        Scope.system(() -> QuarkusTransaction.requiringNew().call(() -> {
            handler.apply(List.of(event));
            return true;
        }));
    }

    private static ValidatableResponse receive(String path, int sellable, int damaged) {
        return given().auth()
                .oauth2(Seen.ADMIN)
                .contentType("application/json")
                .body("{\"sellable\":" + sellable + ",\"damaged\":" + damaged + "}")
                .post(path)
                .then();
    }
}
