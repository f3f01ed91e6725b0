package org.haat.channelsync.channel;

import java.util.List;

/** Sets prices without touching the rest of a listing. Outcomes and faults as {@link ListingSink#put}. */
public interface PriceSink {
    List<Outcome> setPrice(Account account, List<PriceLine> lines);
}
