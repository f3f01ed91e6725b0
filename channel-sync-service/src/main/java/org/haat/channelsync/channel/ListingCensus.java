package org.haat.channelsync.channel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the channel has for an account, page by page. Proves an account in step, and finds listings that nobody
 * told us of.
 */
public interface ListingCensus {
    /**
     * One page, one call. Each listing comes once over all pages while nothing changes at the marketplace; a page that moves
     * under the reader may pass one over, so that absence is believed only after a reading.
     *
     * @param cursor from the page before, or null for the first
     * @throws ChannelException {@code REJECTED} for a cursor that the channel does not take (any more): begin again
     */
    CensusPage census(Account account, @Nullable String cursor);

    /** Listings on a full page. */
    int censusPageSize();

    /** What these calls draw from, so that the caller leaves room for the others. */
    CallPlan censusPlan();

    /**
     * @param next cursor of the next page, or null at the end
     * @param whole false when the channel says that it has more than it will ever page through: what does not come may be
     *     there all the same
     */
    record CensusPage(List<Found> found, @Nullable String next, boolean whole) {}

    /**
     * @param remoteId ASIN or FSN, or null if the page does not say
     * @param shown the listing as the channel shows it, or null when the page carries names only; then read it
     */
    record Found(
            String sku, @Nullable String remoteId, @Nullable RemoteListing shown) {
        public static Found of(RemoteListing shown) {
            return new Found(shown.sku(), shown.remoteId(), shown);
        }
    }
}
