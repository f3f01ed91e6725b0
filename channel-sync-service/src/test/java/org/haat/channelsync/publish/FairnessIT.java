package org.haat.channelsync.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.memory.MemoryMarket;
import org.haat.event.Event;
import org.haat.event.StockLevel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One agency floods the engine (F28): by counts of what went out before, not by the clock. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class FairnessIT {
    private static final int FLOOD = 400;

    @Inject
    SyncBench bench;

    @Inject
    MemoryMarket market;

    private ChannelAccount flooding;
    private ChannelAccount quiet;

    @BeforeEach
    void twoAgencies() {
        market.calm();
        flooding = bench.account();
        quiet = bench.account();
        bench.live(quiet, 1);
        bench.awaitQuiet(quiet);
    }

    @Test
    void floodOfOneAgencyDoesNotStandBeforeAnothersFirstChange() {
        List<Event> flood = new ArrayList<>();
        for (int n = 1; n <= FLOOD; n++) {
            flood.add(SyncBench.event(new StockLevel(flooding.agency(), "SKU-" + n, 1, 5)));
            flood.add(SyncBench.event(SyncBench.snapshot(flooding.agency(), "SKU-" + n, 1)));
        }
        bench.tell(flood);
        int before = sent();

        bench.tell(List.of(
                SyncBench.event(new StockLevel(quiet.agency(), "SKU-1", 2, 2)),
                SyncBench.event(new StockLevel(quiet.agency(), "SKU-2", 1, 5)),
                SyncBench.event(SyncBench.snapshot(quiet.agency(), "SKU-2", 1))));
        await(() -> market.listings(quiet.id()).containsKey("SKU-2")
                && market.listings(quiet.id()).get("SKU-1").quantity() == 2);

        assertThat(sent() - before)
                .as("listings of the flood that went out before the other agency's stock and its new listing")
                .isLessThan(FLOOD / 2);
        assertThat(sent()).as("the flood goes on beside it").isLessThan(FLOOD);
    }

    private int sent() {
        return market.listings(flooding.id()).size();
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(condition);
    }
}
