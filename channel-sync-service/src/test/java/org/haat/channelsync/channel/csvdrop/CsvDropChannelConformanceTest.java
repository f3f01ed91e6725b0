package org.haat.channelsync.channel.csvdrop;

import org.haat.channelsync.channel.ChannelConformance;
import org.haat.channelsync.channel.ChannelHarness;

class CsvDropChannelConformanceTest extends ChannelConformance {
    @Override
    protected ChannelHarness newHarness() {
        return new CsvDropHarness();
    }
}
