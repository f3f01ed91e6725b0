package org.haat.channelsync.adoption;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.haat.channelsync.database.StoredJson;
import org.haat.channelsync.listing.Because;
import org.haat.channelsync.listing.Capabilities;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.listing.FacetRow;
import org.haat.channelsync.listing.FacetValues;
import org.haat.channelsync.listing.ListingRow;
import org.haat.channelsync.listing.StateChange;
import org.haat.channelsync.listing.Wanted;
import org.haat.event.ListingStatus.State;
import org.jspecify.annotations.Nullable;

/**
 * Links one new listing of ours to what the channel has already. Pure: what it shows becomes what it has, and the difference to
 * what is wanted is work like any other, so that it is updated and not made.
 */
record Adoption(ListingRow listing, Map<Facet, FacetRow> facets, StateChange change) {
    /** Of the content that is there, which nobody can read whole: never equal to what is wanted. */
    static final String FOUND_THERE = "found-there";

    /**
     * Whether this listing of ours may be linked: it is wanted, and not at the channel under our hands already. What a person
     * unlinked, only a person links again.
     */
    static boolean isOpen(ListingRow row, @Nullable FacetRow content, boolean byPerson) {
        return content != null
                && (byPerson || !FacetRow.UNLINKED.equals(content.blockedCause()))
                && row.wanted() != Wanted.RETIRED
                && content.appliedHash() == null
                && !content.isListed();
    }

    /** @param there what the channel showed, price and stock only while they are fresh: what is old is sent anew */
    static Adoption of(
            ListingRow row, Map<Facet, FacetRow> facets, There there, Capabilities can, String person, Instant now) {
        ListingRow linked = row.identified(there.remoteId(), null).verifyFrom(now, now);
        Map<Facet, FacetRow> next = new EnumMap<>(facets);
        next.computeIfPresent(Facet.CONTENT, (facet, content) -> content.accepted(null, FOUND_THERE, 0, now));
        if (can.price()) {
            next.computeIfPresent(Facet.PRICE, (facet, price) -> price(price, there, now));
        }
        if (can.stock()) {
            next.computeIfPresent(Facet.STOCK, (facet, stock) -> stock(stock, there, now));
        }
        String number = there.remoteId() == null ? "" : there.remoteId();
        Because why = number.isEmpty() ? Because.ADOPTED : Because.ADOPTED_AS;
        return new Adoption(linked, next, new StateChange(linked, State.ACCEPTED, why, number, person));
    }

    private static FacetRow price(FacetRow row, There there, Instant now) {
        String desired = row.desired();
        if (there.price() == null || desired == null) {
            return row.plan(true, now, now);
        }
        long mrp = there.mrp() == null
                ? StoredJson.read(desired, FacetValues.Price.class).mrp()
                : there.mrp().minor();
        return believed(
                row,
                new FacetValues.Price(mrp, there.price().minor(), there.price().currency()),
                now);
    }

    private static FacetRow stock(FacetRow row, There there, Instant now) {
        String desired = row.desired();
        if (there.quantity() == null || desired == null) {
            return row.plan(true, now, now);
        }
        int leadTimeDays = StoredJson.read(desired, FacetValues.Stock.class).leadTimeDays();
        return believed(row, new FacetValues.Stock(there.quantity(), leadTimeDays), now);
    }

    private static FacetRow believed(FacetRow row, Object value, Instant now) {
        String json = StoredJson.write(value);
        return row.accepted(json, StoredJson.hash(json), 0, now);
    }
}
