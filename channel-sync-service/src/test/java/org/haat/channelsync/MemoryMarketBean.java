package org.haat.channelsync;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.haat.channelsync.account.SharedThrottle;
import org.haat.channelsync.account.WireBook;
import org.haat.channelsync.channel.Channel;
import org.haat.channelsync.channel.http.Breaker;
import org.haat.channelsync.channel.http.HttpParts;
import org.haat.channelsync.channel.http.Pause;
import org.haat.channelsync.channel.memory.MemoryChannel;
import org.haat.channelsync.channel.memory.MemoryMarket;

/** The marketplace in memory as a channel of the service under test. */
@Singleton
public class MemoryMarketBean {
    @Produces
    @Singleton
    MemoryMarket market() {
        return new MemoryMarket(1);
    }

    @Produces
    @Singleton
    Channel memory(MemoryMarket market, WireBook book, SharedThrottle throttle, SlowStock slow) {
        Clock clock = Clock.systemUTC();
        return slow.before(new MemoryChannel(
                market,
                new HttpParts(
                        throttle, new Breaker(clock, 1_000, Duration.ofSeconds(1)), book, book, clock, Pause.real())));
    }
}
