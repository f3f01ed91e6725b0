package org.haat.order.order;

import jakarta.inject.Singleton;
import java.util.List;
import org.haat.event.EventKey;
import org.haat.event.EventType;
import org.haat.event.OrderLineMovement;
import org.haat.outbox.Outbox;

/** Tells the catalogue what lines do to stock, in the transaction that changes them. */
@Singleton
public class LineMovements {
    private final Outbox outbox;

    public LineMovements(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Call it while the order's row is locked. */
    public void publish(Order order, List<OrderLineMovement> movements) {
        if (!movements.isEmpty()) {
            String key = EventKey.ofOrder(order.agency(), order.id.toString());
            outbox.append(movements.stream()
                    .map(movement -> new Outbox.Entry(EventType.ORDER_LINE_MOVEMENT, key, order.agency(), movement))
                    .toList());
        }
    }
}
