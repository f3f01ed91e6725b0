package org.haat.event;

import java.time.Instant;
import java.util.List;

/**
 * Pieces of an order that the seller gives up, for the channel to be told.
 *
 * @param account channel account; partner orders make no such event
 * @param cancellationId order-service's id: the same for every repeat
 * @param lines the pieces given up now; other lines of the order stay as they are
 */
public record OrderCancellation(
        String agency,
        String account,
        String channel,
        String orderId,
        String remoteOrderId,
        String cancellationId,
        Cause cause,
        Instant cancelledAt,
        List<Line> lines) {

    /** Why, as far as channels ask. */
    public enum Cause {
        /** The goods ran out. */
        OUT_OF_STOCK,
        /** The goods are there or could be, and cannot be sent. */
        CANNOT_SUPPLY,
        /** The buyer asked for it. */
        BUYER_ASKED
    }

    /** Pieces of one line. */
    public record Line(String remoteLineId, String sku, int quantity) {}
}
