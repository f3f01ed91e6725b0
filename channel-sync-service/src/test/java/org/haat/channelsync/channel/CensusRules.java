package org.haat.channelsync.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.haat.channelsync.channel.ListingCensus.CensusPage;
import org.haat.channelsync.channel.ListingCensus.Found;
import org.junit.jupiter.api.Test;

/** Rule 18: the census is whole, ends, and hides nothing. */
interface CensusRules extends Bench {
    @Test
    @Rule(18)
    default void censusNamesEveryListingOnceAndEnds() {
        facet(ListingCensus.class).ifPresent(census -> {
            List<String> skus = IntStream.rangeClosed(1, census.censusPageSize() + 1)
                    .mapToObj(n -> String.format("HAAT-%04d", n))
                    .toList();
            skus.forEach(sku -> harness().show(account(), sku, true, 3));

            List<CensusPage> pages = pages(census);

            assertThat(pages).hasSize(2).allMatch(CensusPage::whole);
            assertThat(pages.get(0).found()).hasSize(census.censusPageSize());
            assertThat(pages)
                    .flatExtracting(CensusPage::found)
                    .extracting(Found::sku)
                    .containsExactlyInAnyOrderElementsOf(skus);
            assertThat(harness().requests(Operation.LIST_LISTINGS)).hasSize(2);
        });
    }

    @Test
    @Rule(18)
    default void censusShowsWhatAReadingShows() {
        facet(ListingCensus.class).ifPresent(census -> {
            harness().show(account(), "HAAT-1", true, 5);
            harness().show(account(), "HAAT-2", false, 0);

            List<Found> found = census.census(account(), null).found();

            assertThat(found).extracting(Found::sku).containsExactlyInAnyOrder("HAAT-1", "HAAT-2");
            facet(ListingReader.class).ifPresent(reader -> found.stream()
                    .filter(one -> one.shown() != null)
                    .forEach(one -> assertThat(one.shown())
                            .isEqualTo(
                                    reader.read(account(), List.of(one.sku())).get(0))));
        });
    }

    @Test
    @Rule(18)
    default void censusOfAnEmptyShelfIsWholeAndEmpty() {
        facet(ListingCensus.class).ifPresent(census -> {
            CensusPage page = census.census(account(), null);

            assertThat(page.found()).isEmpty();
            assertThat(page.next()).isNull();
            assertThat(page.whole()).isTrue();
        });
    }

    @Test
    @Rule(18)
    default void censusShowsNothingOfAnotherSeller() {
        facet(ListingCensus.class).ifPresent(census -> {
            harness().show(harness().otherAccount(), "HAAT-9", true, 5);

            assertThat(census.census(account(), null).found()).isEmpty();
        });
    }

    @Test
    @Rule(18)
    default void censusThatCannotBeReadIsNoEmptyShelf() {
        facet(ListingCensus.class).ifPresent(census -> {
            harness().show(account(), "HAAT-1", true, 5);
            harness().answer(Operation.LIST_LISTINGS, Fault.MISSING_FIELD);

            ChannelException fault = catchThrowableOfType(ChannelException.class, () -> census.census(account(), null));

            assertThat(fault).isNotNull();
            assertThat(fault.kind()).isEqualTo(FailureKind.PROTOCOL);
        });
    }

    private List<CensusPage> pages(ListingCensus census) {
        List<CensusPage> pages = new ArrayList<>();
        String cursor = null;
        do {
            CensusPage page = census.census(account(), cursor);
            pages.add(page);
            cursor = page.next();
        } while (cursor != null && pages.size() < 10);
        return pages;
    }
}
