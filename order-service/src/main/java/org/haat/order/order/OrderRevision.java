package org.haat.order.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.haat.event.ChannelOrder;
import org.haat.event.OrderLineMovement;
import org.haat.order.order.OrderMoment.Happening;
import org.haat.order.sku.KnownSku;
import org.haat.order.tax.GstStates;
import org.jspecify.annotations.Nullable;

/** Brings an order to a newer version that its channel shows: head, lines, status, and what that does to stock. */
final class OrderRevision {
    private final Order order;
    private final ChannelOrder in;
    private final Function<String, Optional<KnownSku>> skus;
    private final Instant now;
    private final String actor;
    private final boolean first;

    OrderRevision(Order order, ChannelOrder in, Function<String, Optional<KnownSku>> skus, Instant now, String actor) {
        this.order = order;
        this.in = in;
        this.skus = skus;
        this.now = now;
        this.actor = actor;
        this.first = order.lines.isEmpty();
    }

    /** @return what to publish */
    List<OrderLineMovement> apply() {
        new ChannelVersion(order, in).takeOverHead(now);
        boolean grew = followLines();
        order.placeOfSupply = placeOfSupply();
        in.lines().forEach(this::taxLine);
        List<OrderLineMovement> movements = new ArrayList<>(followStatus(grew));
        order.flag(Attention.CHANNEL_DISAGREES, disagrees());
        order.reviewAttention();
        return movements;
    }

    /** True when pieces were added to an order that we had already. */
    private boolean followLines() {
        int before = openPieces();
        Set<String> shown = new HashSet<>();
        for (ChannelOrder.Line line : in.lines()) {
            shown.add(line.remoteLineId());
            order.lineByRemoteId(line.remoteLineId()).ifPresentOrElse(known -> follow(known, line), () -> add(line));
        }
        order.lines.stream().filter(line -> !shown.contains(line.remoteLineId)).forEach(OrderLine::vanish);
        return !first && openPieces() > before;
    }

    /** A part that the channel cancelled of an order that goes on is a moment of its own. */
    private void follow(OrderLine known, ChannelOrder.Line line) {
        int before = known.cancelledQuantity;
        known.follow(line);
        int more = known.cancelledQuantity - before;
        if (more > 0 && in.status() != ChannelOrder.Status.CANCELLED) {
            ChannelOrder.Cancellation told = line.cancellation();
            String who = told == null || told.by() == null ? "" : ", " + told.by();
            String why = told == null || told.reason() == null ? "" : ", " + told.reason();
            order.note(new Happening("LINE_CANCELLED", now, actor, known.sku + " × " + more + who + why));
        }
    }

    private void add(ChannelOrder.Line line) {
        OrderLine added = new OrderLine(order, line, order.lines.size() + 1);
        skus.apply(line.sku()).ifPresent(added::learn);
        order.lines.add(added);
    }

    private int openPieces() {
        return order.lines.stream().mapToInt(OrderLine::openQuantity).sum();
    }

    /**
     * The State of delivery; without one, the State of the supplier (IGST Act s. 10(1)(ca)). An order in other money left the
     * country: it has no State, and no GST of ours is worked out of a foreign price.
     */
    private @Nullable String placeOfSupply() {
        if (!order.currency.equals("INR")) {
            return null;
        }
        if (order.deliveryState != null) {
            return order.deliveryState;
        }
        return order.lines.stream()
                .flatMap(line -> skus.apply(line.sku).stream())
                .flatMap(known -> Optional.ofNullable(known.gstState()).flatMap(GstStates::isoOf).stream())
                .findFirst()
                .orElse(null);
    }

    private void taxLine(ChannelOrder.Line line) {
        order.lineByRemoteId(line.remoteLineId())
                .ifPresent(known -> known.tax(skus.apply(known.sku).orElse(null), line.tax(), order.placeOfSupply));
    }

    private List<OrderLineMovement> followStatus(boolean grew) {
        return switch (in.status()) {
            case PENDING -> settleIfOpen();
            case UNSHIPPED, PARTIALLY_SHIPPED -> confirmed(grew);
            case SHIPPED -> left();
            case DELIVERED -> delivered();
            case CANCELLED -> cancelled();
            case RETURNED -> returned();
        };
    }

    private List<OrderLineMovement> confirmed(boolean grew) {
        if (!order.state.isOpen()) {
            return List.of();
        }
        if (grew) {
            order.step(OrderStep.REOPEN, now, actor, "goods were added");
        }
        if (!order.isFromPartner()) {
            order.step(OrderStep.ACCEPT, now, actor, null);
        }
        List<OrderLineMovement> movements = settleIfOpen();
        if (order.nothingOpen() && order.shippedPieces() == 0) {
            endByChannel();
        }
        order.shipIfNothingOpen(now, actor);
        order.allocateIfHeld(now);
        return movements;
    }

    /** The channel shows what our order cannot become: a person must look. */
    private boolean disagrees() {
        boolean ended = !order.state.isOpen();
        boolean cancelled = order.state == OrderState.CANCELLED;
        return (ended && openPieces() > 0)
                || switch (in.status()) {
                    case CANCELLED -> !cancelled && !order.cancelledUnderWay;
                    case DELIVERED -> cancelled || order.cancelledUnderWay;
                    case SHIPPED, RETURNED -> cancelled;
                    case PENDING, UNSHIPPED, PARTIALLY_SHIPPED -> cancelled && order.cancelledBy != CancelledBy.SELLER;
                };
    }

    private List<OrderLineMovement> settleIfOpen() {
        return order.state.isOpen() ? OrderLine.settleAll(order.lines) : List.of();
    }

    /** Somebody sent what we had not: the goods are gone from our shelf all the same. */
    private List<OrderLineMovement> left() {
        if (!order.state.isOpen()) {
            return List.of();
        }
        List<OrderLineMovement> movements = new ArrayList<>();
        if (!first && !order.fulfilledByChannel) {
            movements.addAll(OrderLine.settleAll(order.lines));
        }
        for (OrderLine line : order.lines) {
            leaveByChannel(line).ifPresent(movements::add);
        }
        order.step(OrderStep.SHIPPED_BY_CHANNEL, now, actor, null);
        return movements;
    }

    /** An order that was over before we saw it moves nothing: its goods may have left before the stock was counted. */
    private Optional<OrderLineMovement> leaveByChannel(OrderLine line) {
        int pieces = line.openQuantity();
        if (pieces == 0) {
            return Optional.empty();
        }
        OrderLineMovement movement = line.ship(pieces);
        if (line.leftWithoutStock()) {
            order.flag(Attention.SHIPPED_WITHOUT_STOCK, true);
        }
        return first || order.fulfilledByChannel ? Optional.empty() : Optional.of(movement);
    }

    private List<OrderLineMovement> delivered() {
        List<OrderLineMovement> movements = left();
        order.step(OrderStep.DELIVER, now, actor, null);
        return movements;
    }

    private List<OrderLineMovement> returned() {
        List<OrderLineMovement> movements = left();
        order.step(OrderStep.RETURN, now, actor, null);
        return movements;
    }

    private List<OrderLineMovement> cancelled() {
        List<OrderLineMovement> movements = order.state.isOpen() ? endOpen() : List.of();
        if (order.state == OrderState.CANCELLED) {
            Cancellation.told(in).ifPresent(this::nameCanceller);
        } else if (order.state == OrderState.SHIPPED && !order.fulfilledByChannel) {
            callBack();
        } else if (order.cancelledUnderWay) {
            Cancellation.told(in).ifPresent(told -> order.cancellation = told);
        }
        return movements;
    }

    private List<OrderLineMovement> endOpen() {
        if (order.shippedPieces() == 0) {
            return endByChannel();
        }
        order.lines.forEach(OrderLine::cancelOpen);
        List<OrderLineMovement> movements = OrderLine.settleAll(order.lines);
        order.shipIfNothingOpen(now, actor);
        return movements;
    }

    /** It left, and nobody pays for it any more: stock comes back with what a person finds in the parcel. */
    private void callBack() {
        order.cancellation = cancellation();
        order.cancelledUnderWay = true;
        order.step(OrderStep.RETURN_TO_ORIGIN, now, actor, "cancelled under way");
        order.flag(Attention.CANCELLED_UNDER_WAY, true);
        order.flag(Attention.SHIPMENT_REFUSED, false);
    }

    /** Who cancelled may be told later than that it was; and what a person of ours said stays while the channel says it was us. */
    private void nameCanceller(Cancellation told) {
        if (order.cancelledBy == told.by() && (order.cancellation != null || told.by() == CancelledBy.SELLER)) {
            return;
        }
        if (order.cancelledBy != told.by()) {
            order.note(new Happening("CANCELLER_NAMED", now, actor, told.by().name()));
        }
        order.cancelledBy = told.by();
        order.cancellation = told;
    }

    private List<OrderLineMovement> endByChannel() {
        Cancellation cancellation = cancellation();
        order.step(OrderStep.CANCEL, now, actor, cancellation.reason());
        order.cancelledBy = cancellation.by();
        order.cancellation = cancellation;
        order.lines.forEach(OrderLine::cancelOpen);
        return first ? List.of() : OrderLine.settleAll(order.lines);
    }

    /** As the channel tells it; where it does not name who, what is known of the order. */
    private Cancellation cancellation() {
        return Cancellation.told(in).orElseGet(() -> {
            boolean askedFor = order.lines.stream().anyMatch(line -> line.buyerCancelRequested);
            CancelledBy by =
                    order.isFromPartner() ? CancelledBy.PARTNER : askedFor ? CancelledBy.BUYER : CancelledBy.CHANNEL;
            return new Cancellation(by, in.updatedAt(), Cancellation.reason(in));
        });
    }

    static Happening versionSeen(ChannelOrder in, Instant now, String actor) {
        return new Happening("CHANNEL_VERSION", now, actor, in.status() + " at version " + in.version());
    }
}
