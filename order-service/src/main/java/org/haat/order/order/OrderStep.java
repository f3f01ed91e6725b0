package org.haat.order.order;

import static org.haat.order.order.OrderState.ACCEPTED;
import static org.haat.order.order.OrderState.ALLOCATED;
import static org.haat.order.order.OrderState.CANCELLED;
import static org.haat.order.order.OrderState.CLOSED;
import static org.haat.order.order.OrderState.DELIVERED;
import static org.haat.order.order.OrderState.PACKED;
import static org.haat.order.order.OrderState.READY_TO_SHIP;
import static org.haat.order.order.OrderState.RECEIVED;
import static org.haat.order.order.OrderState.RETURNED;
import static org.haat.order.order.OrderState.RTO;
import static org.haat.order.order.OrderState.SHIPPED;

import java.util.EnumSet;
import java.util.Set;

/** The one table of what may happen to an order, and where it leads. */
public enum OrderStep {
    ACCEPT(EnumSet.of(RECEIVED), ACCEPTED),
    /** The catalogue granted the last open reservation. */
    ALLOCATE(EnumSet.of(ACCEPTED), ALLOCATED),
    /** Goods were added to the order, for which nothing is held yet. */
    REOPEN(EnumSet.of(ALLOCATED, PACKED, READY_TO_SHIP), ACCEPTED),
    PACK(EnumSet.of(ALLOCATED), PACKED),
    MAKE_READY(EnumSet.of(PACKED), READY_TO_SHIP),
    /** The last open piece was handed to a carrier. */
    SHIP(EnumSet.of(ALLOCATED, PACKED, READY_TO_SHIP), SHIPPED),
    /** The channel shows it as shipped, by us or by somebody else. */
    SHIPPED_BY_CHANNEL(EnumSet.of(RECEIVED, ACCEPTED, ALLOCATED, PACKED, READY_TO_SHIP), SHIPPED),
    DELIVER(EnumSet.of(SHIPPED), DELIVERED),
    RETURN_TO_ORIGIN(EnumSet.of(SHIPPED), RTO),
    RETURN(EnumSet.of(SHIPPED, DELIVERED, RTO), RETURNED),
    CLOSE(EnumSet.of(DELIVERED, RTO, RETURNED), CLOSED),
    CANCEL(EnumSet.of(RECEIVED, ACCEPTED, ALLOCATED, PACKED, READY_TO_SHIP), CANCELLED);

    private final Set<OrderState> from;
    private final OrderState to;

    OrderStep(Set<OrderState> from, OrderState to) {
        this.from = from;
        this.to = to;
    }

    public boolean isAllowedFrom(OrderState state) {
        return from.contains(state);
    }

    public OrderState to() {
        return to;
    }
}
