package org.haat.channelsync.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.haat.channelsync.channel.RemoteListing;
import org.haat.channelsync.database.StoredJson;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.listing.FacetRow;
import org.haat.channelsync.listing.FacetValues;
import org.haat.channelsync.listing.ListingRow;
import org.haat.channelsync.listing.TakenListing;
import org.haat.channelsync.listing.Urgency;
import org.haat.channelsync.listing.Wanted;
import org.haat.channelsync.listing.Work;
import org.haat.event.ListingStatus.State;
import org.haat.event.Money;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final Instant TAKEN = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant ASKED = TAKEN.plus(Duration.ofHours(1));
    private static final FacetValues.Price PRICE = new FacetValues.Price(249_900, 199_950, "INR");
    private static final TakenListing SAREE = new TakenListing("SKU-1", "MEM1", TAKEN);
    private final Map<Facet, FacetRow> facets = new EnumMap<>(Facet.class);
    private ListingRow listing = SAREE.row(State.LIVE, Wanted.ON_SALE);

    ComparisonTest() {
        facets.put(Facet.CONTENT, SAREE.content("content"));
        put(Facet.PRICE, PRICE);
        put(Facet.STOCK, new FacetValues.Stock(5, 3));
    }

    @Test
    void listingInStepHasNoDifference() {
        assertThat(compare(shown(199_950, 5, true))).isEqualTo(new Comparison(false, List.of()));
    }

    @Test
    void priceStockAndStatusAreToldAtOnceInWordsForAPerson() {
        assertThat(compare(shown(99_900, 7, false)).differences())
                .containsExactly(
                        new Difference(DriftKind.PRICE, "1999.50 / 2499.00 INR", "999.00 / 2499.00 INR"),
                        new Difference(DriftKind.STOCK, "5", "7"),
                        new Difference(DriftKind.STATUS, "LIVE", "FAILED_VERIFICATION"));
    }

    @Test
    void absentListingIsMissingAndNothingElse() {
        assertThat(compare(RemoteListing.absent("SKU-1")).differences())
                .containsExactly(new Difference(DriftKind.MISSING, "", ""));
    }

    @Test
    void absentListingUnderVerificationIsInItsHands() {
        listing = listing.verifyFrom(TAKEN, ASKED);

        assertThat(compare(RemoteListing.absent("SKU-1"))).isEqualTo(new Comparison(true, List.of()));
    }

    @Test
    void whatWasTakenAfterTheReadingIsNotJudged() {
        assertThat(Comparison.of(ours(), shown(99_900, 7, true), TAKEN.minusSeconds(1)))
                .isEqualTo(new Comparison(true, List.of()));
    }

    @Test
    void facetUnderWayIsNotJudgedAndTheOthersAre() {
        facets.computeIfPresent(Facet.STOCK, (facet, row) -> row.taken(7));

        Comparison comparison = compare(shown(99_900, 7, true));

        assertThat(comparison.moving()).isTrue();
        assertThat(comparison.differences()).extracting(Difference::kind).containsExactly(DriftKind.PRICE);
    }

    @Test
    void refusedOrUnknownFacetIsNotJudged() {
        facets.computeIfPresent(Facet.STOCK, (facet, row) -> row.refused("REJECTED"));
        facets.computeIfPresent(Facet.PRICE, (facet, row) -> row.unknown(row.desiredHash(), ASKED));

        assertThat(compare(shown(99_900, 7, true)).differences()).isEmpty();
    }

    @Test
    void titleOtherThanTheOneReadLastWasChangedThere() {
        Ours ours = new Ours(listing, facets, "A saree");

        assertThat(Comparison.of(ours, shown(199_950, 5, true), TAKEN.plusSeconds(1))
                        .differences())
                .containsExactly(new Difference(DriftKind.CONTENT, "A saree", "Saree"));
    }

    @Test
    void textOtherThanTheOneThatWasSentWasChangedThereAndAChannelsSpellingWasNot() {
        Map<String, List<String>> sent = Map.of("color", List.of("Red"), "size", List.of("L"));

        assertThat(content(Map.of("color", List.of("red "), "size", List.of("L")), sent))
                .isEmpty();
        assertThat(content(Map.of("color", List.of("Blue"), "size", List.of("L")), sent))
                .containsExactly(new Difference(DriftKind.CONTENT, "color: Red", "color: Blue"));
        assertThat(content(Map.of("color", List.of("Blue")), Map.of()))
                .as("nobody knows what was sent")
                .isEmpty();
        assertThat(content(Map.of(), sent)).as("the reading brings no texts").isEmpty();
    }

    private List<Difference> content(Map<String, List<String>> there, Map<String, List<String>> sent) {
        RemoteListing shown = new RemoteListing(
                "SKU-1", true, true, false, "MEM1", "Saree", null, Money.inr(199_950), 5, List.of(), there);
        return Comparison.of(ours(), shown, TAKEN.plusSeconds(1), sent).differences();
    }

    @Test
    void retiredListingThatIsLiveThereIsADifferenceOfStatus() {
        facets.put(Facet.CONTENT, SAREE.content(FacetValues.RETIRED));

        assertThat(compare(shown(1, 1, true)).differences())
                .containsExactly(new Difference(DriftKind.STATUS, "RETIRED", "LIVE"));
        assertThat(compare(shown(1, 1, false)).differences()).isEmpty();
    }

    @Test
    void retiredListingThatOthersStillSellIsDownOnceNothingOfOursIsThere() {
        facets.put(Facet.CONTENT, SAREE.content(FacetValues.RETIRED));

        assertThat(compare(shared(0)).differences()).isEmpty();
        assertThat(compare(shared(2)).differences())
                .as("somebody put ours back")
                .containsExactly(new Difference(DriftKind.STATUS, "RETIRED", "LIVE"));
        assertThat(compare(shown(1, 0, true)).differences())
                .as("nobody else sells it")
                .containsExactly(new Difference(DriftKind.STATUS, "RETIRED", "LIVE"));
    }

    private static RemoteListing shared(int ours) {
        return new RemoteListing(
                "SKU-1", true, true, false, "MEM1", "Saree", null, Money.inr(1), ours, List.of(), Map.of(), true);
    }

    @Test
    void mendedPriceIsSentAgainByItsOwnUrgency() {
        Repair repair = new Repair(ours(), ASKED);

        assertThat(repair.mend(DriftKind.PRICE, shown(99_900, 5, true))).isTrue();

        FacetRow price = of(repair, Facet.PRICE);
        assertThat(price.work()).isEqualTo(Work.SEND);
        assertThat(price.desired()).isEqualTo(StoredJson.write(PRICE));
        assertThat(price.applied()).contains("99900");
        assertThat(of(repair, Facet.STOCK).work()).isEqualTo(Work.NONE);
    }

    @Test
    void stockThatIsTooHighThereIsUrgent() {
        Repair repair = new Repair(ours(), ASKED);

        repair.mend(DriftKind.STOCK, shown(199_950, 50, true));

        assertThat(of(repair, Facet.STOCK).urgency()).isEqualTo(Urgency.STOCK_DOWN);
    }

    @Test
    void missingListingGoesOutWholeWhenItIsWanted() {
        Repair wanted = new Repair(ours(), ASKED);
        wanted.mend(DriftKind.MISSING, RemoteListing.absent("SKU-1"));
        assertThat(of(wanted, Facet.CONTENT).work()).isEqualTo(Work.SEND);
        assertThat(of(wanted, Facet.CONTENT).urgency()).isEqualTo(Urgency.NEW_LISTING);
        assertThat(of(wanted, Facet.PRICE).work()).isEqualTo(Work.NONE);

        listing = SAREE.row(State.PAUSED, Wanted.PAUSED);
        Repair paused = new Repair(ours(), ASKED);
        paused.mend(DriftKind.MISSING, RemoteListing.absent("SKU-1"));
        assertThat(of(paused, Facet.CONTENT).work()).isEqualTo(Work.NONE);
    }

    @Test
    void retiredListingThatIsLiveIsTakenDownAgain() {
        facets.put(Facet.CONTENT, SAREE.content(FacetValues.RETIRED));
        Repair repair = new Repair(ours(), ASKED);

        repair.mend(DriftKind.STATUS, shown(199_950, 5, true));

        assertThat(of(repair, Facet.CONTENT).work()).isEqualTo(Work.SEND);
        assertThat(of(repair, Facet.CONTENT).urgency()).isEqualTo(Urgency.RETIRE);
    }

    @Test
    void contentIsNeverOverwrittenWithoutAPerson() {
        Repair repair = new Repair(ours(), ASKED);

        assertThat(repair.mend(DriftKind.CONTENT, shown(199_950, 5, true))).isFalse();
        assertThat(repair.change()).isNull();
        assertThat(repair.facets()).isEqualTo(facets);
    }

    private static FacetRow of(Repair repair, Facet facet) {
        return Objects.requireNonNull(repair.facets().get(facet));
    }

    private Ours ours() {
        return new Ours(listing, facets, null);
    }

    private Comparison compare(RemoteListing shown) {
        return Comparison.of(ours(), shown, TAKEN.plusSeconds(1));
    }

    private void put(Facet facet, Object value) {
        facets.put(facet, SAREE.facet(facet, value));
    }

    private static RemoteListing shown(long price, int quantity, boolean live) {
        return new RemoteListing(
                "SKU-1", true, live, false, "MEM1", "Saree", null, Money.inr(price), quantity, List.of());
    }
}
