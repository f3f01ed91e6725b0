package org.haat.channelsync.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.SyncConfig;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.RemoteOrder;
import org.haat.channelsync.channel.memory.MemoryMarket;
import org.haat.channelsync.channel.memory.MemoryNotification;
import org.haat.channelsync.channel.memory.MemoryOperation;
import org.haat.channelsync.channel.memory.MemoryOrder;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.overview.ParkedDesk;
import org.haat.channelsync.overview.ParkedMessages;
import org.haat.channelsync.shipment.ShipmentEvents;
import org.haat.edge.Scope;
import org.haat.event.ChannelOrder;
import org.haat.event.Event;
import org.haat.event.EventJson;
import org.haat.event.EventKey;
import org.haat.event.EventType;
import org.haat.event.Money;
import org.haat.event.OrderCancellation;
import org.haat.event.Shipment;
import org.haat.outbox.EventApplier;
import org.haat.testsupport.TestIdentity;
import org.haat.vault.Vault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class OrdersIT {
    private static final RemoteOrder.Buyer BUYER =
            new RemoteOrder.Buyer("Mira Sen", "12 Example Road", null, "Pune", "9800000000", "mira@example.org");

    @Inject
    SyncBench bench;

    @Inject
    MemoryMarket market;

    @Inject
    Vault vault;

    @Inject
    EventApplier applier;

    @Inject
    ShipmentEvents shipmentEvents;

    @Inject
    ParkedMessages parkedMessages;

    @Inject
    ParkedDesk desk;

    @Inject
    Sql sql;

    @Inject
    SyncConfig config;

    @ConfigProperty(name = "haat.origin")
    String origin;

    @TestHTTPResource("/")
    URI home;

    private ChannelAccount account;

    @BeforeEach
    void newAccount() {
        market.calm();
        account = bench.account();
    }

    @Test
    void eachOrderIsPassedOnOnceAlsoOverPagesOfEqualTimes() {
        Instant same = Instant.now().minusSeconds(30);
        for (int i = 1; i <= 8; i++) {
            market.place(account.id(), order("O-" + i, "UNSHIPPED", same));
        }

        await(() -> passedOn().size() >= 8);
        bench.update("UPDATE order_sweep SET due_at = now() WHERE account = ?", account.id());
        awaitRuns(2);

        assertThat(passedOn()).containsExactlyInAnyOrder("O-1", "O-2", "O-3", "O-4", "O-5", "O-6", "O-7", "O-8");
        assertThat(bench.count("SELECT count(*) FROM order_sweep_run WHERE account = ? AND changed = 0", account.id()))
                .as("a run that finds nothing leaves a row too")
                .isPositive();
    }

    @Test
    void buyersPersonalDataIsSealedAndStandsNowhereInTheClear() {
        market.place(account.id(), order("O-1", "UNSHIPPED", Instant.now()));
        await(() -> passedOn().size() == 1);

        ChannelOrder event = events().get(0);
        assertThat(event.buyer()).isNotNull();
        assertThat(vault.open(event.buyer().name(), "order|" + account.id() + "|O-1"))
                .isEqualTo("Mira Sen");
        assertThat(event.toString()).doesNotContain("Mira").doesNotContain("9800000000");
    }

    @Test
    void newVersionIsPassedOnAndAnOlderOneIsNot() {
        Instant now = Instant.now();
        market.place(account.id(), order("O-1", "UNSHIPPED", now));
        await(() -> passedOn().size() == 1);

        market.place(account.id(), order("O-1", "CANCELLED", now.plusSeconds(1)));
        sweep();
        await(() -> passedOn().size() == 2);
        market.place(account.id(), order("O-1", "UNSHIPPED", now.minusSeconds(1)));
        sweep();
        awaitRuns(3);

        assertThat(events())
                .extracting(ChannelOrder::status)
                .containsExactly(ChannelOrder.Status.UNSHIPPED, ChannelOrder.Status.CANCELLED);
        assertThat(events().get(1).version()).isGreaterThan(events().get(0).version());
    }

    @Test
    void changeFromAClockThatLeaptIsPassedOnOnceAndHidesNoneAfterIt() {
        Instant now = Instant.now();
        market.place(account.id(), order("O-1", "UNSHIPPED", now.plus(Duration.ofDays(4_000))));
        await(() -> passedOn().size() == 1);
        awaitRuns(3);
        assertThat(passedOn()).as("told again it is no news").hasSize(1);

        market.place(account.id(), order("O-1", "CANCELLED", now.plusSeconds(60)));
        sweep();

        await(() -> passedOn().size() == 2);
        assertThat(events().get(1).status()).isEqualTo(ChannelOrder.Status.CANCELLED);
        assertThat(events().get(1).version()).isGreaterThan(events().get(0).version());
    }

    @Test
    void twoChangesWithinOneTickBothComeThroughInOrder() {
        Instant tick = Instant.now();
        market.place(account.id(), order("O-1", "UNSHIPPED", tick));
        await(() -> passedOn().size() == 1);

        market.place(account.id(), order("O-1", "CANCELLED", tick));
        sweep();

        await(() -> passedOn().size() == 2);
        assertThat(events().get(1).version()).isGreaterThan(events().get(0).version());
    }

    @Test
    void whoCancelledIsPassedOnWhenASearchTellsItAndALookThatLeavesItOutUndoesNothing() {
        Instant at = Instant.now();
        market.place(account.id(), order("O-1", "CANCELLED", at));
        await(() -> passedOn().size() == 1);

        market.place(account.id(), cancelled("O-1", at, ChannelOrder.Canceller.BUYER));
        sweep();
        await(() -> passedOn().size() == 2);
        market.place(account.id(), order("O-1", "CANCELLED", at));
        long runs = bench.count("SELECT count(*) FROM order_sweep_run WHERE account = ?", account.id());
        awaitRuns((int) runs + 2);

        assertThat(events()).hasSize(2);
        assertThat(events().get(1).lines().get(0).cancellation().by()).isEqualTo(ChannelOrder.Canceller.BUYER);
    }

    @Test
    void orderThatTheChannelCancelledSettlesWhatWaitedForAPerson() {
        applier.applyTogether(
                shipmentEvents, List.of(shipment("S-7", "O-405", account.id()), cancellation("C-7", "O-405")));
        await(() -> parked().size() == 2);

        market.place(account.id(), order("O-405", "CANCELLED", Instant.now()));

        await(() -> {
            sweep();
            return parked().isEmpty();
        });
        assertThat(bench.texts("SELECT kind || state FROM shipment WHERE account = ? ORDER BY kind", account.id()))
                .containsExactly("CANCELLATIONCONFIRMED", "SHIPMENTBY_HAND");
        assertThat(bench.texts(
                        "SELECT step FROM shipment_step WHERE account = ? AND shipment_id = 'S-7' ORDER BY id DESC LIMIT 1",
                        account.id()))
                .containsExactly("order cancelled");

        applier.applyTogether(shipmentEvents, List.of(shipment("S-8", "O-405", account.id())));

        await(() -> bench.texts("SELECT state FROM shipment WHERE shipment_id = 'S-8' AND account = ?", account.id())
                .equals(List.of("BY_HAND")));
        assertThat(parked())
                .as("what is refused of an order that is over needs no person")
                .isEmpty();
    }

    @Test
    void orderThatCannotBeReadIsParkedVisiblyAndHoldsNothingUp() {
        market.place(account.id(), order("BAD-1", "LOST_IN_SPACE", Instant.now()));
        market.place(account.id(), order("O-2", "UNSHIPPED", Instant.now()));

        await(() -> passedOn().size() == 1);
        assertThat(passedOn()).containsExactly("O-2");
        String admin = TestIdentity.token("anita", account.agency(), "agency-admin");
        JsonPath waiting = RestAssured.given()
                .auth()
                .oauth2(admin)
                .get("/api/v1/parked")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(waiting.<String>getList("reason")).singleElement().asString().contains("LOST_IN_SPACE");
        RestAssured.given()
                .auth()
                .oauth2(admin)
                .get("/api/v1/parked/order/" + waiting.getLong("[0].id"))
                .then()
                .body("payload", allOf(containsString("LOST_IN_SPACE"), containsString("SKU-1")));
        assertThat(bench.texts("SELECT payload FROM parked_order WHERE account = ?", account.id()))
                .singleElement()
                .asString()
                .as("neither shown nor stored")
                .doesNotContain("Mira", "9800000000", "Example Road", "Pune", "411001");

        market.place(account.id(), order("BAD-1", "UNSHIPPED", Instant.now().plusSeconds(1)));
        sweep();
        await(() -> passedOn().size() == 2);
        assertThat(bench.count(
                        "SELECT count(*) FROM parked_order WHERE account = ? AND settled_at IS NULL", account.id()))
                .isZero();
    }

    @Test
    void notificationIsStoredBeforeItIsAnsweredAndFetchesTheOrder() {
        await(() -> bench.count("SELECT count(*) FROM order_sweep WHERE account = ?", account.id()) == 1);
        bench.update("UPDATE order_sweep SET due_at = now() + interval '1 hour' WHERE account = ?", account.id());
        market.place(account.id(), order("O-7", "UNSHIPPED", Instant.now()));

        assertThat(push("O-7", "only-for-tests")).isEqualTo(200);
        assertThat(push("O-7", "only-for-tests")).isEqualTo(200);

        await(() -> passedOn().contains("O-7"));
        assertThat(passedOn()).containsExactly("O-7");
    }

    /** The account's row is locked for as long as the push waits: without a bound of its own it would wait for the lock. */
    @Test
    void pushThatCannotBeKeptAtOnceIsToldToComeAgainAndIsKeptOnce() {
        assertThat(config.notifications().answerWithin()).isLessThan(Duration.ofSeconds(1));
        bench.pause(account);
        Map<String, String> headers = signed("O-8", "only-for-tests");

        Response told = sql.system(() -> {
            sql.list("SELECT 1 FROM channel_account WHERE id = ? FOR UPDATE", row -> 1, account.id());
            return push("O-8", headers);
        });

        assertThat(told.statusCode()).isEqualTo(503);
        assertThat(told.asString())
                .as("not what the database's own time limit says")
                .contains("Send it again.");
        await(() -> push("O-8", headers).statusCode() == 200);
        assertThat(bench.count("SELECT count(*) FROM notification WHERE account = ?", account.id()))
                .isEqualTo(1);
    }

    @Test
    void pushOutlivesAGarbledAnswerAndAnOutageOfItsChannel() {
        await(() -> bench.count("SELECT count(*) FROM order_sweep WHERE account = ?", account.id()) == 1);
        bench.update("UPDATE order_sweep SET due_at = now() + interval '1 hour' WHERE account = ?", account.id());
        market.place(account.id(), order("O-11", "UNSHIPPED", Instant.now()));
        market.fail(MemoryOperation.GET_ORDER, new ChannelException(FailureKind.PROTOCOL, "half"), 1, false);
        market.fail(MemoryOperation.GET_ORDER, new ChannelException(FailureKind.TEMPORARY, "down"), 8, false);

        assertThat(push("O-11", "only-for-tests")).isEqualTo(200);

        await(() -> !bench.texts(
                        "SELECT state FROM notification WHERE account = ? AND state <> 'WAITING'", account.id())
                .isEmpty());
        assertThat(bench.texts("SELECT state FROM notification WHERE account = ?", account.id()))
                .containsExactly("DONE");
        assertThat(passedOn()).containsExactly("O-11");
    }

    @Test
    void orderThatCannotBeKeptIsParkedAndHoldsNothingUp() {
        Instant now = Instant.now();
        ChannelOrder.Line line = order("O-12", "UNSHIPPED", now).lines().get(0);
        Instant absurd = Instant.parse("+12000-01-01T00:00:00Z");
        market.place(
                account.id(),
                new MemoryOrder(
                        "O-12", "UNSHIPPED", absurd, now, List.of(line), line.lineTotal(), "MH", "411001", BUYER));
        market.place(account.id(), order("O-13", "UNSHIPPED", now));

        await(() -> passedOn().contains("O-13"));
        assertThat(passedOn()).containsExactly("O-13");
        assertThat(parked()).singleElement().satisfies(one -> assertThat(one.about() + " " + one.reason())
                .contains("O-12")
                .contains("It could not be kept here"));
    }

    @Test
    void signedNotificationThatCannotBeReadIsAcknowledgedAndParked() {
        assertThat(push(" ", "only-for-tests")).isEqualTo(200);

        await(() -> bench.texts("SELECT state FROM notification WHERE account = ?", account.id())
                .contains("PARKED"));
    }

    @Test
    void notificationWithAWrongSignatureIsTurnedAway() {
        assertThat(push("O-9", "another-secret")).isEqualTo(401);
        assertThat(bench.count("SELECT count(*) FROM notification WHERE account = ?", account.id()))
                .isZero();
    }

    @Test
    void shipmentIsConfirmedOnTheChannelAndToldOnce() {
        market.place(account.id(), order("O-1", "UNSHIPPED", Instant.now()));
        Event shipped = shipment("S-1", "O-1", account.id());

        applier.applyTogether(shipmentEvents, List.of(shipped));
        applier.applyTogether(shipmentEvents, List.of(shipped));

        await(() -> bench.texts("SELECT state FROM shipment WHERE account = ?", account.id())
                .contains("CONFIRMED"));
        assertThat(market.order(account.id(), "O-1").orElseThrow().status()).isEqualTo("SHIPPED");
        assertThat(bench.calls(account, "CONFIRM_SHIPMENT")).isEqualTo(1);
    }

    @Test
    void cancellationIsToldToTheChannelOnce() {
        market.place(account.id(), order("O-9", "UNSHIPPED", Instant.now()));
        Event given = cancellation("C-1", "O-9");

        applier.applyTogether(shipmentEvents, List.of(given));
        applier.applyTogether(shipmentEvents, List.of(given));

        await(() -> bench.texts("SELECT kind || state FROM shipment WHERE account = ?", account.id())
                .equals(List.of("CANCELLATIONCONFIRMED")));
        assertThat(market.order(account.id(), "O-9").orElseThrow().status()).isEqualTo("CANCELLED");
        assertThat(bench.calls(account, "CANCEL_ORDER")).isEqualTo(1);
    }

    @Test
    void cancellationThatTheChannelRefusesWaitsForAPerson() {
        applier.applyTogether(shipmentEvents, List.of(cancellation("C-2", "O-405")));

        await(() -> parked().size() == 1);
        assertThat(parked().get(0).kind()).isEqualTo(ParkedMessages.Kind.CANCELLATION);
        assertThat(parked().get(0).about()).isEqualTo("O-405");

        long id = parked().get(0).id();
        Scope.system(() -> {
            desk.discard(ParkedMessages.Kind.CANCELLATION, id, "operations");
            return true;
        });

        assertThat(parked()).isEmpty();
        assertThat(bench.texts("SELECT state || settled_by FROM shipment WHERE account = ?", account.id()))
                .containsExactly("BY_HANDoperations");
    }

    @Test
    void correctedShipmentTakesThePlaceOfTheRefusedOne() {
        applier.applyTogether(shipmentEvents, List.of(shipment("S-9", "O-406", account.id())));
        await(() -> bench.texts("SELECT state FROM shipment WHERE account = ?", account.id())
                .equals(List.of("REFUSED")));
        market.place(account.id(), order("O-406", "UNSHIPPED", Instant.now()));

        applier.applyTogether(shipmentEvents, List.of(shipment("S-9", "O-406", account.id())));

        await(() -> bench.texts("SELECT state FROM shipment WHERE account = ?", account.id())
                .equals(List.of("CONFIRMED")));
    }

    private List<ParkedMessages.Message> parked() {
        return sql.system(() -> parkedMessages.waiting(ParkedMessages.Cursor.START, 500)).messages().stream()
                .filter(one -> account.id().toString().equals(one.source()))
                .toList();
    }

    private Event cancellation(String id, String remoteOrderId) {
        OrderCancellation given = new OrderCancellation(
                account.agency(),
                account.id().toString(),
                "memory",
                "order-1",
                remoteOrderId,
                id,
                OrderCancellation.Cause.OUT_OF_STOCK,
                Instant.now(),
                List.of(new OrderCancellation.Line(remoteOrderId + "-1", "SKU-1", 1)));
        return EventJson.envelope(
                UUID.randomUUID(),
                "/order-service",
                EventType.ORDER_CANCELLATION,
                EventKey.ofOrder(account.agency(), "order-1"),
                Instant.now(),
                account.agency(),
                null,
                given);
    }

    @Test
    void shipmentOfAnOrderThatTheChannelDoesNotKnowIsRefusedWithItsReason() {
        applier.applyTogether(shipmentEvents, List.of(shipment("S-2", "O-404", account.id())));

        await(() -> bench.texts("SELECT state || ' ' || message FROM shipment WHERE account = ?", account.id())
                .contains("REFUSED No order O-404"));
    }

    @Test
    void pushThatSaysItIsTooLargeIsRefusedBeforeItsBodyComes() throws IOException {
        String head =
                "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: 9000000\r\n\r\n"
                        .formatted(home.getPath() + "notifications/memory/" + account.id(), home.getAuthority());
        try (Socket socket = new Socket(home.getHost(), home.getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 413");
        }
    }

    /** One that is told to come back does; so a slow machine fails no test. */
    private int push(String orderId, String secret) {
        AtomicInteger status = new AtomicInteger(503);
        await(() -> {
            status.set(pushOnce(orderId, secret));
            return status.get() != 503;
        });
        return status.get();
    }

    private int pushOnce(String orderId, String secret) {
        return push(orderId, signed(orderId, secret)).statusCode();
    }

    private Map<String, String> signed(String orderId, String secret) {
        String url = origin + "/sync/notifications/memory/" + account.id();
        return MemoryNotification.headers(secret, url, orderId.getBytes(StandardCharsets.UTF_8), Instant.now());
    }

    private Response push(String orderId, Map<String, String> headers) {
        return RestAssured.given()
                .headers(headers)
                .contentType("application/json")
                .body(orderId.getBytes(StandardCharsets.UTF_8))
                .post("/notifications/memory/" + account.id());
    }

    private void sweep() {
        bench.update("UPDATE order_sweep SET due_at = now() WHERE account = ?", account.id());
    }

    private void awaitRuns(int runs) {
        await(() -> {
            sweep();
            return bench.count("SELECT count(*) FROM order_sweep_run WHERE account = ?", account.id()) >= runs;
        });
    }

    private List<String> passedOn() {
        return events().stream().map(ChannelOrder::remoteOrderId).toList();
    }

    /** Events as they were written to the outbox; the relay's trace of them is the topic. */
    private List<ChannelOrder> events() {
        return ChannelOrders.of(account.id().toString());
    }

    private static MemoryOrder order(String id, String status, Instant updatedAt) {
        ChannelOrder.Line line = new ChannelOrder.Line(
                id + "-1", "SKU-1", "A saree", 1, 0, Money.inr(100), Money.inr(100), null, Money.inr(0), false);
        return new MemoryOrder(id, status, updatedAt, updatedAt, List.of(line), Money.inr(100), "MH", "411001", BUYER);
    }

    private static MemoryOrder cancelled(String id, Instant at, ChannelOrder.Canceller by) {
        ChannelOrder.Line line = new ChannelOrder.Line(
                id + "-1",
                "SKU-1",
                "A saree",
                1,
                0,
                Money.inr(100),
                Money.inr(100),
                null,
                Money.inr(0),
                false,
                new ChannelOrder.Cancellation(by, at, "changed_mind"));
        return new MemoryOrder(id, "CANCELLED", at, at, List.of(line), Money.inr(100), "MH", "411001", BUYER);
    }

    private Event shipment(String id, String remoteOrderId, UUID channelAccount) {
        Shipment shipment = new Shipment(
                account.agency(),
                channelAccount.toString(),
                "memory",
                "order-1",
                remoteOrderId,
                id,
                "1",
                "India Post",
                "Speed Post",
                "EE000000001IN",
                Instant.now(),
                null,
                null,
                List.of(new Shipment.Line(remoteOrderId + "-1", "SKU-1", 1)));
        return EventJson.envelope(
                UUID.randomUUID(),
                "/order-service",
                EventType.SHIPMENT,
                EventKey.ofOrder(account.agency(), "order-1"),
                Instant.now(),
                account.agency(),
                null,
                shipment);
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(condition);
    }
}
