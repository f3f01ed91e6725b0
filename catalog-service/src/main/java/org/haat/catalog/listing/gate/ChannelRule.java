package org.haat.catalog.listing.gate;

import java.util.List;
import org.haat.catalog.rule.Refusal;

/** A rule whose answer depends on the channel. Pure. */
public interface ChannelRule {
    /** @return empty when the offer passes to this channel */
    List<Refusal> judge(Offer offer, Channel channel);
}
