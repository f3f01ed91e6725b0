package org.haat.channelsync.listing;

/** What the agency wants a buyer to see of a listing. */
public enum Wanted {
    ON_SALE,
    PAUSED,
    RETIRED
}
