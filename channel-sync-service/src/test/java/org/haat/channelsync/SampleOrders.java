package org.haat.channelsync;

import java.time.Instant;
import java.util.List;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.RemoteOrder;
import org.haat.channelsync.channel.memory.MemoryOrder;
import org.haat.event.ChannelOrder;
import org.haat.event.Event;
import org.haat.event.EventKey;
import org.haat.event.EventType;
import org.haat.event.Money;
import org.haat.event.OrderCancellation;
import org.haat.event.Shipment;
import org.jspecify.annotations.Nullable;

/** Orders of one saree as the marketplace in memory has them, and what order-service says of them. */
public final class SampleOrders {
    public static final RemoteOrder.Buyer BUYER =
            new RemoteOrder.Buyer("Mira Sen", "12 Example Road", null, "Pune", "9800000000", "mira@example.org");

    private SampleOrders() {}

    public static MemoryOrder order(String id, String status, Instant updatedAt) {
        ChannelOrder.Line line = new ChannelOrder.Line(
                id + "-1", "SKU-1", "A saree", 1, 0, Money.inr(100), Money.inr(100), null, Money.inr(0), false);
        return new MemoryOrder(id, status, updatedAt, updatedAt, List.of(line), Money.inr(100), "MH", "411001", BUYER);
    }

    public static Event shipment(ChannelAccount account, String id, String remoteOrderId) {
        return shipment(account, id, remoteOrderId, "EE000000001IN");
    }

    /** @param tracking null where whoever told of it broke its word */
    public static Event shipment(ChannelAccount account, String id, String remoteOrderId, @Nullable String tracking) {
        return ofOrder(
                EventType.SHIPMENT,
                account,
                new Shipment(
                        account.agency(),
                        account.id().toString(),
                        "memory",
                        "order-1",
                        remoteOrderId,
                        id,
                        "1",
                        "India Post",
                        "Speed Post",
                        tracking,
                        Instant.now(),
                        null,
                        null,
                        List.of(new Shipment.Line(remoteOrderId + "-1", "SKU-1", 1))));
    }

    public static Event cancellation(ChannelAccount account, String id, String remoteOrderId) {
        return ofOrder(
                EventType.ORDER_CANCELLATION,
                account,
                new OrderCancellation(
                        account.agency(),
                        account.id().toString(),
                        "memory",
                        "order-1",
                        remoteOrderId,
                        id,
                        OrderCancellation.Cause.OUT_OF_STOCK,
                        Instant.now(),
                        List.of(new OrderCancellation.Line(remoteOrderId + "-1", "SKU-1", 1))));
    }

    private static Event ofOrder(EventType type, ChannelAccount account, Record data) {
        return SyncBench.event(
                "/order-service", type, EventKey.ofOrder(account.agency(), "order-1"), account.agency(), data);
    }
}
