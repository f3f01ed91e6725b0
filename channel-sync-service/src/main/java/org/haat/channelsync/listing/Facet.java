package org.haat.channelsync.listing;

/** The parts of a listing that travel on their own. Each has a lane of its own. */
public enum Facet {
    CONTENT,
    PRICE,
    STOCK
}
