package org.haat.order.fulfilment;

import jakarta.inject.Singleton;
import java.util.List;
import org.haat.event.EventKey;
import org.haat.event.EventType;
import org.haat.order.order.Order;
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
        List<org.haat.event.Shipment.Line> pieces = order.lines().stream()
                .flatMap(line -> shipment.lines.stream()
                        .filter(piece -> piece.lineId().equals(line.id()))
                        .map(piece ->
                                new org.haat.event.Shipment.Line(line.remoteLineId(), line.sku(), piece.quantity())))
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
