package org.haat.order.order;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.haat.event.EventKey;
import org.haat.event.EventType;
import org.haat.event.OrderCancellation;
import org.haat.outbox.Outbox;

/** Asks channel-sync-service to tell the channel what the seller gave up. A partner's order has no channel to tell. */
@Singleton
public class ChannelCancellations {
    private final Outbox outbox;

    public ChannelCancellations(Outbox outbox) {
        this.outbox = outbox;
    }

    /** How much of each line was cancelled before a change, and why it may be cancelled in it. */
    record Before(Map<UUID, Integer> cancelled, OrderCancellation.Cause cause) {
        static Before of(Order order) {
            Map<UUID, Integer> cancelled = new HashMap<>();
            order.lines.forEach(line -> cancelled.put(line.id, line.cancelledQuantity));
            boolean asked = order.lines.stream().anyMatch(line -> line.buyerCancelRequested);
            boolean shortOfStock = order.lines.stream().anyMatch(OrderLine::isShort);
            OrderCancellation.Cause cause = asked
                    ? OrderCancellation.Cause.BUYER_ASKED
                    : shortOfStock ? OrderCancellation.Cause.OUT_OF_STOCK : OrderCancellation.Cause.CANNOT_SUPPLY;
            return new Before(cancelled, cause);
        }
    }

    /** Call it while the order's row is locked. */
    void publish(Order order, Before before, Instant now) {
        List<OrderCancellation.Line> given = new ArrayList<>();
        for (OrderLine line : order.lines) {
            int more = line.cancelledQuantity - before.cancelled().getOrDefault(line.id, 0);
            if (more > 0) {
                given.add(new OrderCancellation.Line(line.remoteLineId, line.sku, more));
            }
        }
        if (given.isEmpty() || order.isFromPartner()) {
            return;
        }
        OrderCancellation cancellation = new OrderCancellation(
                order.agency(),
                order.account(),
                order.channel(),
                order.id().toString(),
                order.remoteOrderId(),
                UUID.randomUUID().toString(),
                before.cause(),
                now,
                given);
        outbox.append(
                EventType.ORDER_CANCELLATION,
                EventKey.ofOrder(order.agency(), order.id().toString()),
                order.agency(),
                cancellation);
    }
}
