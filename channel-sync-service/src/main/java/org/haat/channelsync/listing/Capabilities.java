package org.haat.channelsync.listing;

import org.haat.channelsync.account.Channels;
import org.haat.channelsync.channel.ListingSink;
import org.haat.channelsync.channel.PriceSink;
import org.haat.channelsync.channel.StockSink;

/** Which facets a channel takes by themselves. A price or stock that it does not take travels with the content. */
public record Capabilities(boolean content, boolean price, boolean stock) {
    public static Capabilities of(Channels channels, String channel) {
        return new Capabilities(
                channels.facet(channel, ListingSink.class).isPresent(),
                channels.facet(channel, PriceSink.class).isPresent(),
                channels.facet(channel, StockSink.class).isPresent());
    }
}
