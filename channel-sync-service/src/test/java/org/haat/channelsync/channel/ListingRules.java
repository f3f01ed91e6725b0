package org.haat.channelsync.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.haat.channelsync.channel.Outcome.Status;
import org.haat.event.Money;
import org.junit.jupiter.api.Test;

/** Rules 5, 7 and 8 for content, price and reading back. */
interface ListingRules extends Bench {
    @Test
    @Rule(5)
    default void sameListingTwiceIsTheSameRequestTwice() {
        facet(ListingSink.class).ifPresent(sink -> {
            List<Outcome> first = sink.put(account(), List.of(harness().listing("HAAT-1")));
            List<Outcome> second = sink.put(account(), List.of(harness().listing("HAAT-1")));

            List<ChannelHarness.Request> requests = harness().requests(Operation.PUT_LISTING);

            assertThat(first).extracting(Outcome::status).containsExactly(Status.ACCEPTED);
            assertThat(second).extracting(Outcome::status).containsExactly(Status.ACCEPTED);
            assertThat(requests).hasSize(2);
            assertThat(requests.get(0).text()).isEqualTo(requests.get(1).text());
        });
    }

    @Test
    @Rule(7)
    default void refusedListingLeavesTheOthersAlone() {
        facet(ListingSink.class).ifPresent(sink -> {
            harness().refuse("HAAT-2");

            List<Outcome> outcomes = sink.put(
                    account(),
                    List.of(
                            harness().listing("HAAT-1"),
                            harness().listing("HAAT-2"),
                            harness().listing("HAAT-3")));

            assertThat(outcomes).extracting(Outcome::sku).containsExactly("HAAT-1", "HAAT-2", "HAAT-3");
            assertThat(outcomes)
                    .extracting(Outcome::status)
                    .containsExactly(Status.ACCEPTED, Status.REJECTED, Status.ACCEPTED);
            assertThat(outcomes.get(1).issues()).isNotEmpty();
        });
    }

    @Test
    @Rule(22)
    default void previewTellsWhatWouldBeRefusedAndKeepsNothing() {
        facet(ListingPreview.class).ifPresent(preview -> {
            harness().refuse("HAAT-2");

            ListingPreview.Judgement good = preview.preview(account(), harness().listing("HAAT-1"));
            ListingPreview.Judgement bad = preview.preview(account(), harness().listing("HAAT-2"));

            assertThat(good.fit()).isTrue();
            assertThat(bad.fit()).isFalse();
            assertThat(bad.asked()).isTrue();
            assertThat(bad.issues()).isNotEmpty();
            assertThat(harness().stock(account(), "HAAT-1")).isEmpty();
            assertThat(harness().requests(Operation.PUT_LISTING)).isEmpty();
        });
    }

    @Test
    @Rule(5)
    default void retiringWhatIsNotThereIsAccepted() {
        facet(ListingSink.class).ifPresent(sink -> {
            harness().show(account(), "HAAT-1", true, 5);

            sink.retire(account(), List.of(harness().listing("HAAT-1")));
            List<Outcome> again = sink.retire(account(), List.of(harness().listing("HAAT-1")));

            assertThat(again).extracting(Outcome::status).containsExactly(Status.ACCEPTED);
        });
    }

    @Test
    @Rule(8)
    default void priceArrivesToThePaisa() {
        facet(PriceSink.class).ifPresent(sink -> {
            harness().show(account(), "HAAT-1", true, 5);

            List<Outcome> outcomes = sink.setPrice(
                    account(),
                    List.of(Samples.price(
                            "HAAT-1", harness().highestPrice(), harness().sellingPrice())));

            assertThat(outcomes).extracting(Outcome::status).containsExactly(Status.ACCEPTED);
            assertThat(harness().price(account(), "HAAT-1")).contains(harness().sellingPrice());
            assertThat(harness().mrp(account(), "HAAT-1")).isEqualTo(harness().highestPriceKept());
        });
    }

    @Test
    @Rule(8)
    default void foreignCurrencyIsRefusedAndNothingChanges() {
        facet(PriceSink.class).ifPresent(sink -> {
            harness().show(account(), "HAAT-1", true, 5);

            String foreign = harness().sellingPrice().currency().equals("USD") ? "INR" : "USD";
            List<Outcome> outcomes = sink.setPrice(
                    account(), List.of(Samples.price("HAAT-1", new Money(2_499, foreign), new Money(1_999, foreign))));

            assertThat(outcomes).extracting(Outcome::status).containsExactly(Status.REJECTED);
            assertThat(harness().price(account(), "HAAT-1"))
                    .isNotEqualTo(java.util.Optional.of(new Money(1_999, foreign)));
        });
    }

    @Test
    @Rule(7)
    default void readingGivesOneAnswerPerSkuInOrder() {
        facet(ListingReader.class).ifPresent(reader -> {
            harness().show(account(), "HAAT-1", true, 5);
            harness().show(account(), "HAAT-3", false, 0);

            List<RemoteListing> read = reader.read(account(), List.of("HAAT-3", "HAAT-2", "HAAT-1"));

            assertThat(read).extracting(RemoteListing::sku).containsExactly("HAAT-3", "HAAT-2", "HAAT-1");
            assertThat(read).extracting(RemoteListing::present).containsExactly(true, false, true);
            assertThat(read).extracting(RemoteListing::live).containsExactly(false, false, true);
            assertThat(read.get(2).quantity()).isEqualTo(5);
        });
    }

    @Test
    @Rule(4)
    default void readingMoreThanABatchIsSplit() {
        facet(ListingReader.class).ifPresent(reader -> {
            int limit = harness().channel().limits().readBatch();
            List<String> skus = java.util.stream.IntStream.rangeClosed(1, limit + 1)
                    .mapToObj(n -> "HAAT-" + n)
                    .toList();
            skus.forEach(sku -> harness().show(account(), sku, true, 1));

            List<RemoteListing> read = reader.read(account(), skus);

            assertThat(read).extracting(RemoteListing::sku).containsExactlyElementsOf(skus);
            assertThat(read).allMatch(RemoteListing::present);
            assertThat(harness().requests(Operation.READ_LISTINGS)).hasSize(2);
        });
    }
}
