package org.haat.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a marketplace that makes label and invoice itself has got with a shipment, for the person who packs. The end is told
 * by {@link ShipmentConfirmation}. A consumer keeps the newest by {@code at}.
 *
 * @param shipmentId order-service's id, as it stands in {@link Shipment}
 * @param note why it waits, in the marketplace's words, or null
 * @param papers true once label and invoice are kept and can be fetched from channel-sync-service
 * @param carrier whom the marketplace sends to fetch the parcel, or null while nobody says
 * @param trackingNumber of that carrier, or null
 */
public record ShipmentStep(
        String agency,
        String account,
        String channel,
        String remoteOrderId,
        String shipmentId,
        Stage stage,
        @Nullable String note,
        boolean papers,
        @Nullable String carrier,
        @Nullable String trackingNumber,
        Instant at) {

    /** In the order in which they follow one another. */
    public enum Stage {
        /** The marketplace takes it later, or holds it. */
        WAITS,
        /** It was told that the goods are packed and makes the papers. */
        PACKING,
        /** The papers are made. */
        PACKED,
        /** Label and invoice are kept; it can be told that the goods are ready. */
        PAPERS_KEPT
    }
}
