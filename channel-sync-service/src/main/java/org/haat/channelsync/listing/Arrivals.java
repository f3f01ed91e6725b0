package org.haat.channelsync.listing;

import java.util.List;

/** Whoever knows what channels had before us hears of new listings before anything of them is sent. */
public interface Arrivals {
    /** @param listings ids of listings that were made in the transaction under way */
    void arrived(List<Long> listings);
}
