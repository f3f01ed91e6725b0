package org.haat.sandbox.flipkart;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One item on its way back to the seller.
 *
 * @param source {@code customer_return} or {@code courier_return}
 * @param status created, picked_up, completed, cancelled
 * @param due when the courier's next step happens by itself, or null at the end
 */
record Comeback(
        String returnId,
        String account,
        String shipmentId,
        String orderId,
        String itemId,
        String source,
        String status,
        int quantity,
        String reason,
        String tracking,
        Instant created,
        Instant updated,
        @Nullable Instant due) {

    Comeback moved(String to, Instant at, @Nullable Instant next) {
        return new Comeback(
                returnId,
                account,
                shipmentId,
                orderId,
                itemId,
                source,
                to,
                quantity,
                reason,
                tracking,
                created,
                at,
                next);
    }
}
