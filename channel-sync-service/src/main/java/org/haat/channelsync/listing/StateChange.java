package org.haat.channelsync.listing;

import org.haat.event.ListingStatus.State;

/**
 * A listing's next state, or the same one when something else is told of it.
 *
 * @param about what the cause speaks of, empty where it names nothing
 * @param actor {@code catalogue}, {@code channel}, {@code engine}, {@code audit} or a person's name
 */
public record StateChange(ListingRow listing, State to, Because why, String about, String actor) {
    public StateChange(ListingRow listing, State to, Because why, String actor) {
        this(listing, to, why, "", actor);
    }

    /** In English. */
    public String cause() {
        return why.text(about);
    }
}
