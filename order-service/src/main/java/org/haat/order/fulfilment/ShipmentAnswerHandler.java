package org.haat.order.fulfilment;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.haat.event.Event;
import org.haat.event.EventJson;
import org.haat.event.ShipmentConfirmation;
import org.haat.event.Topics;
import org.haat.event.UnreadableEventException;
import org.haat.order.order.Order;
import org.haat.order.order.Orders;
import org.haat.outbox.EventHandler;

/** Takes what the channel said to a shipment; a refusal shows on the order until it is mended. */
@Singleton
public class ShipmentAnswerHandler implements EventHandler {
    private final Orders orders;
    private final Shipments shipments;
    private final Clock clock;

    public ShipmentAnswerHandler(Orders orders, Shipments shipments, Clock clock) {
        this.orders = orders;
        this.shipments = shipments;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "shipment-answer";
    }

    @Override
    public Set<String> topics() {
        return Set.of(Topics.CHANNEL_SHIPMENT);
    }

    @Override
    public void apply(List<Event> events) {
        events.forEach(event -> apply(EventJson.data(event, ShipmentConfirmation.class)));
    }

    private void apply(ShipmentConfirmation answer) {
        Shipment shipment = find(answer);
        Order order = orders.lock(shipment.order.id());
        // Another consumer may have written it while we waited for the lock.
        shipments.getEntityManager().refresh(shipment);
        if (shipment.answered(answer)) {
            boolean anyRefused = shipments.ofOrder(order.id()).stream()
                    .anyMatch(other -> other.confirmation == Shipment.Confirmation.REFUSED);
            String note = "package " + shipment.packageNumber
                    + (answer.confirmed() ? " confirmed" : " refused: " + answer.code());
            order.shipmentsAnswered(anyRefused, note, clock.instant());
        }
    }

    private Shipment find(ShipmentConfirmation answer) {
        try {
            return shipments
                    .findByIdOptional(UUID.fromString(answer.shipmentId()))
                    .filter(found -> found.agency().equals(answer.agency()))
                    .orElseThrow(() -> new UnreadableEventException("No shipment " + answer.shipmentId(), null));
        } catch (IllegalArgumentException e) {
            throw new UnreadableEventException("Not an id of a shipment: " + answer.shipmentId(), e);
        }
    }
}
