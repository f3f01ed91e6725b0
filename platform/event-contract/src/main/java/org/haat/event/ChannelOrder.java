package org.haat.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as its channel shows it now: the whole of it, at {@code version}. A consumer keeps the highest version.
 *
 * @param account id of the channel account
 * @param remoteOrderId Amazon's order id; for Flipkart the shipment id, because the shipment is what moves there
 * @param remoteGroupId the buyer's whole order when the channel splits it (Flipkart's orderId), else null
 * @param version made from the channel's own last-updated time in epoch milliseconds
 * @param status {@code PENDING} reserves stock but must not be shipped and shows no address
 * @param shipAfter not before this instant (Flipkart's dispatchAfterDate), or null
 * @param shipBy latest hand-over the channel allows, or null
 * @param total what the buyer pays, all taxes and shipping included
 * @param buyer sealed personal data, or null while the channel withholds it
 * @param deliveryState ISO 3166-2 subdivision without the country ({@code WB}), for the place of supply, or null
 * @param deliveryPin PIN code, or null
 * @param fulfilledByChannel true for stock the channel holds: read-only for us
 */
public record ChannelOrder(
        String agency,
        String account,
        String channel,
        String remoteOrderId,
        @Nullable String remoteGroupId,
        long version,
        Status status,
        Instant placedAt,
        Instant updatedAt,
        @Nullable Instant shipAfter,
        @Nullable Instant shipBy,
        boolean onHold,
        List<Line> lines,
        Money total,
        @Nullable String deliveryState,
        @Nullable String deliveryPin,
        @Nullable SealedBuyer buyer,
        boolean fulfilledByChannel) {

    /** Canonical status of the whole order. */
    public enum Status {
        PENDING,
        UNSHIPPED,
        PARTIALLY_SHIPPED,
        SHIPPED,
        DELIVERED,
        CANCELLED,
        RETURNED
    }

    /**
     * @param remoteLineId the channel's id of the line
     * @param quantity pieces ordered
     * @param cancelledQuantity pieces cancelled since, by anyone
     * @param unitPrice price of one piece, tax included; null while the channel withholds it
     * @param lineTotal what the buyer pays for the line without shipping
     * @param tax tax inside {@code lineTotal}, or null if the channel does not say
     * @param shipping shipping charged with this line
     * @param buyerCancelRequested the buyer asked to cancel, which is not the same as cancelled
     * @param cancellation who cancelled pieces of it, when and why, or null when none are or the channel says nothing
     */
    public record Line(
            String remoteLineId,
            String sku,
            @Nullable String title,
            int quantity,
            int cancelledQuantity,
            @Nullable Money unitPrice,
            Money lineTotal,
            @Nullable Money tax,
            Money shipping,
            boolean buyerCancelRequested,
            @Nullable Cancellation cancellation) {

        /** A line of which nobody says that pieces were cancelled by anyone in particular. */
        public Line(
                String remoteLineId,
                String sku,
                @Nullable String title,
                int quantity,
                int cancelledQuantity,
                @Nullable Money unitPrice,
                Money lineTotal,
                @Nullable Money tax,
                Money shipping,
                boolean buyerCancelRequested) {
            this(
                    remoteLineId,
                    sku,
                    title,
                    quantity,
                    cancelledQuantity,
                    unitPrice,
                    lineTotal,
                    tax,
                    shipping,
                    buyerCancelRequested,
                    null);
        }

        /** The same line of a product that goes by another name here. */
        public Line named(String otherSku) {
            return new Line(
                    remoteLineId,
                    otherSku,
                    title,
                    quantity,
                    cancelledQuantity,
                    unitPrice,
                    lineTotal,
                    tax,
                    shipping,
                    buyerCancelRequested,
                    cancellation);
        }
    }

    /** Who ends an order, or lines of it, before it arrived. */
    public enum Canceller {
        BUYER,
        SELLER,
        /** The channel itself, by a rule or a hand of its own. */
        CHANNEL
    }

    /**
     * @param by null when the channel does not say
     * @param at null when the channel does not say
     * @param reason the channel's own word, or null
     */
    public record Cancellation(
            @Nullable Canceller by,
            @Nullable Instant at,
            @Nullable String reason) {}

    /**
     * Buyer's personal data, each field sealed with {@code org.haat.vault.Vault} under context
     * {@code order|<account>|<remoteOrderId>}; null where the channel gave none.
     */
    public record SealedBuyer(
            @Nullable String name,
            @Nullable String addressLine1,
            @Nullable String addressLine2,
            @Nullable String city,
            @Nullable String phone,
            @Nullable String email) {}
}
