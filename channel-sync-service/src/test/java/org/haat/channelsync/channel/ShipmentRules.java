package org.haat.channelsync.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.haat.channelsync.channel.ShipmentSink.Progress;
import org.haat.event.Shipment;
import org.junit.jupiter.api.Test;

/** Rules 10, 14 and 19. */
interface ShipmentRules extends Bench {
    @Test
    @Rule(10)
    default void shipmentIsConfirmedInAFewSteps() {
        facet(ShipmentSink.class).ifPresent(sink -> {
            harness().orders(account(), List.of(List.of(OrderSeed.of("O-1"))));

            assertThat(untilDone(sink, Samples.shipment("O-1", "O-1-1")).done()).isTrue();
        });
    }

    @Test
    @Rule(10)
    default void repeatedShipmentIsStillDone() {
        facet(ShipmentSink.class).ifPresent(sink -> {
            harness().orders(account(), List.of(List.of(OrderSeed.of("O-1"))));
            untilDone(sink, Samples.shipment("O-1", "O-1-1"));

            assertThat(untilDone(sink, Samples.shipment("O-1", "O-1-1")).done()).isTrue();
        });
    }

    @Test
    @Rule(10)
    default void shipmentOfAnUnknownOrderIsRefusedForGood() {
        facet(ShipmentSink.class).ifPresent(sink -> {
            ChannelException refused = catchThrowableOfType(
                    ChannelException.class, () -> untilDone(sink, Samples.shipment("O-404", "O-404-1")));

            assertThat(refused).isNotNull();
            assertThat(refused.kind()).isIn(FailureKind.NOT_FOUND, FailureKind.REJECTED);
        });
    }

    private Progress untilDone(ShipmentSink sink, Shipment shipment) {
        Progress progress = sink.confirm(account(), shipment);
        for (int i = 0; i < 6 && !progress.done(); i++) {
            harness().clock().advance(java.time.Duration.ofMinutes(30));
            progress = sink.confirm(account(), shipment);
            if (progress.step().equals(ShipmentSink.PACKED)) {
                progress = facet(ShipmentPapers.class).orElseThrow().handOver(account(), shipment);
            }
        }
        return progress;
    }

    @Test
    @Rule(19)
    default void papersAreThereBeforeTheGoodsAreHandedOver() {
        facet(ShipmentPapers.class).ifPresent(papers -> {
            harness().orders(account(), List.of(List.of(OrderSeed.of("O-1"))));
            ShipmentSink sink = facet(ShipmentSink.class).orElseThrow();
            Shipment shipment = Samples.shipment("O-1", "O-1-1");

            Progress progress = sink.confirm(account(), shipment);
            for (int i = 0; i < 6 && !progress.done() && !progress.step().equals(ShipmentSink.PACKED); i++) {
                harness().clock().advance(java.time.Duration.ofMinutes(30));
                progress = sink.confirm(account(), shipment);
            }

            assertThat(progress).isEqualTo(new Progress(false, ShipmentSink.PACKED));
            assertThat(sink.confirm(account(), shipment))
                    .as("it waits for its papers")
                    .isEqualTo(progress);
            assertThat(papers.papers(account(), shipment)).hasValueSatisfying(made -> {
                assertThat(new String(made.pdf(), java.nio.charset.StandardCharsets.ISO_8859_1))
                        .startsWith("%PDF-");
                assertThat(made.toString()).doesNotContain("PDF");
            });
            assertThat(papers.handOver(account(), shipment).done()).isTrue();
            assertThat(papers.handOver(account(), shipment).done())
                    .as("and once more")
                    .isTrue();
            assertThat(harness().transcript()).doesNotContain("%PDF");
        });
    }

    @Test
    @Rule(14)
    default void goodPushIsAHintAndAnotherSecretIsNot() {
        facet(NotificationVerifier.class).ifPresent(verifier -> {
            ChannelHarness.Push push = harness().push("O-1").orElseThrow();
            java.time.Instant now = harness().clock().instant();

            assertThat(verifier.verify(account(), push.url(), push.headers(), push.body(), now))
                    .hasValueSatisfying(hint -> assertThat(hint.id()).isNotBlank());
            assertThat(verifier.verify(harness().otherAccount(), push.url(), push.headers(), push.body(), now))
                    .isEmpty();
        });
    }

    @Test
    @Rule(14)
    default void repeatedPushHasTheSameIdSoThatAReplayIsSeen() {
        facet(NotificationVerifier.class).ifPresent(verifier -> {
            ChannelHarness.Push push = harness().push("O-1").orElseThrow();
            java.time.Instant now = harness().clock().instant();

            assertThat(verifier.verify(account(), push.url(), push.headers(), push.body(), now))
                    .isEqualTo(verifier.verify(account(), push.url(), push.headers(), push.body(), now));
        });
    }

    @Test
    @Rule(14)
    default void whateverLiesInAQueueIsReadWithoutAFault() {
        facet(NotificationQueue.class).ifPresent(queue -> {
            for (String text : List.of("", " ", "x", "null", "[]", "{}", "{\"id\":", "\u0000", "[".repeat(5_000))) {
                assertThat(queue.read(text)).isInstanceOf(NotificationQueue.Unreadable.class);
            }
        });
    }

    @Test
    @Rule(14)
    default void alteredOldAndUnsignedPushesAreRefused() {
        facet(NotificationVerifier.class).ifPresent(verifier -> {
            ChannelHarness.Push push = harness().push("O-1").orElseThrow();
            java.time.Instant now = harness().clock().instant();
            java.time.Instant later = now.plus(java.time.Duration.ofHours(2));
            byte[] altered = push.body().clone();
            altered[altered.length - 1] ^= 1;

            assertThat(verifier.verify(account(), push.url(), push.headers(), push.body(), later))
                    .isEmpty();
            assertThat(verifier.verify(account(), push.url() + "x", push.headers(), push.body(), now))
                    .isEmpty();
            assertThat(verifier.verify(account(), push.url(), java.util.Map.of(), push.body(), now))
                    .isEmpty();
            if (push.signsBody()) {
                assertThat(verifier.verify(account(), push.url(), push.headers(), altered, now))
                        .isEmpty();
            }
        });
    }
}
