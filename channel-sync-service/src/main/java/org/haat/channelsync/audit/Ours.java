package org.haat.channelsync.audit;

import java.time.Instant;
import java.util.Map;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.listing.FacetRow;
import org.haat.channelsync.listing.FacetValues;
import org.haat.channelsync.listing.ListingRow;
import org.haat.channelsync.listing.Work;
import org.jspecify.annotations.Nullable;

/**
 * Our side of a comparison.
 *
 * @param titleSeen title at the last reading, or null when none was read
 */
record Ours(
        ListingRow listing,
        Map<Facet, FacetRow> facets,
        @Nullable String titleSeen) {

    /**
     * The facet, if what the channel last took of it is what it should show: nothing under way, nothing waiting, and taken
     * long enough ago; else null.
     */
    @Nullable
    FacetRow settled(Facet facet, Instant takenBefore) {
        FacetRow row = facets.get(facet);
        boolean settled = row != null
                && row.call() == null
                && row.work() == Work.NONE
                && row.appliedHash() != null
                && (row.appliedAt() == null || !row.appliedAt().isAfter(takenBefore));
        return settled ? row : null;
    }

    static boolean isRetired(FacetRow content) {
        return FacetValues.RETIRED.equals(content.appliedHash());
    }
}
