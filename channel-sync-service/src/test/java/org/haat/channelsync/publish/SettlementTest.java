package org.haat.channelsync.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.haat.channelsync.SyncConfig;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.Outcome;
import org.haat.channelsync.database.StoredJson;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.listing.FacetRow;
import org.haat.channelsync.listing.FacetValues;
import org.haat.channelsync.listing.ListingRow;
import org.haat.channelsync.listing.Urgency;
import org.haat.channelsync.listing.Wanted;
import org.haat.channelsync.listing.Work;
import org.haat.channelsync.verify.VerifySchedule;
import org.haat.event.ListingStatus.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an outcome means for a value that was sent, and for one that came in meanwhile. The breaker lets pass what failed before. */
class SettlementTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration PAUSE = Duration.ofSeconds(40);
    private static final long CALL = 7;
    private final VerifySchedule schedule = new VerifySchedule(new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(SyncConfig.class)
            .build()
            .getConfigMapping(SyncConfig.class));

    @ParameterizedTest
    @EnumSource(
            value = FailureKind.class,
            names = {"THROTTLED", "TEMPORARY", "AUTH", "FORBIDDEN", "UNKNOWN"})
    void valueThatCameInWhileTheCallOfAnotherFailedHasNotFailed(FailureKind kind) {
        FacetRow sent = stock(5, 4, 2);
        FacetRow now = changed(0);

        FacetRow after = settled(sent, now, Outcome.failed("S", kind, "no"));

        assertThat(after.attempts()).isZero();
        assertThat(after.work()).isEqualTo(kind == FailureKind.UNKNOWN ? Work.READ_BACK : Work.SEND);
        assertThat(after.call()).isNull();
    }

    @Test
    void valueThatCameInMeanwhileKeepsThePauseThatTheChannelAskedFor() {
        FacetRow sent = stock(5, 4, 0);

        FacetRow after = settled(sent, changed(0), Outcome.failed("S", FailureKind.THROTTLED, "slow down"));

        assertThat(after.dueAt()).isEqualTo(NOW.plus(PAUSE));
        assertThat(after.urgency()).isEqualTo(Urgency.STOCK_TO_ZERO);
    }

    @Test
    void valueThatWasSentAndFailedCountsItsAttempts() {
        FacetRow sent = stock(5, 4, 2);

        assertThat(settled(sent, sent, Outcome.failed("S", FailureKind.TEMPORARY, "later"))
                        .attempts())
                .isEqualTo(3);
        assertThat(settled(sent, sent, Outcome.failed("S", FailureKind.UNKNOWN, "?"))
                        .attempts())
                .isEqualTo(3);
    }

    @Test
    void refusedValueRestsAndTheOneThatCameInMeanwhileGoes() {
        FacetRow sent = stock(5, 4, 0);
        Outcome refused = Outcome.rejected("S", List.of(ChannelIssue.error("90220", "Not so", "quantity")));

        assertThat(settled(sent, sent, refused).work()).isEqualTo(Work.BLOCKED);
        FacetRow after = settled(sent, changed(9), refused);
        assertThat(after.work()).isEqualTo(Work.SEND);
        assertThat(after.attempts()).isZero();
    }

    @Test
    void valueThatWaitsWhileAFeedBringsAnOlderOneHasNotFailedAndKeepsItsPlace() {
        FacetRow sent = stock(5, 4, 0);
        Instant since = NOW.minusSeconds(600);
        FacetRow waits = changed(0).overtake(since).plan(true, NOW, NOW);

        FacetRow after = feedSettled(sent, waits, Outcome.accepted("S"));

        assertThat(after.work()).isEqualTo(Work.SEND);
        assertThat(after.attempts()).isZero();
        assertThat(after.waitingSince()).isEqualTo(since);
        assertThat(after.appliedHash()).as("what the feed brought").isEqualTo("h5");
    }

    @Test
    void valueThatWentWhileAFeedBroughtAnOlderOneGoesOnceMoreByItself() {
        FacetRow sent = stock(5, 4, 0);
        FacetRow zero = changed(0);
        FacetRow gone = zero.accepted(zero.desired(), zero.desiredHash(), zero.desiredVersion(), NOW);

        FacetRow after = feedSettled(sent, gone, Outcome.accepted("S"));

        assertThat(after.work()).isEqualTo(Work.SEND);
        assertThat(after.attempts())
                .as("not in a feed again, and counted already")
                .isEqualTo(1);
    }

    @Test
    void onlyLanesAreWokenForWhichSomethingIsLeftToDo() {
        FacetRow sent = stock(5, 4, 0);

        assertThat(lanes(sent, sent, Outcome.accepted("S"))).as("all is done").isEmpty();
        assertThat(lanes(sent, changed(0), Outcome.accepted("S")))
                .as("another value came in meanwhile")
                .containsExactlyInAnyOrder("STOCK", "FEED");
        assertThat(lanes(sent, sent, Outcome.failed("S", FailureKind.TEMPORARY, "later")))
                .containsExactlyInAnyOrder("STOCK", "FEED");
        assertThat(lanes(sent, sent, Outcome.failed("S", FailureKind.UNKNOWN, "?")))
                .containsExactly("READ");
        assertThat(lanes(sent, sent, Outcome.failed("S", FailureKind.NOT_FOUND, "gone")))
                .as("refused: it is looked at, and goes no more")
                .containsExactly("READ");
    }

    private List<String> lanes(FacetRow sent, FacetRow now, Outcome outcome) {
        Settlement settlement = settlement(sent, now);
        settlement.settle(outcome, PAUSE);
        return settlement.lanes().toList();
    }

    private FacetRow settled(FacetRow sent, FacetRow now, Outcome outcome) {
        Settlement settlement = settlement(sent, now);
        settlement.settle(outcome, PAUSE);
        return settlement.facets().rows().get(Facet.STOCK);
    }

    private FacetRow feedSettled(FacetRow sent, FacetRow now, Outcome outcome) {
        Settlement settlement = settlement(sent, now);
        settlement.settleFeed(outcome, PAUSE);
        return settlement.facets().rows().get(Facet.STOCK);
    }

    private Settlement settlement(FacetRow sent, FacetRow now) {
        Map<Facet, FacetRow> facets = new EnumMap<>(Facet.class);
        facets.put(Facet.STOCK, now);
        Claim.Line line = new Claim.Line(listing(), Map.of(Facet.STOCK, sent), null);
        return new Settlement(
                Operation.SET_STOCK,
                line,
                new SettledListing(schedule, true, NOW, listing()),
                new CarriedFacets(CALL, Operation.SET_STOCK, NOW, line.facets(), facets));
    }

    /** As the catalogue leaves it when it changes a figure that is under way. */
    private static FacetRow changed(int quantity) {
        return stock(quantity, 4, 0);
    }

    /** On its way with the call. */
    private static FacetRow stock(int desired, int applied, int attempts) {
        String json = StoredJson.write(new FacetValues.Stock(desired, 4));
        String has = StoredJson.write(new FacetValues.Stock(applied, 4));
        return new FacetRow(
                1,
                Facet.STOCK,
                "wb",
                new UUID(0, 1),
                json,
                "h" + desired,
                desired,
                NOW,
                has,
                "h" + applied,
                1,
                NOW,
                Work.SEND,
                Urgency.STOCK_UP,
                NOW,
                NOW,
                NOW,
                attempts,
                null,
                CALL);
    }

    private static ListingRow listing() {
        return new ListingRow(
                1,
                "wb",
                new UUID(0, 1),
                "memory",
                "S",
                312,
                "A saree",
                Wanted.ON_SALE,
                "catalogue",
                State.LIVE,
                "",
                NOW,
                3,
                null,
                null,
                1,
                null,
                null,
                0,
                null);
    }
}
