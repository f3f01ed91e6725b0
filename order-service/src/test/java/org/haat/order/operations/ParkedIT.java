package org.haat.order.operations;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.haat.event.ChannelOrder;
import org.haat.event.Event;
import org.haat.event.EventJson;
import org.haat.event.EventKey;
import org.haat.event.EventType;
import org.haat.event.ReservationOutcome;
import org.haat.event.Topics;
import org.haat.order.Bus;
import org.haat.order.OrderFixture;
import org.haat.order.RealParts;
import org.haat.order.Seen;
import org.haat.testsupport.TestIdentity;
import org.junit.jupiter.api.Test;

/** A message that cannot be applied is kept with its reason and holds nobody up. */
@QuarkusTest
@RealParts
class ParkedIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final String operations = TestIdentity.token("ops", null, null, List.of("operations"), "haat");

    @Test
    void poisonIsParkedAndTheNextOrderGoesThrough() {
        // Given
        String key = "poison-" + UUID.randomUUID();
        ChannelOrder good = OrderFixture.anOrder().line("Q-1", 1).build();
        ChannelOrder bad = OrderFixture.anOrder()
                .line("Q-2", 1)
                .line("1", "Q-3", 1, 0, false)
                .build();

        // When
        Bus.raw(Topics.CHANNEL_ORDER, key, "{not json".getBytes(StandardCharsets.UTF_8));
        Bus.raw(Topics.CHANNEL_ORDER, key, "{\"id\":\"x\"}".getBytes(StandardCharsets.UTF_8));
        Bus.raw(Topics.CHANNEL_ORDER, key, new byte[900_000]);
        Bus.say(bad);
        Bus.say(good);

        // Then
        assertThat(Seen.order(good).getString("state")).isEqualTo("ACCEPTED");
        await().atMost(PATIENCE).until(() -> parked(key).size() == 3);
        await().atMost(PATIENCE)
                .until(() -> parked(EventKey.ofRemoteOrder(bad.account(), bad.remoteOrderId()))
                                .size()
                        == 1);
        assertThat((String) parked(EventKey.ofRemoteOrder(bad.account(), bad.remoteOrderId()))
                        .get(0)
                        .get("reason"))
                .contains("a line id is missing or twice");
        assertThat(Seen.find(bad)).isEmpty();
    }

    @Test
    void negativeMoneyAndForeignAgencyAreParked() {
        ChannelOrder order = OrderFixture.anOrder().line("Q-4", 1).build();
        ChannelOrder negative =
                OrderFixture.anOrder().totalTooHighBy(-1_000_000).line("Q-5", 1).build();
        Bus.say(order);
        assertThat(Seen.order(order).getString("state")).isEqualTo("ACCEPTED");

        Bus.say(negative);
        String key = EventKey.ofRemoteOrder(order.account(), order.remoteOrderId());
        ChannelOrder stolen = new ChannelOrder(
                "rj-rhdc",
                order.account(),
                order.channel(),
                order.remoteOrderId(),
                null,
                99,
                order.status(),
                order.placedAt(),
                order.updatedAt(),
                null,
                null,
                false,
                order.lines(),
                order.total(),
                null,
                null,
                null,
                false);
        Bus.say(stolen);

        await().atMost(PATIENCE).until(() -> parked(key).size() == 1);
        await().atMost(PATIENCE)
                .until(() -> parked(EventKey.ofRemoteOrder(negative.account(), negative.remoteOrderId()))
                                .size()
                        == 1);
        assertThat(Seen.order(order).getLong("version")).isEqualTo(1);
    }

    @Test
    void answerThatCameTooEarlyIsReplayedOnceTheOrderIsThere() {
        ChannelOrder order = OrderFixture.anOrder().line("Q-6", 1).build();
        Bus.say(order);
        String orderId = Seen.order(order).getString("id");
        String lineId = Seen.order(order).getString("lines[0].id");
        String key = EventKey.ofOrder(order.agency(), orderId);
        Event early = EventJson.envelope(
                UUID.randomUUID(),
                "/test",
                EventType.RESERVATION_OUTCOME,
                key,
                Instant.now(),
                order.agency(),
                null,
                new ReservationOutcome(
                        order.agency(), orderId, UUID.randomUUID().toString(), "Q-6", 1, true));
        Bus.raw(Topics.CATALOG_RESERVATION, key, EventJson.write(early));
        await().atMost(PATIENCE).until(() -> parked(key).size() == 1);
        int id = idOf(key);

        // The line is still unknown: replaying changes nothing, and the message stays.
        replay(id).statusCode(409).body("code", equalTo("still-unreadable"));
        assertThat(parked(key)).hasSize(1);

        // Mended by hand, as a person with access to the tables would.
        mend("UPDATE order_line SET id = '" + ((ReservationOutcome) data(early)).lineId() + "' WHERE id = '" + lineId
                + "'");
        replay(id).statusCode(204);
        assertThat(parked(key)).isEmpty();
        assertThat(Seen.orderInState(order, "ALLOCATED").getInt("lines[0].shippableQuantity"))
                .isEqualTo(1);
        replay(id).statusCode(404);
    }

    @Test
    void discardedMessageIsGoneFromTheListAndOnlyPlatformOperationsMayLook() {
        String key = "poison-" + UUID.randomUUID();
        Bus.raw(Topics.CHANNEL_ORDER, key, "[]".getBytes(StandardCharsets.UTF_8));
        await().atMost(PATIENCE).until(() -> parked(key).size() == 1);
        int id = idOf(key);

        given().auth()
                .oauth2(TestIdentity.token("ops-wb", OrderFixture.AGENCY, "operations"))
                .get("/api/v1/parked")
                .then()
                .statusCode(403);
        given().auth().oauth2(operations).delete("/api/v1/parked/" + id).then().statusCode(204);

        assertThat(parked(key)).isEmpty();
    }

    private static Record data(Event event) {
        return EventJson.data(event, ReservationOutcome.class);
    }

    private io.restassured.response.ValidatableResponse replay(int id) {
        return given().auth()
                .oauth2(operations)
                .post("/api/v1/parked/" + id + "/replay")
                .then();
    }

    private List<Map<String, Object>> parked(String key) {
        List<Map<String, Object>> all = given().auth()
                .oauth2(operations)
                .get("/api/v1/parked")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("");
        return all.stream().filter(parked -> key.equals(parked.get("key"))).toList();
    }

    private int idOf(String key) {
        return (Integer) Objects.requireNonNull(parked(key).get(0).get("id"));
    }

    private static void mend(String sql) {
        try (java.sql.Connection connection = org.haat.testsupport.PostgresResource.database()
                        .asAuditor()
                        .getConnection();
                java.sql.Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
