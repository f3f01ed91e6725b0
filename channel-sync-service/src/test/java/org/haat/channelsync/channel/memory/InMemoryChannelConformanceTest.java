package org.haat.channelsync.channel.memory;

import org.haat.channelsync.channel.ChannelConformance;
import org.haat.channelsync.channel.ChannelHarness;

/** The reference passes the kit, so that the kit itself is tested. */
class InMemoryChannelConformanceTest extends ChannelConformance {
    @Override
    protected ChannelHarness newHarness() {
        return new MemoryHarness();
    }
}
