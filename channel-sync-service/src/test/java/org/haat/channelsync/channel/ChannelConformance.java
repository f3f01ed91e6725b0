package org.haat.channelsync.channel;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What every channel must do. A partner's test extends this in its own package, is named {@code …ChannelConformanceTest},
 * and gives a harness; the rules come with the interfaces, one flat test method per behaviour. A rule about a facet that the
 * partner does not offer is not applicable and passes; that the facet is declared as missing is a rule of its own.
 *
 * <p>Rule 6 (an older version is not sent after a newer one) is decided by the engine and tested there.
 */
public abstract class ChannelConformance
        implements ShapeRules,
                StockRules,
                ListingRules,
                CensusRules,
                OrderRules,
                ShipmentRules,
                CancellationRules,
                FeedRules,
                ReturnRules,
                FaultRules,
                AccountRules,
                TraceRules {
    private ChannelHarness harness;

    /** A fresh harness, for one test. */
    protected abstract ChannelHarness newHarness();

    @BeforeEach
    void startHarness() {
        harness = newHarness();
    }

    @AfterEach
    void stopHarness() {
        if (harness != null) {
            harness.close();
        }
    }

    @Override
    public ChannelHarness harness() {
        return harness;
    }
}
