package org.haat.channelsync.ingest;

import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.haat.channelsync.SampleOrders;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.memory.MemoryMarket;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.overview.ParkedMessages;
import org.haat.channelsync.shipment.ShipmentEvents;
import org.haat.event.ChannelOrder;
import org.haat.event.Event;
import org.haat.outbox.EventApplier;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of orders share: an account on the marketplace in memory, and what came of the orders placed there. */
@SuppressWarnings("NullAway.Init")
abstract class OrdersOfAnAccount {
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

    void place(String id, String status, Instant updatedAt) {
        market.place(account.id(), SampleOrders.order(id, status, updatedAt));
    }

    /** Told by order-service. */
    void told(Event... events) {
        applier.applyTogether(shipmentEvents, List.of(events));
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

    static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(condition);
    }
}
