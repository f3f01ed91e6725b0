package org.haat.channelsync.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.channel.SaleMoney;
import org.haat.channelsync.database.StoredJson;
import org.haat.event.ListingSnapshot;
import org.haat.event.ListingStatus.State;
import org.junit.jupiter.api.Test;

class ListingPlanTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Capabilities ALL = new Capabilities(true, true, true);

    @Test
    void newListingGoesOutWholeAndNothingBesidesIt() {
        Map<Facet, FacetRow> facets = plan(draft(), Map.of(), wish(1), 5).facets();

        assertThat(facets.get(Facet.CONTENT).work()).isEqualTo(Work.SEND);
        assertThat(facets.get(Facet.CONTENT).urgency()).isEqualTo(Urgency.NEW_LISTING);
        assertThat(facets.get(Facet.PRICE).work()).isEqualTo(Work.NONE);
        assertThat(facets.get(Facet.STOCK).work()).isEqualTo(Work.NONE);
    }

    @Test
    void priceIsPlannedInTheMoneyOfTheAccountAndStaysAsItIsWithoutARate() {
        Product product = product(wish(1), 5);
        SaleMoney dollars = new SaleMoney(
                "USD",
                new SaleMoney.Exchange("INR", new BigDecimal("80"), LocalDate.of(2026, 11, 20), BigDecimal.TEN, 1));
        long paise = product.snapshot().price().minor();
        long cents = BigDecimal.valueOf(paise)
                .multiply(new BigDecimal("1.1"))
                .divide(BigDecimal.valueOf(80), 0, RoundingMode.CEILING)
                .longValueExact();

        assertThat(price(product.pricedIn(dollars))).isEqualTo(new FacetValues.Price(cents, cents, "USD"));
        assertThat(product.pricedIn(new SaleMoney("USD", null))).isEqualTo(product);
    }

    private static FacetValues.Price price(Product product) {
        ListingPlan plan =
                ListingPlan.make(product, product.snapshot(), draft(), Map.of(), ALL, Duration.ofSeconds(3), NOW);
        return StoredJson.read(plan.facets().get(Facet.PRICE).desired(), FacetValues.Price.class);
    }

    @Test
    void productThatChangesAfterALookIsADraftAgainAndStockDoesNotCount() {
        Map<Facet, FacetRow> seen = plan(draft(), Map.of(), wish(1), 5).facets();
        ListingRow previewed = row(State.PREVIEWED);

        assertThat(plan(previewed, seen, wish(2), 9).change()).isNull();
        assertThat(plan(
                                previewed,
                                seen,
                                new SyncBench.Wish("wb", "S", 2).price(100).snapshot(),
                                5)
                        .change())
                .extracting(StateChange::to)
                .isEqualTo(State.DRAFT);
        assertThat(plan(
                                previewed,
                                seen,
                                new SyncBench.Wish("wb", "S", 2)
                                        .title("Another")
                                        .snapshot(),
                                5)
                        .change())
                .extracting(StateChange::to)
                .isEqualTo(State.DRAFT);
    }

    @Test
    void newListingWaitsALittleForItsFirstStockFigure() {
        Map<Facet, FacetRow> facets = plan(draft(), Map.of(), wish(1), null).facets();

        assertThat(facets.get(Facet.CONTENT).dueAt()).isAfter(NOW);
    }

    @Test
    void stockThatFallsToZeroOvertakesStockThatFellLongBefore() {
        FacetRow zero = changedStock(5, 0, NOW);
        FacetRow down = changedStock(5, 3, NOW.minus(Duration.ofHours(3)));
        FacetRow up = changedStock(5, 9, NOW.minus(Duration.ofHours(3)));

        assertThat(List.of(zero.urgency(), down.urgency(), up.urgency()))
                .containsExactly(Urgency.STOCK_TO_ZERO, Urgency.STOCK_DOWN, Urgency.STOCK_UP);
        assertThat(zero.rank()).isBefore(down.rank());
        assertThat(down.rank()).isBefore(up.rank());
    }

    @Test
    void whatCameAtOneMomentGoesStockFirstThenPriceThenContentThenNewListings() {
        assertThat(Stream.of(Urgency.values())
                        .filter(one -> one != Urgency.NONE && one != Urgency.RETIRE)
                        .sorted(Comparator.comparing(one -> one.rank(NOW))))
                .containsExactly(
                        Urgency.STOCK_TO_ZERO,
                        Urgency.STOCK_DOWN,
                        Urgency.STOCK_UP,
                        Urgency.PRICE,
                        Urgency.CONTENT,
                        Urgency.NEW_LISTING);
    }

    @Test
    void whatWaitsLongEnoughOvertakesWhatIsMoreUrgent() {
        FacetRow old = changedStock(5, 9, NOW.minus(Duration.ofHours(12)));
        FacetRow zero = changedStock(5, 0, NOW);

        assertThat(old.rank()).isBefore(zero.rank());
    }

    @Test
    void changeWhileItWaitsKeepsItsPlaceAndSendsOnlyTheLastValue() {
        FacetRow first = changedStock(5, 9, NOW);
        Desired later = Desired.of(new FacetValues.Stock(12, 4), 9);
        FacetRow second = first.desire(later, true, NOW.plusSeconds(60), NOW.plusSeconds(60));

        assertThat(second.waitingSince()).isEqualTo(first.waitingSince());
        assertThat(second.desired()).contains("12");
    }

    @Test
    void valueThatComesBackToWhatTheChannelHasMakesNoWork() {
        FacetRow waiting = changedStock(5, 9, NOW);
        FacetRow back = waiting.desire(Desired.of(new FacetValues.Stock(5, 4), 9), true, NOW, NOW);

        assertThat(back.work()).isEqualTo(Work.NONE);
        assertThat(back.waitingSince()).isNull();
    }

    @Test
    void channelWithoutAPriceOfItsOwnGetsThePriceWithTheContent() {
        Capabilities contentOnly = new Capabilities(true, false, false);
        Map<Facet, FacetRow> before = live(contentOnly, 5);

        Map<Facet, FacetRow> after = ListingPlan.make(
                        product(new SyncBench.Wish("wb", "S", 2).price(100).snapshot(), 5),
                        new SyncBench.Wish("wb", "S", 2).price(100).snapshot(),
                        row(State.LIVE),
                        before,
                        contentOnly,
                        Duration.ZERO,
                        NOW)
                .facets();

        assertThat(after.get(Facet.CONTENT).work()).isEqualTo(Work.SEND);
        assertThat(after.get(Facet.PRICE).work()).isEqualTo(Work.NONE);
    }

    @Property(tries = 300)
    void planMadeTwiceChangesNothingTheSecondTime(@ForAll("wishes") ListingSnapshot snapshot, @ForAll boolean known) {
        Map<Facet, FacetRow> before = known ? live(ALL, 5) : Map.of();
        ListingPlan once = plan(row(known ? State.LIVE : State.DRAFT), before, snapshot, 3);
        ListingRow after = once.change() == null
                ? once.listing()
                : once.listing().inState(once.change().to());
        ListingPlan twice = plan(after, once.facets(), snapshot, 3);

        assertThat(twice.facets()).isEqualTo(once.facets());
        assertThat(twice.change()).isNull();
        assertThat(twice.listing()).isEqualTo(after);
    }

    @Property(tries = 300)
    void planNeverTakesAnIllegalStep(@ForAll("wishes") ListingSnapshot snapshot, @ForAll State state) {
        ListingPlan plan = plan(row(state), state == State.DRAFT ? Map.of() : live(ALL, 5), snapshot, 3);

        if (plan.change() != null) {
            assertThat(Transitions.isLegal(state, plan.change().to()))
                    .as("%s to %s", state, plan.change().to())
                    .isTrue();
        }
    }

    @Test
    void valueThatChangesWhileAnotherIsUnderWayHasNotFailed() {
        FacetRow sent = changedStock(5, 9, NOW).tryAgain("another", NOW, NOW);
        FacetRow failedTwice = sent.tryAgain(sent.desiredHash(), NOW, NOW)
                .tryAgain(sent.desiredHash(), NOW, NOW)
                .taken(7);

        FacetRow changed = failedTwice.desire(Desired.of(new FacetValues.Stock(0, 4), 9), true, NOW, NOW);

        assertThat(failedTwice.attempts()).isEqualTo(2);
        assertThat(changed.attempts()).isZero();
        assertThat(changed.call()).isEqualTo(7);
    }

    @Property(tries = 200)
    void afterTheChannelTookEverythingNothingIsLeftToDo(@ForAll("wishes") ListingSnapshot snapshot) {
        Map<Facet, FacetRow> facets =
                new EnumMap<>(plan(row(State.LIVE), live(ALL, 5), snapshot, 3).facets());
        facets.replaceAll((facet, row) -> row.work() == Work.SEND
                ? row.accepted(row.desired(), row.desiredHash(), row.desiredVersion(), NOW)
                : row);

        assertThat(plan(row(State.LIVE), facets, snapshot, 3).facets().values())
                .allMatch(row -> row.work() == Work.NONE);
    }

    @Provide
    Arbitrary<ListingSnapshot> wishes() {
        return Combinators.combine(
                        Arbitraries.of(ListingSnapshot.State.class),
                        Arbitraries.of(
                                List.<List<String>>of(List.of("memory"), List.of(), List.of("memory", "flipkart"))),
                        Arbitraries.of("A saree", "Another saree"),
                        Arbitraries.longs().between(100, 199_950),
                        Arbitraries.longs().between(1, 50))
                .as((state, channels, title, price, version) ->
                        new SyncBench.Wish("wb", "S", version, state, channels, title, price).snapshot());
    }

    private static FacetRow changedStock(int from, int to, Instant when) {
        FacetRow stock = live(ALL, from).get(Facet.STOCK);
        return stock.desire(Desired.of(new FacetValues.Stock(to, 4), 8), true, when, when);
    }

    /** Facets as they are after the channel took the whole listing. */
    private static Map<Facet, FacetRow> live(Capabilities can, int stock) {
        Map<Facet, FacetRow> facets = new EnumMap<>(
                ListingPlan.make(product(wish(1), stock), wish(1), row(State.DRAFT), Map.of(), can, Duration.ZERO, NOW)
                        .facets());
        facets.replaceAll((facet, row) -> row.accepted(row.desired(), row.desiredHash(), row.desiredVersion(), NOW));
        return facets;
    }

    private static ListingPlan plan(
            ListingRow row, Map<Facet, FacetRow> facets, ListingSnapshot snapshot, Integer stock) {
        return ListingPlan.make(product(snapshot, stock), snapshot, row, facets, ALL, Duration.ofSeconds(3), NOW);
    }

    private static Product product(ListingSnapshot snapshot, Integer stock) {
        return new Product("wb", "S", snapshot.version(), snapshot, 1, stock);
    }

    private static ListingSnapshot wish(long version) {
        return SyncBench.snapshot("wb", "S", version);
    }

    private static ListingRow draft() {
        return row(State.DRAFT);
    }

    private static ListingRow row(State state) {
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
                state,
                "",
                NOW,
                1,
                null,
                null,
                0,
                null,
                null,
                0,
                null);
    }
}
