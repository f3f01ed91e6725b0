package org.haat.order.returns;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.haat.event.ChannelOrder;
import org.haat.event.ChannelReturn;
import org.haat.event.ChannelReturn.Kind;
import org.haat.event.ChannelReturn.Status;
import org.haat.event.EventKey;
import org.haat.event.EventType;
import org.haat.event.OrderLineMovement;
import org.haat.order.Bus;
import org.haat.order.OrderFixture;
import org.haat.order.RealParts;
import org.haat.order.Seen;
import org.haat.testsupport.TestIdentity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RealParts
class ReturnIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void stockComesBackOnceAndOnlyWithWhatAPersonFindsSellable() {
        // Given
        ChannelOrder order =
                delivered(OrderFixture.anOrder().channel("flipkart").line("R-1", 3));
        String id = Seen.order(order).getString("id");
        String returnId = "RET-" + UUID.randomUUID();
        comesBack(order, returnId, 1, Status.CREATED, order.remoteOrderId(), 3);
        comesBack(order, returnId, 2, Status.COMPLETED, order.remoteOrderId(), 3);

        // Then
        await().atMost(PATIENCE)
                .until(() -> Seen.order(order).getList("attention").contains("RETURN_TO_RECEIVE"));
        assertThat(returned(id)).as("no stock moves before a person has looked").isEmpty();

        // When
        String goods = Seen.get("/api/v1/orders/" + id + "/returns").getString("[0].id");
        receive(id, goods, 3, 1).statusCode(422);
        receive(id, goods, 1, 1).statusCode(200).body("missing", equalTo(1));
        receive(id, goods, 1, 1).statusCode(200);
        receive(id, goods, 2, 0).statusCode(409).body("code", equalTo("received-already"));

        // Then
        await().atMost(PATIENCE).until(() -> returned(id).size() == 2);
        assertThat(returned(id))
                .extracting(movement -> movement.disposition() + movement.quantity())
                .containsExactly("RESTOCK1", "DAMAGED1");
        assertThat(Seen.order(order).<String>getList("attention")).doesNotContain("RETURN_TO_RECEIVE");
        assertThat(Seen.order(order).getInt("lines[0].returnedQuantity")).isEqualTo(2);
        assertThat(Seen.order(order).getString("state")).isEqualTo("DELIVERED");
    }

    @Test
    void olderWordChangesNothingAndAReturnOfAStrangeOrderIsKept() {
        ChannelOrder order =
                delivered(OrderFixture.anOrder().channel("flipkart").line("R-2", 1));
        String id = Seen.order(order).getString("id");
        String returnId = "RET-" + UUID.randomUUID();
        comesBack(order, returnId, 5, Status.ON_THE_WAY, order.remoteOrderId(), 1);
        comesBack(order, returnId, 4, Status.CREATED, order.remoteOrderId(), 1);
        String strange = "RET-" + UUID.randomUUID();
        comesBack(order, strange, 1, Status.CREATED, "NEVER-HAD", 1);

        await().atMost(PATIENCE).until(() -> Seen.get("/api/v1/returns?open=true")
                .<String>getList("remoteReturnId")
                .contains(strange));
        assertThat(Seen.get("/api/v1/orders/" + id + "/returns").<String>getList("status"))
                .containsExactly("ON_THE_WAY");
        given().auth()
                .oauth2(TestIdentity.token("other", "another-agency", "agency-admin"))
                .get("/api/v1/returns")
                .then()
                .statusCode(200)
                .body("size()", equalTo(0));
    }

    @Test
    void wholeOrderThatIsBackIsReturned() {
        ChannelOrder order =
                delivered(OrderFixture.anOrder().channel("flipkart").line("R-3", 1));
        String id = Seen.order(order).getString("id");
        comesBack(order, "RET-" + UUID.randomUUID(), 1, Status.COMPLETED, order.remoteOrderId(), 1);
        await().atMost(PATIENCE).until(() -> !Seen.get("/api/v1/orders/" + id + "/returns")
                .getList("id")
                .isEmpty());

        receive(id, Seen.get("/api/v1/orders/" + id + "/returns").getString("[0].id"), 1, 0)
                .statusCode(200);

        assertThat(Seen.order(order).getString("state")).isEqualTo("RETURNED");
    }

    @Test
    void returnThatTheChannelAnnouncesOfACancelledParcelIsTheOneThatWasExpected() {
        OrderFixture fixture = OrderFixture.anOrder().channel("flipkart").line("R-4", 2);
        Bus.say(fixture.build());
        Bus.answer(Seen.movements(Seen.order(fixture.build()), 1).get(0), true);
        Bus.say(fixture.version(2).status(ChannelOrder.Status.SHIPPED).build());
        Seen.orderInState(fixture.build(), "SHIPPED");
        ChannelOrder order = fixture.version(3)
                .cancelled(ChannelOrder.Canceller.BUYER, Instant.parse("2026-11-21T05:00:00Z"), null)
                .build();
        Bus.say(order);
        String id = Seen.orderInState(order, "RTO").getString("id");

        comesBack(order, "RET-" + UUID.randomUUID(), 1, Status.COMPLETED, order.remoteOrderId(), 2);

        String path = "/api/v1/orders/" + id + "/returns";
        await().atMost(PATIENCE).until(() -> Seen.get(path).getBoolean("[0].announced"));
        assertThat(Seen.get(path).<String>getList("status")).containsExactly("COMPLETED");
        receive(id, Seen.get(path).getString("[0].id"), 2, 0).statusCode(200);
        await().atMost(PATIENCE).until(() -> !returned(id).isEmpty());
        assertThat(returned(id)).hasSize(1);
        assertThat(Seen.order(order).getString("state")).isEqualTo("RETURNED");
        assertThat(Seen.order(order).<String>getList("attention")).isEmpty();
    }

    @Test
    void goodsThatNoChannelAnnouncesAreBookedOnceAndOnlyWhereNoneDoes() {
        ChannelOrder order = delivered(OrderFixture.anOrder().line("R-5", 3));
        JsonPath page = Seen.order(order);
        String id = page.getString("id");
        String line = page.getString("lines[0].id");

        book(id, "k1", line, 2, 1).statusCode(200).body("announced", equalTo(false));
        book(id, "k1", line, 2, 1).statusCode(200);
        book(id, "k1", line, 1, 1).statusCode(422).body("errors[0].code", equalTo("key-reused"));
        book(id, "k2", line, 1, 0).statusCode(409).body("code", equalTo("too-many-pieces"));
        book(id, "k3", line, 0, 0).statusCode(422).body("errors[0].code", equalTo("nothing-came"));
        book(id, "k4", UUID.randomUUID().toString(), 1, 0)
                .statusCode(422)
                .body("errors[0].code", equalTo("unknown-line"));

        await().atMost(PATIENCE).until(() -> returned(id).size() == 2);
        assertThat(returned(id))
                .extracting(movement -> movement.disposition() + movement.quantity())
                .containsExactly("RESTOCK2", "DAMAGED1");
        assertThat(Seen.order(order).getString("state")).isEqualTo("RETURNED");

        ChannelOrder announced =
                delivered(OrderFixture.anOrder().channel("flipkart").line("R-6", 1));
        JsonPath other = Seen.order(announced);
        book(other.getString("id"), "k1", other.getString("lines[0].id"), 1, 0)
                .statusCode(409)
                .body("code", equalTo("channel-announces"));
    }

    private static ValidatableResponse book(String order, String key, String line, int sellable, int damaged) {
        return given().auth()
                .oauth2(Seen.ADMIN)
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .body("{\"lineId\":\"" + line + "\",\"sellable\":" + sellable + ",\"damaged\":" + damaged
                        + ",\"reason\":\"the buyer sent it back\"}")
                .post("/api/v1/orders/" + order + "/returns")
                .then();
    }

    private static List<OrderLineMovement> returned(String orderId) {
        return Bus.movements(orderId).stream()
                .filter(movement -> movement.kind() == OrderLineMovement.Kind.RETURNED)
                .toList();
    }

    private static ValidatableResponse receive(String order, String goods, int sellable, int damaged) {
        return given().auth()
                .oauth2(Seen.ADMIN)
                .contentType("application/json")
                .body("{\"sellable\":" + sellable + ",\"damaged\":" + damaged + "}")
                .post("/api/v1/orders/" + order + "/returns/" + goods + "/receive")
                .then();
    }

    /** Held, then shown as delivered by its channel. */
    private static ChannelOrder delivered(OrderFixture fixture) {
        Bus.say(fixture.build());
        Bus.answer(Seen.movements(Seen.order(fixture.build()), 1).get(0), true);
        ChannelOrder order =
                fixture.version(2).status(ChannelOrder.Status.DELIVERED).build();
        Bus.say(order);
        Seen.orderInState(order, "DELIVERED");
        return order;
    }

    private static void comesBack(
            ChannelOrder order, String id, long version, Status status, @Nullable String remoteOrder, int pieces) {
        Instant at = Instant.parse("2026-11-21T10:00:00Z").plusSeconds(version);
        Bus.say(
                EventType.CHANNEL_RETURN,
                EventKey.ofRemoteReturn(order.account(), id),
                order.agency(),
                new ChannelReturn(
                        order.agency(),
                        order.account(),
                        order.channel(),
                        id,
                        version,
                        Kind.CUSTOMER,
                        status,
                        status.name().toLowerCase(java.util.Locale.ROOT),
                        remoteOrder,
                        null,
                        order.lines().get(0).remoteLineId(),
                        pieces,
                        "SIZE_ISSUE",
                        null,
                        null,
                        null,
                        null,
                        at,
                        at));
    }
}
