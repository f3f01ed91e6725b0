package org.haat.catalog.listing.gate;

/**
 * What a marketplace asks of every listing, by the dated policy table.
 *
 * @param id for example {@code amazon-in}
 * @param sellsToEveryState a listing there is seen, and may be bought, in every State
 * @param country ISO 3166 alpha-2 of the buyers
 */
public record Channel(
        String id, boolean sellsToEveryState, int mainImageMinPx, boolean mainImageWhite, String country) {
    /** One of India. */
    public Channel(String id, boolean sellsToEveryState, int mainImageMinPx, boolean mainImageWhite) {
        this(id, sellsToEveryState, mainImageMinPx, mainImageWhite, "IN");
    }

    /** Rules about packages that are sold in India hold here. */
    public boolean inIndia() {
        return country.equals("IN");
    }
}
