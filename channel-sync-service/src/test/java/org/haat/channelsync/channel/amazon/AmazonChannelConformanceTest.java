package org.haat.channelsync.channel.amazon;

import org.haat.channelsync.channel.ChannelConformance;
import org.haat.channelsync.channel.ChannelHarness;

class AmazonChannelConformanceTest extends ChannelConformance {
    @Override
    protected ChannelHarness newHarness() {
        return new AmazonHarness();
    }
}
