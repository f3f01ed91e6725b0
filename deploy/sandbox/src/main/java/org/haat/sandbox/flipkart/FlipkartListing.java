package org.haat.sandbox.flipkart;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.haat.sandbox.journal.Packed;
import org.jspecify.annotations.Nullable;

/**
 * A seller's offer on a catalogue product.
 *
 * @param packed the listing as it was last sent, prices merged in; stock stands in the market's offer
 * @param visible from when a read finds it and a buyer sees it; null: never
 * @param inactivated why Flipkart took it off sale, or null
 */
record FlipkartListing(
        String account,
        String sku,
        String fsn,
        String listingId,
        String title,
        @Nullable String imageUrl,
        Packed packed,
        Instant created,
        Instant updated,
        @Nullable Instant visible,
        @Nullable String inactivated) {

    static String key(String account, String sku) {
        return account + "/" + sku;
    }

    /** A fresh tree, the caller's to change. */
    ObjectNode content() {
        return packed.tree();
    }

    String key() {
        return key(account, sku);
    }

    boolean visibleAt(Instant now) {
        return visible != null && !now.isBefore(visible);
    }

    boolean active() {
        return inactivated == null
                && content().path("listing_status").asText().equals("ACTIVE")
                && !content().path("archived_status").asText().equals("ARCHIVED");
    }

    String status() {
        return active() ? "ACTIVE" : "INACTIVE";
    }

    long pricePaise() {
        return content().path("price").path("selling_price").asLong() * 100;
    }

    long mrpPaise() {
        return content().path("price").path("mrp").asLong() * 100;
    }

    FlipkartListing with(ObjectNode changed, Instant now) {
        return new FlipkartListing(
                account, sku, fsn, listingId, title, imageUrl, Packed.of(changed), created, now, visible, inactivated);
    }

    FlipkartListing inactivatedFor(String reason, Instant now) {
        return new FlipkartListing(
                account, sku, fsn, listingId, title, imageUrl, packed, created, now, visible, reason);
    }
}
