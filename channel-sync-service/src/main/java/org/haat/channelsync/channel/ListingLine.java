package org.haat.channelsync.channel;

import org.haat.event.ListingSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * One whole listing to create or replace.
 *
 * @param listing content and price, {@code listing.version()} orders repeats
 * @param quantity stock to start with, so that a replacing call does not wipe it
 * @param remoteId ASIN or FSN if it is known, else null
 */
public record ListingLine(
        ListingSnapshot listing, int quantity, @Nullable String remoteId) {
    public String sku() {
        return listing.sku();
    }
}
