package org.haat.channelsync.channel;

import java.time.Duration;
import java.time.Instant;
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

    /** Listings on a full page of the channel's own. */
    int censusPageSize();

    /** The fewest calls that count so many listings out. */
    default long fewestCalls(long listings) {
        return Math.max(1, (listings + censusPageSize() - 1) / censusPageSize());
    }

    /** What these calls draw from, so that the caller leaves room for the others. */
    CallPlan censusPlan();

    /**
     * @param next cursor of the next page, or null at the end
     * @param whole false when the channel says that it has more than it will ever page through: what does not come may be
     *     there all the same
     * @param origin how the page came about
     */
    record CensusPage(List<Found> found, @Nullable String next, boolean whole, Origin origin) {
        /** A page that one call brought, as the channel is now. */
        public CensusPage(List<Found> found, @Nullable String next, boolean whole) {
            this(found, next, whole, Origin.ONE_CALL);
        }

        /** The same page with other names on it. */
        public CensusPage with(List<Found> others) {
            return new CensusPage(others, next, whole, origin);
        }
    }

    /**
     * How a page came about.
     *
     * @param calls calls that it took; none when an earlier one brought it along
     * @param asOf what the channel had then, where the page is older than the question; null for now
     * @param pause how long to wait before the next page is asked for, beyond what the quota asks
     * @param why code of why the census cannot be whole, or null
     */
    record Origin(
            int calls,
            @Nullable Instant asOf,
            Duration pause,
            @Nullable String why) {
        public static final Origin ONE_CALL = new Origin(1, null, Duration.ZERO, null);
    }

    /**
     * @param remoteId ASIN or FSN, or null if the page does not say
     * @param shown the listing as the channel shows it, or null when the page carries names only; then read it
     * @param mark null when the page shows as much of the content as a reading; else a digest of what it does show of it: another
     *     one says that somebody changed it, the same one does not say that nobody did
     */
    record Found(
            String sku,
            @Nullable String remoteId,
            @Nullable RemoteListing shown,
            @Nullable String mark) {
        public Found(String sku, @Nullable String remoteId, @Nullable RemoteListing shown) {
            this(sku, remoteId, shown, null);
        }

        /** The same listing under another name. */
        public Found named(String otherSku) {
            return new Found(otherSku, remoteId, shown == null ? null : shown.named(otherSku), mark);
        }

        /** Only its name, so that it is read. */
        public Found toBeRead() {
            return new Found(sku, remoteId, null, mark);
        }

        public static Found of(RemoteListing shown) {
            return new Found(shown.sku(), shown.remoteId(), shown);
        }
    }
}
