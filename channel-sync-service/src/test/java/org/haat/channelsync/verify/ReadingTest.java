package org.haat.channelsync.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.haat.channelsync.SyncConfig;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.RemoteListing;
import org.haat.channelsync.database.StoredJson;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.listing.FacetRow;
import org.haat.channelsync.listing.FacetValues;
import org.haat.channelsync.listing.ListingRow;
import org.haat.channelsync.listing.StateChange;
import org.haat.channelsync.listing.TakenListing;
import org.haat.channelsync.listing.Wanted;
import org.haat.channelsync.listing.Work;
import org.haat.event.ListingStatus.State;
import org.haat.event.Money;
import org.junit.jupiter.api.Test;

/** Verification with a clock in hand: what each reading means at each time since the channel accepted. */
class ReadingTest {
    private static final Instant ACCEPTED = Instant.parse("2026-11-21T10:00:00Z");
    private static final TakenListing SAREE = new TakenListing("S", null, ACCEPTED);
    private final SyncConfig config = new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(SyncConfig.class)
            .build()
            .getConfigMapping(SyncConfig.class);
    private final VerifySchedule schedule = new VerifySchedule(config);

    @Test
    void defaultsAreThoseOfProduction() {
        assertThat(config.verify().deadlines())
                .containsExactly(Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(24));
        assertThat(config.verify().first()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.timeScale()).isEqualTo(1.0);
        assertThat(config.orders().interval()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.engine().lease()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void acceptedIsNotLiveUntilTheChannelShowsIt() {
        Reading pending = read(State.ACCEPTED, shown(false), Duration.ofSeconds(10), 0);

        assertThat(pending.decide(List.of())).isEmpty();
        assertThat(pending.listing().verifyDueAt()).isEqualTo(ACCEPTED.plusSeconds(30));

        Reading live = read(State.ACCEPTED, shown(true), Duration.ofSeconds(30), 1);
        assertThat(states(live.decide(List.of()))).containsExactly(State.LIVE);
        assertThat(live.listing().verifyDueAt()).isNull();
        assertThat(live.listing().listingVersion()).isEqualTo(4);
    }

    @Test
    void changeThatKeepsVanishingGoesOutEverMoreSeldom() {
        assertThat(schedule.sendAgain(1, ACCEPTED)).as("once at once").isEqualTo(ACCEPTED);
        assertThat(schedule.sendAgain(2, ACCEPTED)).isEqualTo(ACCEPTED.plusSeconds(2));
        assertThat(schedule.sendAgain(5, ACCEPTED)).isEqualTo(ACCEPTED.plusSeconds(16));
        assertThat(schedule.sendAgain(60, ACCEPTED)).isEqualTo(ACCEPTED.plus(Duration.ofMinutes(10)));
    }

    @Test
    void waitsGrowAndNeverPassTheLongest() {
        Instant now = ACCEPTED;
        Duration before = Duration.ZERO;
        for (int attempt = 0; attempt < 20; attempt++) {
            Duration wait = Duration.between(now, schedule.next(attempt, now));
            assertThat(wait).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(Duration.ofHours(6));
            before = wait;
        }
    }

    @Test
    void firstDeadlineRaisesAWarningAndTheLastOneFailsVerification() {
        Reading late = read(State.ACCEPTED, shown(false), Duration.ofMinutes(16), 7);
        assertThat(states(late.decide(List.of()))).containsExactly(State.ACCEPTED);
        assertThat(late.issues()).extracting(ChannelIssue::code).containsExactly("NOT_LIVE_YET");

        Reading stillLate = read(State.ACCEPTED, shown(false), Duration.ofMinutes(50), 8);
        assertThat(stillLate.decide(late.issues())).as("nothing new to tell").isEmpty();

        Reading over = read(State.ACCEPTED, shown(false), Duration.ofHours(24), 12);
        assertThat(states(over.decide(late.issues()))).containsExactly(State.FAILED_VERIFICATION);
        assertThat(over.issues()).extracting(ChannelIssue::code).containsExactly("NOT_LIVE_IN_TIME");
        assertThat(over.listing().verifyDueAt())
                .as("it is still read, rarely")
                .isEqualTo(ACCEPTED.plus(Duration.ofHours(48)));
    }

    @Test
    void listingThatComesLiveAfterAllIsLive() {
        Reading live = read(State.FAILED_VERIFICATION, shown(true), Duration.ofHours(48), 13);

        assertThat(states(live.decide(List.of()))).containsExactly(State.LIVE);
    }

    @Test
    void errorsOfTheChannelAreIssuesInItsOwnWords() {
        RemoteListing remote = new RemoteListing(
                "S",
                true,
                false,
                false,
                "B0TEST",
                "A saree",
                null,
                null,
                null,
                List.of(ChannelIssue.error("18027", "The picture has text on it", "main_image")));
        Reading reading = read(State.ACCEPTED, remote, Duration.ofMinutes(1), 2);

        assertThat(states(reading.decide(List.of()))).containsExactly(State.ISSUES);
        assertThat(reading.issues()).isEqualTo(remote.issues());
        assertThat(reading.listing().remoteId()).isEqualTo("B0TEST");
        assertThat(reading.listing().verifyDueAt()).isNotNull();
    }

    @Test
    void suppressedListingIsSaidToBe() {
        RemoteListing remote = new RemoteListing("S", true, false, true, null, null, null, null, null, List.of());

        assertThat(states(read(State.LIVE, remote, Duration.ofMinutes(1), 0).decide(List.of())))
                .containsExactly(State.SUPPRESSED);
    }

    @Test
    void unknownStockIsSettledByWhatTheChannelShows() {
        Map<Facet, FacetRow> facets = facets();
        FacetRow unknown = stock(7).unknown("h7", ACCEPTED);
        facets.put(Facet.STOCK, unknown);
        Reading.Sent sent = new Reading.Sent(StoredJson.write(new FacetValues.Stock(7, 4)), "h7", 7);

        Reading same = reading(State.LIVE, shownWith(7), facets, Map.of(Facet.STOCK, sent));
        same.decide(List.of());
        assertThat(same.facets().get(Facet.STOCK).appliedHash()).isEqualTo("h7");

        Reading other = reading(State.LIVE, shownWith(5), facets, Map.of(Facet.STOCK, sent));
        other.decide(List.of());
        assertThat(other.facets().get(Facet.STOCK).work()).isEqualTo(Work.SEND);
    }

    /** Else they would be refused there, and the listing would stand in the inbox. */
    @Test
    void priceAndStockOfANewListingThatDidNotArriveGoWithItAgain() {
        Map<Facet, FacetRow> facets = facets();
        facets.replaceAll((facet, row) -> row.gone().unknown(row.desiredHash(), ACCEPTED));

        Reading absent = reading(State.SUBMITTED, RemoteListing.absent("S"), facets, sent(facets));
        absent.decide(List.of());

        assertThat(absent.facets().values())
                .extracting(FacetRow::work)
                .containsExactly(Work.SEND, Work.NONE, Work.NONE);
    }

    @Test
    void priceAndStockOfAListingThatWasTakenDownAreNotSentAfterIt() {
        Map<Facet, FacetRow> facets = facets();
        facets.put(Facet.STOCK, stock(7));
        facets.replaceAll((facet, row) -> row.unknown(row.desiredHash(), ACCEPTED));
        Map<Facet, Reading.Sent> sent = sent(facets);
        sent.put(Facet.CONTENT, new Reading.Sent(null, FacetValues.RETIRED, 5));

        Reading gone = reading(State.LIVE, RemoteListing.absent("S"), facets, sent);
        gone.decide(List.of());

        assertThat(gone.facets().get(Facet.PRICE).work()).isEqualTo(Work.NONE);
        assertThat(gone.facets().get(Facet.STOCK).work()).isEqualTo(Work.NONE);
    }

    /** Others may sell from the same listing. */
    @Test
    void listingThatWasTakenDownStaysSoWhateverTheChannelShows() {
        Map<Facet, FacetRow> facets = facets();
        facets.put(Facet.CONTENT, SAREE.facet(Facet.CONTENT, null, FacetValues.RETIRED, 5));

        Reading live = reading(State.RETIRED, shownWith(0), facets, Map.of());

        assertThat(live.decide(List.of())).isEmpty();
        assertThat(live.listing().verifyDueAt()).as("nor is it read again").isNull();
        assertThat(live.facets().values()).extracting(FacetRow::work).containsOnly(Work.NONE);
    }

    private static Map<Facet, Reading.Sent> sent(Map<Facet, FacetRow> facets) {
        Map<Facet, Reading.Sent> sent = new EnumMap<>(Facet.class);
        facets.forEach((facet, row) ->
                sent.put(facet, new Reading.Sent(row.desired(), row.desiredHash(), row.desiredVersion())));
        return sent;
    }

    @Test
    void readingThatWasAskedBeforeTheCallLeftSaysNothingOfIt() {
        Map<Facet, FacetRow> facets = facets();
        facets.put(Facet.STOCK, stock(7).unknown("h7", ACCEPTED));

        Reading early = reading(State.LIVE, shownWith(5), facets, Map.of());
        early.decide(List.of());

        assertThat(early.facets().get(Facet.STOCK).work()).isEqualTo(Work.READ_BACK);
        assertThat(early.listing().verifyDueAt()).as("so it is asked again").isNotNull();
    }

    private Reading read(State state, RemoteListing remote, Duration since, int attempts) {
        return new Reading(schedule, ACCEPTED.plus(since), remote, Map.of(), row(state, attempts), facets());
    }

    private Reading reading(
            State state, RemoteListing remote, Map<Facet, FacetRow> facets, Map<Facet, Reading.Sent> sent) {
        return new Reading(schedule, ACCEPTED.plusSeconds(5), remote, sent, row(state, 0), facets);
    }

    private static List<State> states(List<StateChange> changes) {
        return changes.stream().map(StateChange::to).toList();
    }

    private static RemoteListing shown(boolean live) {
        return new RemoteListing("S", true, live, false, null, "A saree", null, null, null, List.of());
    }

    private static RemoteListing shownWith(int quantity) {
        return new RemoteListing(
                "S", true, true, false, null, "A saree", Money.inr(200), Money.inr(100), quantity, List.of());
    }

    private static Map<Facet, FacetRow> facets() {
        Map<Facet, FacetRow> facets = new EnumMap<>(Facet.class);
        facets.put(Facet.CONTENT, SAREE.facet(Facet.CONTENT, null, "h", 4));
        String price = StoredJson.write(new FacetValues.Price(200, 100, "INR"));
        facets.put(Facet.PRICE, SAREE.facet(Facet.PRICE, price, "p", 4));
        facets.put(Facet.STOCK, stock(5));
        return facets;
    }

    /** Wished since five pieces were taken. */
    private static FacetRow stock(int quantity) {
        return SAREE.wishing(SAREE.facet(Facet.STOCK, pieces(5), "h5", 5), pieces(quantity), "h" + quantity, quantity);
    }

    private static String pieces(int quantity) {
        return StoredJson.write(new FacetValues.Stock(quantity, 4));
    }

    private static ListingRow row(State state, int attempts) {
        ListingRow row = SAREE.row(state, Wanted.ON_SALE).showing(0).verifyFrom(ACCEPTED, ACCEPTED);
        for (int attempt = 0; attempt < attempts; attempt++) {
            row = row.askAgain(ACCEPTED);
        }
        return row;
    }
}
