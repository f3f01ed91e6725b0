package org.haat.event;

import org.jspecify.annotations.Nullable;

/**
 * What an order line does to stock. The catalogue applies each {@code movementId} once; a movement never changes.
 *
 * @param movementId unique, for example {@code <lineId>:reserved}; equal for every repeat of the same movement
 * @param lineId order-service's id of the line
 * @param quantity whole pieces, at least 1
 * @param channel where it was ordered ({@code amazon-in}, {@code flipkart}, {@code partner:<code>})
 * @param disposition for {@code RETURNED}: {@code RESTOCK}, {@code DAMAGED} or {@code TO_MAKER}; else null
 */
public record OrderLineMovement(
        String movementId,
        Kind kind,
        String agency,
        String orderId,
        String lineId,
        String sku,
        int quantity,
        String channel,
        @Nullable String disposition) {

    /** In the order in which they may follow one another. */
    public enum Kind {
        /** Hold the goods for the buyer. */
        RESERVED,
        /** The buyer no longer wants them, or we cannot send them: give them back to be sold. */
        RELEASED,
        /** They left: take them off what is on hand and off what is held. */
        SHIPPED,
        /** They came back. */
        RETURNED
    }
}
