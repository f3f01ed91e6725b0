package org.haat.catalog.stock;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.haat.event.Event;
import org.haat.event.EventJson;
import org.haat.event.OrderLineMovement;
import org.haat.event.Topics;
import org.haat.outbox.EventHandler;

/** Applies what order lines do to stock, and answers each reservation. */
@Singleton
public class OrderLineHandler implements EventHandler {
    private final Reservations reservations;

    public OrderLineHandler(Reservations reservations) {
        this.reservations = reservations;
    }

    @Override
    public String name() {
        return "stock-ledger";
    }

    @Override
    public Set<String> topics() {
        return Set.of(Topics.ORDER_LINE);
    }

    @Override
    public boolean isPlannedOnce() {
        return true;
    }

    /** Agencies in their order, so that two consumers never wait for each other in a circle. */
    @Override
    public void apply(List<Event> events) {
        Map<String, List<OrderLineMovement>> byAgency = new TreeMap<>();
        for (Event event : events) {
            OrderLineMovement movement = EventJson.data(event, OrderLineMovement.class);
            if (movement.quantity() < 1) {
                throw new IllegalArgumentException(
                        "Movement " + movement.movementId() + " moves " + movement.quantity() + " pieces");
            }
            byAgency.computeIfAbsent(movement.agency(), agency -> new ArrayList<>())
                    .add(movement);
        }
        new LinkedHashMap<>(byAgency).forEach(reservations::apply);
    }
}
