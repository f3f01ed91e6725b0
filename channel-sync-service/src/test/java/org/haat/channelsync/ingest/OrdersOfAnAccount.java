package org.haat.channelsync.ingest;

import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.RemoteOrder;
import org.haat.channelsync.channel.memory.MemoryMarket;
import org.haat.channelsync.channel.memory.MemoryOrder;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.overview.ParkedMessages;
import org.haat.channelsync.shipment.ShipmentEvents;
import org.haat.event.ChannelOrder;
import org.haat.event.Event;
import org.haat.event.EventJson;
import org.haat.event.EventKey;
import org.haat.event.EventType;
import org.haat.event.Money;
import org.haat.event.OrderCancellation;
import org.haat.event.Shipment;
import org.haat.outbox.EventApplier;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of orders share: an account on the marketplace in memory, and what came of the orders placed there. */
@SuppressWarnings("NullAway.Init")
abstract class OrdersOfAnAccount {
    static final RemoteOrder.Buyer BUYER =
            new RemoteOrder.Buyer("Mira Sen", "12 Example Road", null, "Pune", "9800000000", "mira@example.org");

    @Inject
    SyncBench bench;

    @Inject
    MemoryMarket market;

    @Inject
    EventApplier applier;

    @Inject
    ShipmentEvents shipmentEvents;

    @Inject
    ParkedMessages parkedMessages;

    @Inject
    Sql sql;

    ChannelAccount account;

    @BeforeEach
    void newAccount() {
        market.calm();
        account = bench.account();
    }

    List<ParkedMessages.Message> parked() {
        return sql.system(() -> parkedMessages.waiting(ParkedMessages.Cursor.START, 500)).messages().stream()
                .filter(one -> account.id().toString().equals(one.source()))
                .toList();
    }

    Event cancellation(String id, String remoteOrderId) {
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

    void sweep() {
        bench.hurry(account, "ORDERS", "UPDATE order_sweep SET due_at = now() WHERE account = ?");
    }

    void awaitRuns(int runs) {
        await(() -> {
            sweep();
            return bench.count("SELECT count(*) FROM order_sweep_run WHERE account = ?", account.id()) >= runs;
        });
    }

    List<String> passedOn() {
        return events().stream().map(ChannelOrder::remoteOrderId).toList();
    }

    /** Events as they were written to the outbox; the relay's trace of them is the topic. */
    List<ChannelOrder> events() {
        return ChannelOrders.of(account.id().toString());
    }

    static MemoryOrder order(String id, String status, Instant updatedAt) {
        ChannelOrder.Line line = new ChannelOrder.Line(
                id + "-1", "SKU-1", "A saree", 1, 0, Money.inr(100), Money.inr(100), null, Money.inr(0), false);
        return new MemoryOrder(id, status, updatedAt, updatedAt, List.of(line), Money.inr(100), "MH", "411001", BUYER);
    }

    Event shipment(String id, String remoteOrderId, UUID channelAccount) {
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

    static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(condition);
    }
}
