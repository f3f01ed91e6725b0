package org.haat.order.fulfilment;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.haat.event.EventKey;
import org.haat.event.EventType;
import org.haat.order.order.Order;
import org.haat.order.order.OrderLine;
import org.haat.outbox.Outbox;

/** Asks channel-sync-service to tell the channel what left. A partner's order has no channel to tell. */
@Singleton
public class ShipmentEvents {
    private final Outbox outbox;

    public ShipmentEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Call it while the order's row is locked. */
    void publish(Shipment shipment) {
        Order order = shipment.order;
        if (order.isFromPartner()) {
            return;
        }
        outbox.append(
                EventType.SHIPMENT,
                EventKey.ofOrder(order.agency(), order.id().toString()),
                order.agency(),
                event(shipment, order));
    }

    private static org.haat.event.Shipment event(Shipment shipment, Order order) {
        Map<UUID, OrderLine> lines =
                order.lines().stream().collect(Collectors.toMap(OrderLine::id, Function.identity()));
        List<org.haat.event.Shipment.Line> pieces = shipment.lines.stream()
                .map(piece -> new org.haat.event.Shipment.Line(
                        lines.get(piece.lineId()).remoteLineId(),
                        lines.get(piece.lineId()).sku(),
                        piece.quantity()))
                .toList();
        return new org.haat.event.Shipment(
                order.agency(),
                order.account(),
                order.channel(),
                order.id().toString(),
                order.remoteOrderId(),
                shipment.id.toString(),
                String.valueOf(shipment.packageNumber),
                shipment.carrier,
                shipment.service,
                shipment.trackingNumber,
                shipment.shippedAt,
                null,
                null,
                pieces);
    }
}
