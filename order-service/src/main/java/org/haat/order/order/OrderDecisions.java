package org.haat.order.order;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.haat.event.ChannelOrder.Status;
import org.haat.event.OrderLineMovement;
import org.haat.order.order.OrderMoment.Happening;
import org.jspecify.annotations.Nullable;

/** What somebody decides about an order: each decision is done, with what it does to stock, or refused. */
final class OrderDecisions {
    private final Order order;
    private final Instant now;
    private final String actor;

    OrderDecisions(Order order, Instant now, String actor) {
        this.order = order;
        this.now = now;
        this.actor = actor;
    }

    /** To send it. */
    Decision accept() {
        if (order.channelStatus == Status.PENDING) {
            return Decision.refused("order-pending", "The channel has not confirmed the payment. Wait for it.");
        }
        if (!order.step(OrderStep.ACCEPT, now, actor, null)) {
            return wrongState("accepted");
        }
        order.allocateIfHeld(now);
        return Decision.done(List.of());
    }

    /** PACK or MAKE_READY. */
    Decision advance(OrderStep step) {
        Optional<OrderRefusal> refusal = new Departure(order, now).refusalToPrepare();
        if (refusal.isPresent()) {
            return new Decision.Refused(refusal.get());
        }
        return order.step(step, now, actor, null)
                ? Decision.done(List.of())
                : wrongState(step.to().name());
    }

    /** Ends it before anything left; gives back what is held. */
    Decision cancel(CancelledBy by, String reason) {
        if (order.fulfilledByChannel && by == CancelledBy.SELLER) {
            return Decision.refused("fulfilled-by-channel", "The channel itself sends this order; cancel it there.");
        }
        if (order.shippedPieces() > 0) {
            return Decision.refused("partly-shipped", "Pieces of it have left. Cancel the open lines instead.");
        }
        if (!order.step(OrderStep.CANCEL, now, actor, reason)) {
            return wrongState("cancelled");
        }
        order.cancelledBy = by;
        order.cancellation = new Cancellation(by, now, reason);
        order.lines.forEach(OrderLine::cancelOpen);
        List<OrderLineMovement> movements = OrderLine.settleAll(order.lines);
        order.reviewAttention();
        return Decision.done(movements);
    }

    /** Cancels what is open of one line; with the last open line the order ends or counts as shipped. */
    Decision cancelLine(UUID lineId, String reason) {
        Optional<OrderLine> found = order.line(lineId).filter(line -> line.openQuantity() > 0);
        if (found.isEmpty() || !order.state.isOpen() || order.fulfilledByChannel) {
            return Decision.refused("line-not-open", "Nothing of this line is open, so nothing can be cancelled.");
        }
        OrderLine line = found.get();
        if (order.shippedPieces() == 0 && isLastOpen(line)) {
            return cancel(CancelledBy.SELLER, reason);
        }
        line.cancelOpen();
        order.note(new Happening("LINE_CANCELLED", now, actor, line.sku + ": " + reason));
        List<OrderLineMovement> movements = OrderLine.settleAll(order.lines);
        order.shipIfNothingOpen(now, actor);
        order.allocateIfHeld(now);
        order.reviewAttention();
        return Decision.done(movements);
    }

    private boolean isLastOpen(OrderLine line) {
        return order.lines.stream().allMatch(other -> other.equals(line) || other.openQuantity() == 0);
    }

    /** Asks the catalogue again for what was short. */
    Decision reserveAgain() {
        if (!order.state.isOpen() || order.lines.stream().noneMatch(OrderLine::isShort)) {
            return Decision.refused("nothing-short", "No open line of this order is short of stock.");
        }
        order.note(new Happening("RESERVED_AGAIN", now, actor, null));
        List<OrderLineMovement> movements = OrderLine.settleAll(order.lines);
        order.reviewAttention();
        return Decision.done(movements);
    }

    /** Stops or resumes it by a person's word; null resumes. */
    Decision hold(@Nullable String reason) {
        if (!order.state.isOpen()) {
            return wrongState("held");
        }
        order.holdReason = reason;
        order.note(new Happening(reason == null ? "HOLD_LIFTED" : "HELD", now, actor, reason));
        return Decision.done(List.of());
    }

    /** Closes what was delivered, returned or came back. */
    Decision close() {
        return order.step(OrderStep.CLOSE, now, actor, null) ? Decision.done(List.of()) : wrongState("closed");
    }

    private Decision wrongState(String what) {
        return Decision.refused("wrong-state", "The order is " + order.state + "; it cannot be " + what + " now.");
    }
}
