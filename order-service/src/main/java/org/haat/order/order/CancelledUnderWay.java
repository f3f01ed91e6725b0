package org.haat.order.order;

/** A channel cancelled an order of which pieces had left; told in the transaction that writes it down, the row locked. */
public record CancelledUnderWay(Order order) {}
