package org.haat.channelsync.channel.flipkart;

import org.haat.channelsync.channel.ChannelConformance;
import org.haat.channelsync.channel.ChannelHarness;

/** Flipkart by the rules that every channel keeps. */
class FlipkartChannelConformanceTest extends ChannelConformance {
    @Override
    protected ChannelHarness newHarness() {
        return new FlipkartHarness();
    }
}
