package org.haat.catalog.listing.gate;

/**
 * What a marketplace asks of every listing, by the dated policy table.
 *
 * @param id for example {@code amazon-in}
 * @param sellsToEveryState a listing there is seen, and may be bought, in every State
 */
public record Channel(String id, boolean sellsToEveryState, int mainImageMinPx, boolean mainImageWhite) {}
