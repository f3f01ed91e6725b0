package org.haat.channelsync.channel.memory;

import org.haat.channelsync.channel.ListingLine;
import org.haat.event.ListingSnapshot;
import org.haat.event.Money;

/**
 * One listing on the marketplace's shelf.
 *
 * @param readsLeft how often it must still be read before a buyer sees it
 */
public record MemoryListing(
        ListingSnapshot content, String remoteId, Money mrp, Money price, int quantity, int readsLeft) {

    static MemoryListing of(ListingLine line) {
        return new MemoryListing(
                line.listing(), "", line.listing().mrp(), line.listing().price(), line.quantity(), 0);
    }

    MemoryListing read() {
        return new MemoryListing(content, remoteId, mrp, price, quantity, Math.max(0, readsLeft - 1));
    }

    MemoryListing priced(Money newMrp, Money newPrice) {
        return new MemoryListing(content, remoteId, newMrp, newPrice, quantity, readsLeft);
    }

    MemoryListing stocked(int newQuantity) {
        return new MemoryListing(content, remoteId, mrp, price, newQuantity, readsLeft);
    }

    public boolean live() {
        return readsLeft == 0;
    }
}
