package org.haat.channelsync.publish;

import org.haat.channelsync.listing.Facet;

/** What a call does with its lines. */
public enum Operation {
    PUT(Facet.CONTENT),
    RETIRE(Facet.CONTENT),
    SET_PRICE(Facet.PRICE),
    SET_STOCK(Facet.STOCK);

    private final Facet facet;

    Operation(Facet facet) {
        this.facet = facet;
    }

    public Facet facet() {
        return facet;
    }
}
