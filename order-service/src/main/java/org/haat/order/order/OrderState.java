package org.haat.order.order;

/** Where an order stands in its life. Which step leads from one to another is told by {@link OrderStep}. */
public enum OrderState {
    /** We have it. A PENDING order of a channel waits here for its payment. */
    RECEIVED,
    /** We shall send it. */
    ACCEPTED,
    /** The catalogue holds goods for every open line. */
    ALLOCATED,
    PACKED,
    READY_TO_SHIP,
    /** Every piece that was not cancelled has left. */
    SHIPPED,
    DELIVERED,
    CLOSED,
    CANCELLED,
    /** Not delivered; on its way back to the origin. */
    RTO,
    RETURNED;

    /** Nothing has left completely yet, and nothing has ended. */
    public boolean isOpen() {
        return ordinal() <= READY_TO_SHIP.ordinal();
    }
}
