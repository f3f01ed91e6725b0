package org.haat.channelsync.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rule 12: accounts share nothing. */
interface AccountRules extends Bench {
    @Test
    @Rule(12)
    default void twoAccountsAtOnceNeverUseEachOthersToken() {
        facet(StockSink.class).ifPresent(sink -> {
            IntStream.range(0, 20).forEach(n -> {
                harness().show(account(), "A-" + n, true, 1);
                harness().show(harness().otherAccount(), "B-" + n, true, 1);
            });

            atOnce(
                    n -> sink.setStock(account(), List.of(Samples.stock("A-" + n, n))),
                    n -> sink.setStock(harness().otherAccount(), List.of(Samples.stock("B-" + n, n))));

            List<ChannelHarness.Request> requests = harness().requests(Operation.SET_STOCK);
            assertThat(requests).hasSize(40).allSatisfy(request -> assertThat(request.text())
                    .contains(account().id().equals(request.owner()) ? "A-" : "B-"));
        });
    }

    @Test
    @Rule(12)
    default void manyThreadsFetchOneTokenPerAccount() {
        facet(StockSink.class).ifPresent(sink -> {
            IntStream.range(0, 20).forEach(n -> {
                harness().show(account(), "A-" + n, true, 1);
                harness().show(harness().otherAccount(), "B-" + n, true, 1);
            });

            atOnce(
                    n -> sink.setStock(account(), List.of(Samples.stock("A-" + n, n))),
                    n -> sink.setStock(harness().otherAccount(), List.of(Samples.stock("B-" + n, n))));

            assertThat(harness().requests(Operation.TOKEN))
                    .hasSize(harness().tokenless().isPresent() ? 0 : 2);
        });
    }

    @Test
    @Rule(12)
    default void throttledAccountDoesNotHoldUpAnother() {
        if (harness().impossible().containsKey(Fault.THROTTLED_FOR_A_MINUTE)) {
            return;
        }
        facet(StockSink.class).ifPresent(sink -> {
            harness().show(account(), "HAAT-1", true, 1);
            harness().show(harness().otherAccount(), "HAAT-1", true, 1);
            harness().answer(Operation.SET_STOCK, Fault.THROTTLED_FOR_A_MINUTE);
            Invocation.of(harness(), account(), Operation.SET_STOCK);
            harness().calm();

            assertThat(Invocation.of(harness(), harness().otherAccount(), Operation.SET_STOCK))
                    .isEmpty();
            assertThat(Invocation.of(harness(), account(), Operation.SET_STOCK)).contains(FailureKind.THROTTLED);
        });
    }

    private static void atOnce(java.util.function.IntConsumer one, java.util.function.IntConsumer other) {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                int n = i;
                all.add(threads.submit(() -> one.accept(n)));
                all.add(threads.submit(() -> other.accept(n)));
            }
            for (Future<?> each : all) {
                each.get(30, TimeUnit.SECONDS);
            }
        } catch (Exception e) {
            throw new AssertionError("A call at the same time as others failed", e);
        } finally {
            threads.shutdownNow();
        }
    }
}
