package org.haat.order.order;

import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.haat.event.Event;
import org.haat.event.EventJson;
import org.haat.event.ReservationOutcome;
import org.haat.event.Topics;
import org.haat.event.UnreadableEventException;
import org.haat.outbox.EventHandler;

/** Takes the catalogue's answers to reservations: an order whose lines are all held is allocated, a short one is flagged. */
@Singleton
public class ReservationHandler implements EventHandler {
    private final Orders orders;
    private final LineMovements movements;
    private final Clock clock;

    public ReservationHandler(Orders orders, LineMovements movements, Clock clock) {
        this.orders = orders;
        this.movements = movements;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "reservation-outcome";
    }

    @Override
    public Set<String> topics() {
        return Set.of(Topics.CATALOG_RESERVATION);
    }

    @Override
    public void apply(List<Event> events) {
        events.forEach(event -> apply(EventJson.data(event, ReservationOutcome.class)));
    }

    private void apply(ReservationOutcome outcome) {
        Order order = orders.find("id", id(outcome.orderId()))
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .filter(found -> found.agency().equals(outcome.agency()))
                .orElseThrow(() -> new UnreadableEventException("No order " + outcome.orderId(), null));
        OrderLine line = order.line(id(outcome.lineId()))
                .orElseThrow(() -> new UnreadableEventException("No line " + outcome.lineId(), null));
        movements.publish(
                order, order.reservationAnswered(line, outcome.quantity(), outcome.granted(), clock.instant()));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new UnreadableEventException("Not an id of an order or line: " + text, e);
        }
    }
}
