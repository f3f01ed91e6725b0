package org.haat.event;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goods of one order that were handed to a carrier, for the channel to be told.
 *
 * @param account channel account; partner orders make no such event
 * @param shipmentId order-service's id: the same for every repeat
 * @param packageReference positive integer as text, unique in the order (Amazon's packageReferenceId)
 * @param carrier name as a person would write it ({@code India Post})
 * @param service the carrier's service ({@code Speed Post}), or null
 * @param invoiceNumber at most 16 characters (GST rule 46), or null when the channel makes the invoice
 * @param invoiceDate IST date
 */
public record Shipment(
        String agency,
        String account,
        String channel,
        String orderId,
        String remoteOrderId,
        String shipmentId,
        String packageReference,
        String carrier,
        @Nullable String service,
        String trackingNumber,
        Instant shippedAt,
        @Nullable String invoiceNumber,
        @Nullable LocalDate invoiceDate,
        List<Line> lines) {

    /** Pieces of one line in this shipment. */
    public record Line(String remoteLineId, String sku, int quantity) {}
}
