package org.haat.order.fulfilment;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.haat.event.Event;
import org.haat.event.EventJson;
import org.haat.event.ShipmentStep;
import org.haat.event.Topics;
import org.haat.event.UnreadableEventException;
import org.haat.order.order.Order;
import org.haat.order.order.Orders;
import org.haat.outbox.EventHandler;

/** Shows how far the marketplace has got with a parcel, and when its label can be fetched. */
@Singleton
public class ShipmentStepHandler implements EventHandler {
    private final Orders orders;
    private final Shipments shipments;

    public ShipmentStepHandler(Orders orders, Shipments shipments) {
        this.orders = orders;
        this.shipments = shipments;
    }

    @Override
    public String name() {
        return "shipment-step";
    }

    @Override
    public Set<String> topics() {
        return Set.of(Topics.CHANNEL_SHIPMENT_STEP);
    }

    @Override
    public void apply(List<Event> events) {
        events.forEach(event -> apply(EventJson.data(event, ShipmentStep.class)));
    }

    private void apply(ShipmentStep step) {
        Shipment shipment = find(step);
        Order order = orders.lock(shipment.order.id());
        // Another consumer may have written it while we waited for the lock.
        shipments.getEntityManager().refresh(shipment);
        if (shipment.reached(step)) {
            String more = step.note() == null ? "" : ": " + step.note();
            order.parcelMoved(step.stage().name(), "package " + shipment.packageNumber + more, step.at());
        }
    }

    private Shipment find(ShipmentStep step) {
        try {
            return shipments
                    .findByIdOptional(UUID.fromString(step.shipmentId()))
                    .filter(found -> found.agency().equals(step.agency()))
                    .orElseThrow(() -> new UnreadableEventException("No shipment " + step.shipmentId(), null));
        } catch (IllegalArgumentException e) {
            throw new UnreadableEventException("Not an id of a shipment: " + step.shipmentId(), e);
        }
    }
}
