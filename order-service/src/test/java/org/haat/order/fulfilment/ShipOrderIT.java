package org.haat.order.fulfilment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
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
import org.haat.event.OrderCancellation;
import org.haat.event.OrderLineMovement;
import org.haat.event.OrderLineMovement.Kind;
import org.haat.event.Shipment;
import org.haat.event.ShipmentConfirmation;
import org.haat.event.ShipmentStep;
import org.haat.order.Bus;
import org.haat.order.OrderFixture;
import org.haat.order.RealParts;
import org.haat.order.Seen;
import org.haat.order.order.Orders;
import org.haat.outbox.EventHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RealParts
class ShipOrderIT {
    @Inject
    DeadlineWatch deadlines;

    @Inject
    ShipmentStepHandler steps;

    @Inject
    ShipmentAnswerHandler answers;

    @Inject
    Orders orders;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

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

    private static ValidatableResponse receive(String path, int sellable, int damaged) {
        return given().auth()
                .oauth2(Seen.ADMIN)
                .contentType("application/json")
                .body("{\"sellable\":" + sellable + ",\"damaged\":" + damaged + "}")
                .post(path)
                .then();
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

    private static void consume(EventHandler handler, Event event) {
        Scope.system(() -> QuarkusTransaction.requiringNew().call(() -> {
            handler.apply(List.of(event));
            return true;
        }));
    }

    private static Event event(EventType type, ChannelOrder order, Record data) {
        String key = EventKey.ofRemoteOrder(order.account(), order.remoteOrderId());
        return EventJson.envelope(UUID.randomUUID(), "/test", type, key, Instant.now(), order.agency(), null, data);
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

    private static ChannelOrder allocated(OrderFixture fixture) {
        ChannelOrder order = fixture.build();
        Bus.say(order);
        Bus.answer(Seen.movements(Seen.order(order), 1).get(0), true);
        Seen.orderInState(order, "ALLOCATED");
        return order;
    }

    private static String etag(ChannelOrder order) {
        return "\"" + Seen.order(order).getLong("revision") + "\"";
    }

    private static String line(String lineId, int quantity) {
        return "[{\"lineId\":\"" + lineId + "\",\"quantity\":" + quantity + "}]";
    }

    private static ValidatableResponse ship(
            String orderId, @Nullable String key, String tracking, @Nullable String lines) {
        var request = given().auth().oauth2(Seen.ADMIN).contentType("application/json");
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return request.body("{\"carrier\":\"India Post\",\"service\":\"Speed Post\",\"trackingNumber\":" + tracking
                        + (lines == null ? "" : ",\"lines\":" + lines) + "}")
                .post("/api/v1/orders/" + orderId + "/shipments")
                .then();
    }

    private static ValidatableResponse step(String path, @Nullable String ifMatch, String body) {
        var request = given().auth().oauth2(Seen.ADMIN).contentType("application/json");
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        return request.body(body).post(path).then();
    }

    private static List<Shipment> shipments(String orderId, int count) {
        await().atMost(PATIENCE).until(() -> heard(orderId).size() >= count);
        return heard(orderId);
    }

    private static List<Shipment> heard(String orderId) {
        return Bus.heard(EventType.SHIPMENT, Shipment.class, shipment -> shipment.orderId()
                .equals(orderId));
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
}
