package org.haat.channelsync.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.haat.channelsync.channel.ShipmentSink.Progress;
import org.haat.event.OrderCancellation;
import org.junit.jupiter.api.Test;

/** Rule 10 for what the seller gives up. */
interface CancellationRules extends Bench {
    @Test
    @Rule(10)
    default void cancelledOrderIsCancelledOnce() {
        facet(CancellationSink.class).ifPresent(sink -> {
            harness().orders(account(), List.of(List.of(OrderSeed.of("O-1"))));
            int before = harness().requests(Operation.CANCEL_ORDER).size();

            assertThat(untilDone(sink, "O-1").done()).isTrue();
            assertThat(harness().requests(Operation.CANCEL_ORDER)).hasSize(before + 1);
        });
    }

    @Test
    @Rule(10)
    default void repeatedCancellationIsStillDone() {
        facet(CancellationSink.class).ifPresent(sink -> {
            harness().orders(account(), List.of(List.of(OrderSeed.of("O-1"))));
            untilDone(sink, "O-1");

            assertThat(untilDone(sink, "O-1").done()).isTrue();
        });
    }

    @Test
    @Rule(10)
    default void cancellationOfAnUnknownOrderIsRefusedForGood() {
        facet(CancellationSink.class).ifPresent(sink -> {
            ChannelException refused = catchThrowableOfType(ChannelException.class, () -> untilDone(sink, "O-404"));

            assertThat(refused).isNotNull();
            assertThat(refused.kind()).isIn(FailureKind.NOT_FOUND, FailureKind.REJECTED);
        });
    }

    @Test
    @Rule(10)
    default void whatHasLeftIsNotCancelled() {
        facet(CancellationSink.class).ifPresent(sink -> {
            OrderSeed seed = OrderSeed.of("O-1").with(org.haat.event.ChannelOrder.Status.SHIPPED);
            harness().orders(account(), List.of(List.of(seed)));

            ChannelException refused = catchThrowableOfType(ChannelException.class, () -> untilDone(sink, "O-1"));

            assertThat(refused).isNotNull();
            assertThat(refused.kind()).isEqualTo(FailureKind.REJECTED);
        });
    }

    private Progress untilDone(CancellationSink sink, String order) {
        OrderCancellation cancellation = Samples.cancellation(order, order + "-1");
        Progress progress = sink.cancel(account(), cancellation);
        for (int i = 0; i < 6 && !progress.done(); i++) {
            harness().clock().advance(java.time.Duration.ofMinutes(30));
            progress = sink.cancel(account(), cancellation);
        }
        return progress;
    }
}
