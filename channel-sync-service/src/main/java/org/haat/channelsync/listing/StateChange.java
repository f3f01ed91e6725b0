package org.haat.channelsync.listing;

import org.haat.event.ListingStatus.State;

/**
 * A listing's next state, or the same one when only its issues changed.
 *
 * @param cause in words for a person
 * @param actor {@code catalogue}, {@code channel}, {@code engine} or a person's name
 */
public record StateChange(ListingRow listing, State to, String cause, String actor) {}
