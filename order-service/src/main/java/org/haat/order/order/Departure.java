package org.haat.order.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.haat.event.ChannelOrder.Status;
import org.haat.event.OrderLineMovement;
import org.haat.order.order.OrderMoment.Happening;

/** Whether pieces of an order may leave now, which, and what becomes of the order when they do. */
public final class Departure {
    private static final int MOST_NAMED = 10;
    private final Order order;
    private final Instant now;

    public Departure(Order order, Instant now) {
        this.order = order;
        this.now = now;
    }

    /** Why nothing of it may leave now, or empty. */
    Optional<OrderRefusal> refusal() {
        return refusalToPrepare().or(this::tooEarly);
    }

    /** Why it may not even be packed, or empty. */
    Optional<OrderRefusal> refusalToPrepare() {
        if (order.fulfilledByChannel) {
            return refusal(
                    "fulfilled-by-channel", "The channel itself sends this order; there is nothing to ship here.");
        }
        if (!order.state.isOpen()) {
            return refusal("order-not-open", "The order is " + order.state + "; nothing of it can leave any more.");
        }
        if (order.channelStatus == Status.PENDING) {
            return refusal("order-pending", "The channel has not confirmed the payment. Wait; it goes on by itself.");
        }
        if (order.state == OrderState.RECEIVED) {
            return refusal("order-not-accepted", "Accept the order first.");
        }
        return order.isOnHold() ? refusal("order-on-hold", whyHeld()) : Optional.empty();
    }

    private String whyHeld() {
        return order.channelHold
                ? "The channel holds this order. Wait until it lets go."
                : "On hold: " + order.holdReason;
    }

    private Optional<OrderRefusal> tooEarly() {
        return order.shipAfter != null && now.isBefore(order.shipAfter)
                ? refusal("too-early", "The channel takes it over from " + order.shipAfter + " on, not before.")
                : Optional.empty();
    }

    /** Every piece that may leave now, by line id. */
    public Map<UUID, Integer> allThatMayLeave() {
        return order.lines.stream()
                .filter(line -> line.shippableQuantity() > 0)
                .collect(Collectors.toMap(OrderLine::id, OrderLine::shippableQuantity));
    }

    /**
     * Pieces are handed to a carrier now.
     *
     * @param pieces whole pieces by line id, each at least 1
     */
    public Decision leave(Map<UUID, Integer> pieces, String actor) {
        Optional<OrderRefusal> refusal = refusal().or(() -> refusalOf(pieces));
        if (refusal.isPresent()) {
            return new Decision.Refused(refusal.get());
        }
        List<OrderLineMovement> movements = new ArrayList<>();
        for (OrderLine line : order.lines) {
            if (pieces.containsKey(line.id)) {
                movements.add(line.ship(pieces.get(line.id)));
            }
        }
        order.note(new Happening("PIECES_SHIPPED", now, actor, inWords(movements)));
        order.shipIfNothingOpen(now, actor);
        order.reviewAttention();
        return Decision.done(movements);
    }

    private static String inWords(List<OrderLineMovement> movements) {
        String first = movements.stream()
                .limit(MOST_NAMED)
                .map(movement -> movement.sku() + " × " + movement.quantity())
                .collect(Collectors.joining(", "));
        return movements.size() > MOST_NAMED ? first + " …" : first;
    }

    private Optional<OrderRefusal> refusalOf(Map<UUID, Integer> pieces) {
        for (Map.Entry<UUID, Integer> entry : pieces.entrySet()) {
            Optional<OrderLine> line = order.line(entry.getKey());
            if (line.isEmpty()) {
                return Optional.of(new OrderRefusal("unknown-line", "is no line of this order", "lines"));
            }
            int most = Math.max(0, line.get().shippableQuantity());
            if (entry.getValue() < 1 || entry.getValue() > most) {
                String message = line.get().sku + ": " + entry.getValue() + " pieces asked, " + most
                        + " can leave (open, and held by the catalogue)";
                return Optional.of(new OrderRefusal("too-many-pieces", message, "lines"));
            }
        }
        return pieces.isEmpty()
                ? refusal("nothing-to-ship", "No piece of this order is held and open.")
                : Optional.empty();
    }

    private static Optional<OrderRefusal> refusal(String code, String message) {
        return Optional.of(OrderRefusal.of(code, message));
    }
}
