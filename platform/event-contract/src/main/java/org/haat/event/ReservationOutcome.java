package org.haat.event;

/**
 * What became of a reservation that an order line asked for.
 *
 * @param lineId order-service's id of the line
 * @param granted false when the stock had run out: a person must find the goods or cancel
 * @param quantity the quantity asked for
 */
public record ReservationOutcome(
        String agency, String orderId, String lineId, String sku, int quantity, boolean granted) {}
