package org.haat.channelsync.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.listing.ListingRow;
import org.haat.channelsync.listing.TakenListing;
import org.haat.channelsync.listing.Wanted;
import org.haat.event.ListingStatus.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many listings a lane asks about after an answer that nobody can read. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class OneByOneIT {
    private static final String LANE = "TEST";
    private static final int BATCH = 20;
    private static final ChannelException GARBLED = new ChannelException(FailureKind.PROTOCOL, "Not an answer");
    private static final List<ListingRow> BOTH = List.of(row("SKU-1"), row("SKU-2"));

    @Inject
    SyncBench bench;

    @Inject
    OneByOne oneByOne;

    private ChannelAccount account;

    @BeforeEach
    void accountThatNoLaneOfThisNameServes() {
        account = bench.account();
    }

    private static ListingRow row(String sku) {
        return new TakenListing(sku, null, Instant.parse("2026-11-23T06:00:00Z")).row(State.LIVE, Wanted.ON_SALE);
    }

    private int most() {
        return oneByOne.most(account, LANE, BATCH);
    }

    @Test
    void eachOfABatchThatMakesNoSenseIsAskedAboutAloneAndTheOneAtFaultIsNamed() {
        assertThat(oneByOne.atFault(account, LANE, BOTH, GARBLED)).isEmpty();
        assertThat(most()).isOne();

        oneByOne.answered(account, LANE, BOTH.subList(0, 1));
        assertThat(most()).as("one more to be asked about").isOne();
        assertThat(oneByOne.atFault(account, LANE, BOTH.subList(1, 2), GARBLED)).contains(BOTH.get(1));

        assertThat(most()).isEqualTo(BATCH);
    }

    @Test
    void anAnswerAboutAPageSaysNothingAboutAListing() {
        var none = oneByOne.atFault(account, LANE, BOTH, GARBLED);
        assertThat(none).isEmpty();

        oneByOne.answered(account, LANE, List.of());
        oneByOne.answered(account, LANE, List.of());

        assertThat(most()).isOne();
        assertThat(oneByOne.atFault(account, LANE, List.of(), GARBLED)).isEmpty();
    }

    @Test
    void whatPassesByItselfIsNobodysFault() {
        ChannelException busy =
                new ChannelException(FailureKind.THROTTLED, "Later", "429", Duration.ofSeconds(1), null);

        assertThat(oneByOne.atFault(account, LANE, BOTH, busy)).isEmpty();
        assertThat(oneByOne.atFault(account, LANE, BOTH.subList(0, 1), busy)).isEmpty();
        assertThat(most()).isEqualTo(BATCH);
    }
}
