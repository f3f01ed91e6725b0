package org.haat.order.fulfilment;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.haat.edge.Problem;
import org.haat.event.OrderLineMovement;
import org.haat.order.order.Departure;
import org.haat.order.order.Era;
import org.haat.order.order.LineMovements;
import org.haat.order.order.Order;
import org.haat.order.order.Orders;
import org.haat.order.security.Person;
import org.jspecify.annotations.Nullable;

/** Hands pieces of an order to a carrier: once per client key, however often it is asked. */
@ApplicationScoped
public class ShipOrder {
    private static final Duration CLOCKS_MAY_DIFFER = Duration.ofMinutes(5);
    private final Orders orders;
    private final Shipments shipments;
    private final LineMovements movements;
    private final ShipmentEvents events;
    private final Person person;
    private final Clock clock;

    public ShipOrder(
            Orders orders,
            Shipments shipments,
            LineMovements movements,
            ShipmentEvents events,
            Person person,
            Clock clock) {
        this.orders = orders;
        this.shipments = shipments;
        this.movements = movements;
        this.events = events;
        this.person = person;
        this.clock = clock;
    }

    /** @param created false when this key was seen before, and nothing was done again */
    public record Result(Shipment shipment, boolean created) {}

    /**
     * @throws Problem 404 unknown order, 409 the order refuses, 422 an input is wrong or the key was used for another
     *     shipment
     */
    @Transactional
    public Result ship(ShipCommand command) {
        Order order = orders.lock(command.orderId());
        Optional<Shipment> known = shipments.byClientKey(order.id(), command.clientKey());
        if (known.isPresent()) {
            return repeated(known.get(), command);
        }
        Instant now = clock.instant();
        if (command.shippedAt() != null && command.shippedAt().isAfter(now.plus(CLOCKS_MAY_DIFFER))) {
            throw Problem.invalid("shippedAt", "in-the-future", "lies in the future");
        }
        if (command.shippedAt() != null && !Era.holds(command.shippedAt())) {
            throw Problem.invalid("shippedAt", "invalid", "lies before " + Era.BEGINS);
        }
        return new Result(create(order, command, now), true);
    }

    private static Result repeated(Shipment shipment, ShipCommand command) {
        if (!shipment.requestHash.equals(command.hash())) {
            throw Problem.invalid(
                    "Idempotency-Key", "key-reused", "was used for another shipment of this order; take a new key");
        }
        return new Result(shipment, false);
    }

    private Shipment create(Order order, ShipCommand command, Instant now) {
        Departure departure = new Departure(order, now);
        Map<UUID, Integer> pieces = command.pieces().isEmpty() ? departure.allThatMayLeave() : command.pieces();
        int packageNumber = shipments.ofOrder(order.id()).size() + 1;
        List<OrderLineMovement> left = departure.leave(pieces, person.name()).orThrow();
        Shipment shipment = new Shipment(order, command, packageNumber, now, person.name());
        pieces.forEach((line, quantity) -> shipment.lines.add(new ShipmentLine(order.agency(), line, quantity)));
        shipments.persistAndFlush(shipment);
        movements.publish(order, left);
        events.publish(shipment);
        Log.infof(
                "Shipment left agency=%s channel=%s orderId=%s shipmentId=%s package=%d",
                order.agency(), order.channel(), order.id(), shipment.id, packageNumber);
        return shipment;
    }

    /**
     * Corrects a shipment that the channel refused, and tells the channel again.
     *
     * @throws Problem 404 unknown, 409 if the channel did not refuse it
     */
    @Transactional
    public Shipment resend(UUID orderId, UUID shipmentId, String carrier, @Nullable String service, String tracking) {
        Order order = orders.lock(orderId);
        Shipment shipment = shipments
                .findByIdOptional(shipmentId)
                .filter(found -> found.order.id().equals(order.id()))
                .orElseThrow(() -> Problem.notFound("shipment", shipmentId.toString()));
        if (shipment.confirmation != Shipment.Confirmation.REFUSED) {
            throw Problem.conflict(
                    "not-refused", "The channel has not refused this shipment; there is nothing to send again.");
        }
        shipment.correct(carrier, service, tracking);
        boolean anyRefused = shipments.ofOrder(order.id()).stream()
                .anyMatch(other -> other.confirmation == Shipment.Confirmation.REFUSED);
        order.shipmentsAnswered(anyRefused, "package " + shipment.packageNumber + " sent again", clock.instant());
        shipments.flush();
        events.publish(shipment);
        return shipment;
    }
}
