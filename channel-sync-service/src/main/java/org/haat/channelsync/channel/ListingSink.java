package org.haat.channelsync.channel;

import java.util.List;

/** Creates and replaces whole listings, and takes them down. */
public interface ListingSink {
    /**
     * Creates or replaces. Naturally idempotent: the same line twice is one listing. Lines beyond the batch limit are split
     * into several calls; a line whose call failed gets a {@code FAILED} outcome, the others theirs.
     *
     * @throws ChannelException only when no line was sent (no token, breaker open)
     */
    List<Outcome> put(Account account, List<ListingLine> lines);

    /** Takes listings down for good. A SKU that is not there is {@code ACCEPTED}. */
    List<Outcome> retire(Account account, List<ListingLine> lines);
}
