package org.haat.sandbox.market;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A marketplace as buyers and auditors see it. */
public interface Marketplace {
    String partner();

    String newOrderId(Random random);

    String newItemId(Random random);

    /**
     * Takes an order whose units are already taken from the shown stock.
     *
     * @param split whether each line goes in a parcel of its own; a marketplace that knows no such thing sends it whole
     */
    void sold(Sale sale, boolean split);

    /**
     * Somebody ends an order.
     *
     * @param orderId of the order, or of its shipment where the marketplace has such
     * @param reason in the marketplace's words, or null for the usual one
     * @return the state afterwards, or nothing if it is too late for that person or the order is unknown
     */
    Optional<String> cancel(String orderId, Canceller by, @Nullable String reason);

    /** Every order, with what became of it. */
    List<OrderTruth> orders();

    /** Every listing a seller sent, live or not. */
    List<ListingTruth> listings();

    /**
     * @param state the marketplace's own word
     * @param shipped when the seller's confirmation was accepted
     */
    record OrderTruth(
            Sale sale,
            String state,
            Instant updated,
            @Nullable Instant shipped,
            @Nullable String tracking,
            @Nullable String shipmentId,
            boolean cancelled) {}

    /**
     * @param state the marketplace's own word
     * @param stock what the marketplace shows, not what was sent
     */
    record ListingTruth(
            String partner,
            String account,
            String sku,
            String state,
            boolean live,
            @Nullable String productId,
            @Nullable Long pricePaise,
            @Nullable Long mrpPaise,
            @Nullable Integer stock,
            List<String> issues,
            Instant updated) {}
}
