package org.haat.channelsync.channel;

import java.util.List;

/** Sets stock to an absolute number without touching the rest of a listing. Outcomes and faults as {@link ListingSink#put}. */
public interface StockSink {
    List<Outcome> setStock(Account account, List<StockLine> lines);
}
