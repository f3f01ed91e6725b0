package org.haat.channelsync.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.haat.channelsync.channel.Outcome.Status;
import org.haat.event.Money;
import org.junit.jupiter.api.Test;

/**
 * Rule 20: a document changes nothing until it is begun, and no line is presumed to have arrived. Rule 23: what is asked back has
 * come back only when the partner shows it.
 */
interface FeedRules extends Bench {
    @Test
    @Rule(20)
    default void everyLineOfAFeedHasItsOutcomeByItsNumber() {
        facet(FeedSink.class).ifPresent(sink -> {
            shown(3);
            harness().refuse("HAAT-2");

            FeedSink.Done done = (FeedSink.Done) ask(sink, begun(sink, stock(3)), 3);

            assertThat(done.outcomes().values())
                    .extracting(Outcome::sku)
                    .containsExactlyInAnyOrder("HAAT-1", "HAAT-2", "HAAT-3");
            assertThat(done.outcomes().get(1).status()).isEqualTo(Status.ACCEPTED);
            assertThat(done.outcomes().get(2).status()).isEqualTo(Status.REJECTED);
            assertThat(done.outcomes().get(2).issues()).isNotEmpty();
            assertThat(done.outcomes().get(3).status()).isEqualTo(Status.ACCEPTED);
            assertThat(harness().stock(account(), "HAAT-3")).hasValue(3);
            assertThat(harness().stock(account(), "HAAT-2")).hasValue(77);
        });
    }

    @Test
    @Rule(20)
    default void everyKindOfLineTravels() {
        facet(FeedSink.class).ifPresent(sink -> {
            shown(2);
            Money mrp = harness().highestPrice();
            List<FeedLine> lines = List.of(
                    new FeedLine.Put(harness().listing("HAAT-9")),
                    new FeedLine.Price(Samples.price("HAAT-1", mrp, harness().sellingPrice())),
                    new FeedLine.Retire("HAAT-2"));

            for (FeedLine line : lines) {
                FeedSink.FeedProgress progress =
                        sink.progress(account(), begun(sink, List.of(line)), Map.of(1, line.sku()));
                assertThat(((FeedSink.Done) progress).outcomes().get(1).status())
                        .as("%s", line)
                        .isEqualTo(Status.ACCEPTED);
            }
            assertThat(harness().stock(account(), "HAAT-9")).isPresent();
            assertThat(harness().price(account(), "HAAT-1")).contains(harness().sellingPrice());
            assertThat(harness().mrp(account(), "HAAT-1")).isEqualTo(harness().highestPriceKept());
            assertThat(harness().stock(account(), "HAAT-2")).isEmpty();
        });
    }

    @Test
    @Rule(20)
    default void handingADocumentOverChangesNothing() {
        facet(FeedSink.class).ifPresent(sink -> {
            shown(1);
            sink.upload(account(), stock(1));
            FeedSink.Upload again = sink.upload(account(), stock(1));

            assertThat(again.refused()).isEmpty();
            assertThat(again.left()).isEmpty();
            assertThat(harness().requests(Operation.BEGIN_FEED)).isEmpty();
            assertThat(harness().stock(account(), "HAAT-1")).hasValue(77);
        });
    }

    @Test
    @Rule(20)
    default void noLinesMakeNoDocument() {
        facet(FeedSink.class).ifPresent(sink -> {
            assertThat(sink.upload(account(), List.of()).document()).isNull();
            assertThat(harness().requests(Operation.UPLOAD_FEED)).isEmpty();
        });
    }

    @Test
    @Rule(20)
    default void feedThatIsWorkedOnIsRunning() {
        facet(FeedSink.class).ifPresent(sink -> {
            shown(1);
            String feed = begun(sink, stock(1));
            harness().feeds(account(), FeedFate.RUNNING);

            assertThat(ask(sink, feed, 1)).isInstanceOf(FeedSink.Running.class);
            assertThat(ask(sink, feed, 1)).isInstanceOf(FeedSink.Running.class);
        });
    }

    @Test
    @Rule(20)
    default void feedThatBrokeOffIsNotSaidToBeUntouched() {
        facet(FeedSink.class).ifPresent(sink -> {
            shown(1);
            String feed = begun(sink, stock(1));
            harness().feeds(account(), FeedFate.FATAL);

            FeedSink.FeedProgress progress = ask(sink, feed, 1);

            assertThat(progress).isInstanceOf(FeedSink.Broken.class);
            assertThat(((FeedSink.Broken) progress).untouched()).isFalse();
        });
    }

    @Test
    @Rule(20)
    default void lineThatTheReportDoesNotVouchForIsUnknown() {
        facet(FeedSink.class).ifPresent(sink -> {
            shown(3);
            String feed = begun(sink, stock(3));
            harness().feeds(account(), FeedFate.INCOMPLETE);

            FeedSink.Done done = (FeedSink.Done) ask(sink, feed, 3);

            assertThat(done.outcomes()).hasSize(3);
            assertThat(done.outcomes().get(3).status()).isEqualTo(Status.FAILED);
            assertThat(done.outcomes().get(3).failure()).isEqualTo(FailureKind.UNKNOWN);
        });
    }

    @Test
    @Rule(20)
    default void feedThatBeganIsFoundByItsTimeAndOnlyByItsSeller() {
        facet(FeedSink.class).ifPresent(sink -> {
            shown(1);
            Instant now = harness().clock().instant();
            String feed = begun(sink, stock(1));

            assertThat(sink.begunBetween(account(), now.minusSeconds(60), now.plusSeconds(60)))
                    .containsExactly(feed);
            assertThat(sink.begunBetween(account(), now.minusSeconds(600), now.minusSeconds(60)))
                    .isEmpty();
            assertThat(sink.begunBetween(harness().otherAccount(), now.minusSeconds(60), now.plusSeconds(60)))
                    .isEmpty();
        });
    }

    @Test
    @Rule(20)
    default void feedThatThePartnerDoesNotKnowIsNotFound() {
        facet(FeedSink.class).ifPresent(sink -> {
            ChannelException fault = catchThrowableOfType(ChannelException.class, () -> ask(sink, "4711", 1));

            assertThat(fault).isNotNull();
            assertThat(fault.kind()).isEqualTo(FailureKind.NOT_FOUND);
        });
    }

    @Test
    @Rule(23)
    default void feedThatWaitsIsTakenBackAndNothingOfItIsApplied() {
        facet(FeedSink.class).ifPresent(sink -> {
            shown(1);
            harness().feeds(account(), FeedFate.WAITING);
            String feed = begun(sink, stock(1));
            assertThat(ask(sink, feed, 1)).isInstanceOf(FeedSink.Running.class);

            assertThat(sink.takeBack(account(), feed)).isTrue();

            FeedSink.FeedProgress progress = ask(sink, feed, 1);
            assertThat(progress).isInstanceOf(FeedSink.Broken.class);
            assertThat(((FeedSink.Broken) progress).untouched()).isTrue();
            assertThat(harness().stock(account(), "HAAT-1")).hasValue(77);
        });
    }

    @Test
    @Rule(23)
    default void feedThatIsWorkedOnIsNotTakenBackAndSaysSo() {
        facet(FeedSink.class).ifPresent(sink -> {
            shown(1);
            String feed = begun(sink, stock(1));
            harness().feeds(account(), FeedFate.RUNNING);

            assertThat(sink.takeBack(account(), feed)).isFalse();

            assertThat(ask(sink, feed, 1)).isInstanceOf(FeedSink.Running.class);
        });
    }

    @Test
    @Rule(23)
    default void feedThatIsNotThereOrAnothersIsNotTakenBack() {
        facet(FeedSink.class).ifPresent(sink -> {
            shown(1);
            harness().feeds(account(), FeedFate.WAITING);
            String feed = begun(sink, stock(1));

            for (ChannelException fault : List.of(
                    catchThrowableOfType(ChannelException.class, () -> sink.takeBack(account(), "4711")),
                    catchThrowableOfType(
                            ChannelException.class,
                            () -> sink.takeBack(harness().otherAccount(), feed)))) {
                assertThat(fault.kind()).isEqualTo(FailureKind.NOT_FOUND);
            }
            assertThat(ask(sink, feed, 1)).isInstanceOf(FeedSink.Running.class);
        });
    }

    private void shown(int listings) {
        IntStream.rangeClosed(1, listings).forEach(n -> harness().show(account(), "HAAT-" + n, true, 77));
    }

    private static List<FeedLine> stock(int lines) {
        return Samples.stocks(lines).stream()
                .map(line -> (FeedLine) new FeedLine.Stock(line))
                .toList();
    }

    private String begun(FeedSink sink, List<FeedLine> lines) {
        return sink.begin(
                account(), String.valueOf(sink.upload(account(), lines).document()));
    }

    private FeedSink.FeedProgress ask(FeedSink sink, String feed, int lines) {
        Map<Integer, String> sent = new java.util.LinkedHashMap<>();
        IntStream.rangeClosed(1, lines).forEach(n -> sent.put(n, "HAAT-" + n));
        return sink.progress(account(), feed, sent);
    }
}
