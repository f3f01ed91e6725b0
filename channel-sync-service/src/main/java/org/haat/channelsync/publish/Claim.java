package org.haat.channelsync.publish;

import java.util.List;
import java.util.Map;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.listing.FacetRow;
import org.haat.channelsync.listing.ListingRow;
import org.haat.event.ListingSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * A call that is written down and may now be made.
 *
 * @param more there may be more that is due than this call takes
 */
public record Claim(long call, Operation operation, Account account, List<Line> lines, boolean more) {
    /**
     * One line, with the values as they were when it was claimed.
     *
     * @param facets what the call carries of this listing: a whole listing carries all three
     * @param snapshot for {@code PUT} and {@code RETIRE}, else null
     */
    public record Line(
            ListingRow listing,
            Map<Facet, FacetRow> facets,
            @Nullable ListingSnapshot snapshot) {
        public FacetRow facet(Facet facet) {
            FacetRow row = facets.get(facet);
            if (row == null) {
                throw new IllegalStateException("The call does not carry " + facet + " of " + listing.sku());
            }
            return row;
        }
    }
}
