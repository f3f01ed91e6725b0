package org.haat.channelsync.audit;

import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.haat.channelsync.channel.RemoteListing;
import org.haat.channelsync.database.StoredJson;
import org.haat.channelsync.listing.Because;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.listing.FacetRow;
import org.haat.channelsync.listing.FacetValues;
import org.haat.channelsync.listing.ListingRow;
import org.haat.channelsync.listing.StateChange;
import org.haat.channelsync.listing.Wanted;
import org.jspecify.annotations.Nullable;

/**
 * Mends one listing by believing the channel: what it shows becomes what it has, and the difference to what is wanted is work
 * like any other, sent in its lane, by its urgency and within the quota. Pure.
 */
final class Repair {
    private static final String SOMETHING = "found-by-audit";
    private final Instant now;
    private final Map<Facet, FacetRow> facets;
    private final Set<String> found = new LinkedHashSet<>();
    private ListingRow listing;

    Repair(Ours ours, Instant now) {
        this.now = now;
        this.listing = ours.listing();
        this.facets = new EnumMap<>(ours.facets());
    }

    ListingRow listing() {
        return listing;
    }

    Map<Facet, FacetRow> facets() {
        return facets;
    }

    /** A row for the history; the state itself changes when the calls are answered. */
    @Nullable
    StateChange change() {
        return found.isEmpty()
                ? null
                : new StateChange(listing, listing.state(), Because.AUDIT_DIFFERENCE, String.join(" ", found), "audit");
    }

    /** @return false when this kind is not mended without a person */
    boolean mend(DriftKind kind, RemoteListing shown) {
        switch (kind) {
            case MISSING -> missing();
            case PRICE -> facets.computeIfPresent(Facet.PRICE, (facet, row) -> price(row, shown));
            case STOCK -> facets.computeIfPresent(Facet.STOCK, (facet, row) -> stock(row, shown));
            case STATUS -> status(shown);
            case CONTENT, EXTRA -> {
                return false;
            }
        }
        found.add(kind.name());
        return true;
    }

    private void missing() {
        boolean wanted = listing.wanted() == Wanted.ON_SALE;
        facets.replaceAll((facet, row) -> row.gone().plan(facet == Facet.CONTENT && wanted, now, now));
    }

    private void status(RemoteListing shown) {
        FacetRow content = facets.get(Facet.CONTENT);
        if (content != null && Ours.isRetired(content) && shown.live()) {
            facets.put(Facet.CONTENT, content.accepted(null, SOMETHING, content.appliedVersion(), now));
        } else {
            listing = listing.verifyFrom(now, now);
        }
    }

    private FacetRow price(FacetRow row, RemoteListing shown) {
        FacetValues.Price there = Objects.requireNonNull(Comparison.price(row, shown));
        return believed(row, there);
    }

    private FacetRow stock(FacetRow row, RemoteListing shown) {
        int leadTimeDays = StoredJson.read(Objects.requireNonNull(row.applied()), FacetValues.Stock.class)
                .leadTimeDays();
        return believed(row, new FacetValues.Stock(Objects.requireNonNull(shown.quantity()), leadTimeDays));
    }

    private FacetRow believed(FacetRow row, Object value) {
        String json = StoredJson.write(value);
        return row.accepted(json, StoredJson.hash(json), row.appliedVersion(), now);
    }
}
