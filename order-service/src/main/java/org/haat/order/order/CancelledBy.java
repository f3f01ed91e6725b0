package org.haat.order.order;

/** Who ended an order before it left. */
public enum CancelledBy {
    SELLER,
    CHANNEL,
    BUYER,
    PARTNER
}
