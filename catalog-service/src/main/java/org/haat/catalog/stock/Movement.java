package org.haat.catalog.stock;

import org.jspecify.annotations.Nullable;

/**
 * One line of the ledger. A movement with a known id is not applied again.
 *
 * @param quantity signed change: of on hand, or of reserved for {@code RESERVE} and {@code RELEASE}
 */
record Movement(
        String movementId,
        Kind kind,
        String sku,
        @Nullable String location,
        int quantity,
        @Nullable Order order,
        @Nullable String note,
        String person) {
    /** Why stock changed. */
    enum Kind {
        OPENING,
        RECEIPT,
        ADJUST,
        RESERVE,
        RELEASE,
        SHIP,
        RETURN
    }

    /** The order line that moved it. */
    record Order(String orderId, String lineId, String channel) {}
}
