package org.haat.channelsync.channel.flipkart;

import java.util.List;
import java.util.stream.Stream;
import org.haat.channelsync.channel.flipkart.wire.ListingDetails.Offer;
import org.haat.channelsync.channel.flipkart.wire.ListingDetails.Shelf;

/** What stands at a seller's places of dispatch beside ours: another account's or nobody's, and never ours to take down. Pure. */
final class OtherPlaces {
    private OtherPlaces() {}

    /** Whether one of them is open for the offer, sold out or not: the offer is then not ours alone. */
    static boolean areOpen(Offer offer, String ours) {
        return others(offer, ours).anyMatch(OtherPlaces::isOpen);
    }

    /** What a buyer can have from them together. */
    static int pieces(Offer offer, String ours) {
        return others(offer, ours).mapToInt(OtherPlaces::count).sum();
    }

    /** What a buyer can have from one place, ours or another. */
    static int count(Shelf shelf) {
        return isOpen(shelf) && shelf.inventory() != null ? shelf.inventory() : 0;
    }

    private static boolean isOpen(Shelf shelf) {
        return !ListingBlocks.DISABLED.equalsIgnoreCase(shelf.status());
    }

    private static Stream<Shelf> others(Offer offer, String ours) {
        List<Shelf> shelves = offer.locations();
        return shelves == null ? Stream.empty() : shelves.stream().filter(shelf -> !ours.equals(shelf.id()));
    }
}
