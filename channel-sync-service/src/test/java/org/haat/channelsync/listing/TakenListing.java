package org.haat.channelsync.listing;

import java.time.Instant;
import java.util.UUID;
import org.haat.channelsync.database.StoredJson;
import org.haat.event.ListingStatus.State;
import org.jspecify.annotations.Nullable;

/** Rows of a listing that its channel took as it is wished, so that nothing is to be done: where tests begin. */
public record TakenListing(
        String agency,
        UUID account,
        String channel,
        String sku,
        @Nullable String remoteId,
        Instant taken) {
    public TakenListing(String sku, @Nullable String remoteId, Instant taken) {
        this("wb-prd", new UUID(0, 1), "memory", sku, remoteId, taken);
    }

    public ListingRow row(State state, Wanted wanted) {
        return new ListingRow(
                1,
                agency,
                account,
                channel,
                sku,
                312,
                "A saree",
                wanted,
                "catalogue",
                state,
                "",
                taken,
                1,
                remoteId,
                null,
                1,
                taken,
                null,
                0,
                taken);
    }

    public FacetRow facet(Facet facet, Object value) {
        String json = StoredJson.write(value);
        return facet(facet, json, StoredJson.hash(json), 1);
    }

    /** Content, of which only the hash is kept. */
    public FacetRow content(String hash) {
        return facet(Facet.CONTENT, null, hash, 1);
    }

    public FacetRow facet(Facet facet, @Nullable String json, String hash, long version) {
        return FacetRow.first(1, facet, agency, account, new Desired(json, hash, version), taken)
                .accepted(json, hash, version, taken);
    }

    /** The same where another value is wished since, and nothing is done about it yet. */
    public FacetRow wishing(FacetRow row, String json, String hash, long version) {
        return row.desire(new Desired(json, hash, version), false, taken, taken);
    }
}
