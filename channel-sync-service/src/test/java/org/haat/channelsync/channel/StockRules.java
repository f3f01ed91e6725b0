package org.haat.channelsync.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.haat.channelsync.channel.Outcome.Status;
import org.junit.jupiter.api.Test;

/** Rules 4 to 7 for stock. */
interface StockRules extends Bench {
    @Test
    @Rule(4)
    default void zeroAndTheLargestNumberArriveAsTheyAre() {
        facet(StockSink.class).ifPresent(sink -> {
            known(2);

            List<Outcome> outcomes = sink.setStock(
                    account(), List.of(Samples.stock("HAAT-1", 0), Samples.stock("HAAT-2", Integer.MAX_VALUE)));

            assertThat(outcomes).extracting(Outcome::status).containsOnly(Status.ACCEPTED);
            assertThat(harness().stock(account(), "HAAT-1")).hasValue(0);
            assertThat(harness().stock(account(), "HAAT-2")).hasValue(Integer.MAX_VALUE);
        });
    }

    @Test
    @Rule(4)
    default void noLinesMakeNoCall() {
        facet(StockSink.class).ifPresent(sink -> {
            assertThat(sink.setStock(account(), List.of())).isEmpty();
            assertThat(harness().requests(Operation.SET_STOCK)).isEmpty();
        });
    }

    @Test
    @Rule(4)
    default void fullBatchIsOneCallAndOneMoreLineIsTwo() {
        facet(StockSink.class).ifPresent(sink -> {
            int limit = harness().channel().limits().stockBatch();
            known(limit + 1);

            List<Outcome> full = sink.setStock(account(), Samples.stocks(limit));
            int callsForFull = harness().requests(Operation.SET_STOCK).size();
            List<Outcome> more = sink.setStock(account(), Samples.stocks(limit + 1));
            int callsForMore = harness().requests(Operation.SET_STOCK).size() - callsForFull;

            assertThat(callsForFull).isEqualTo(1);
            assertThat(callsForMore).isEqualTo(2);
            assertOnePerLine(full, limit);
            assertOnePerLine(more, limit + 1);
        });
    }

    @Test
    @Rule(4)
    default void sameSkuTwiceInOneBatchEndsAtTheLaterFigure() {
        facet(StockSink.class).ifPresent(sink -> {
            known(1);

            List<Outcome> outcomes =
                    sink.setStock(account(), List.of(Samples.stock("HAAT-1", 9), Samples.stock("HAAT-1", 4)));

            assertThat(outcomes).extracting(Outcome::sku).containsExactly("HAAT-1", "HAAT-1");
            assertThat(harness().stock(account(), "HAAT-1")).hasValue(4);
        });
    }

    @Test
    @Rule(5)
    default void sameStockTwiceIsTheSameRequestTwice() {
        facet(StockSink.class).ifPresent(sink -> {
            known(1);
            sink.setStock(account(), List.of(Samples.stock("HAAT-1", 3)));
            sink.setStock(account(), List.of(Samples.stock("HAAT-1", 3)));

            List<ChannelHarness.Request> requests = harness().requests(Operation.SET_STOCK);

            assertThat(requests).hasSize(2);
            assertThat(requests.get(0).text()).isEqualTo(requests.get(1).text());
            assertThat(harness().stock(account(), "HAAT-1")).hasValue(3);
        });
    }

    @Test
    @Rule(6)
    default void figureThatFailedNeverFollowsANewerOne() {
        facet(StockSink.class).ifPresent(sink -> {
            known(2);
            harness().answer(Operation.SET_STOCK, Fault.UNAVAILABLE);
            assertThat(Invocation.of(harness(), account(), Operation.SET_STOCK)).isPresent();
            harness().calm();
            harness().clock().advance(Duration.ofMinutes(10));

            List<Outcome> newer = sink.setStock(account(), List.of(new StockLine("HAAT-1", 8, 9, 4, "KITREMOTE0001")));
            List<Outcome> another = sink.setStock(account(), List.of(Samples.stock("HAAT-2", 5)));

            assertThat(newer).extracting(Outcome::status).containsExactly(Status.ACCEPTED);
            assertThat(another).extracting(Outcome::sku).containsExactly("HAAT-2");
            assertThat(harness().stock(account(), "HAAT-1")).hasValue(9);
        });
    }

    @Test
    @Rule(7)
    default void refusedStockLineLeavesTheOthersAlone() {
        facet(StockSink.class).ifPresent(sink -> {
            known(3);
            harness().refuse("HAAT-2");

            List<Outcome> outcomes = sink.setStock(account(), Samples.stocks(3));

            assertThat(outcomes).extracting(Outcome::sku).containsExactly("HAAT-1", "HAAT-2", "HAAT-3");
            assertThat(outcomes)
                    .extracting(Outcome::status)
                    .containsExactly(Status.ACCEPTED, Status.REJECTED, Status.ACCEPTED);
            assertThat(outcomes.get(1).failure()).isEqualTo(FailureKind.REJECTED);
            assertThat(outcomes.get(1).issues()).isNotEmpty();
            assertThat(harness().stock(account(), "HAAT-3")).hasValue(3);
        });
    }

    private void known(int listings) {
        IntStream.rangeClosed(1, listings).forEach(n -> harness().show(account(), "HAAT-" + n, true, 1));
    }

    private static void assertOnePerLine(List<Outcome> outcomes, int lines) {
        assertThat(outcomes)
                .extracting(Outcome::sku)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, lines)
                        .mapToObj(n -> "HAAT-" + n)
                        .toList());
    }
}
