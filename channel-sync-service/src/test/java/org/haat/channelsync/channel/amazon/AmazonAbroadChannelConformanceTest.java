package org.haat.channelsync.channel.amazon;

import org.haat.channelsync.channel.ChannelConformance;
import org.haat.channelsync.channel.ChannelHarness;

/** The same kit for a store that is not India's. */
class AmazonAbroadChannelConformanceTest extends ChannelConformance {
    @Override
    protected ChannelHarness newHarness() {
        return new AmazonHarness("amazon-us");
    }
}
