package org.haat.channelsync.channel.amazon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.FeedLine;
import org.haat.channelsync.channel.FeedSink;
import org.haat.channelsync.channel.ListingLine;
import org.haat.channelsync.channel.MovableClock;
import org.haat.channelsync.channel.Outcome;
import org.haat.channelsync.channel.RemoteListing;
import org.haat.channelsync.channel.Samples;
import org.haat.channelsync.channel.http.HttpParts;
import org.haat.event.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bulk route against the partner sandbox, on one clock, at the marketplace's own pace. */
class AmazonFeedsSandboxTest {
    private static final Duration UNTIL_DONE = Duration.ofMinutes(5);
    private final MovableClock clock = new MovableClock("2026-11-21T06:00:00Z");
    private final List<String> transcript = new ArrayList<>();
    private SandboxedAmazon amazon;
    private Account account;
    private AmazonChannel channel;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        amazon = new SandboxedAmazon(data, clock);
        account = amazon.register("weavers");
        channel = new AmazonChannel(
                amazon.config(),
                HttpParts.inProcess(clock)
                        .withPause(clock.pause())
                        .withTranscript(entry -> transcript.add(
                                entry.operation() + " " + entry.requestBody() + " " + entry.answerBody())));
    }

    @AfterEach
    void stop() throws IOException {
        amazon.close();
    }

    private void unkind(String fault) throws Exception {
        JsonNode made = amazon.post("/sandbox/api/unkindness", "{\"partner\":\"amazon-in\"," + fault + "}");
        assertThat(made.path("fault").asText()).isNotEmpty();
    }

    private String feed(List<FeedLine> lines) {
        FeedSink.Upload upload = channel.upload(account, lines);
        assertThat(upload.left()).isEmpty();
        return channel.begin(account, String.valueOf(upload.document()));
    }

    private static Map<Integer, String> numbered(List<FeedLine> lines) {
        Map<Integer, String> numbered = new LinkedHashMap<>();
        lines.forEach(line -> numbered.put(numbered.size() + 1, line.sku()));
        return numbered;
    }

    private FeedSink.Done done(String feed, List<FeedLine> lines) {
        clock.advance(UNTIL_DONE);
        return (FeedSink.Done) channel.progress(account, feed, numbered(lines));
    }

    private List<FeedLine> liveWithStock(int count, int quantity) {
        List<FeedLine> puts = IntStream.rangeClosed(1, count)
                .mapToObj(n -> (FeedLine) new FeedLine.Put(Samples.listing("HAAT-" + n)))
                .toList();
        assertThat(done(feed(puts), puts).outcomes().values())
                .extracting(Outcome::status)
                .containsOnly(Outcome.Status.ACCEPTED);
        clock.advance(UNTIL_DONE);
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> (FeedLine) new FeedLine.Stock(Samples.stock("HAAT-" + n, quantity)))
                .toList();
    }

    @Test
    void listingsStockAndPricesTravelInFeedsAndTheyLeave() {
        List<FeedLine> stock = liveWithStock(3, 9);
        String feed = feed(stock);
        boolean runs = channel.progress(account, feed, numbered(stock)) instanceof FeedSink.Running;
        FeedSink.Done done = done(feed, stock);
        List<FeedLine> prices = List.of(
                new FeedLine.Price(Samples.price("HAAT-1", Money.inr(249_900), Money.inr(150_000))),
                new FeedLine.Retire("HAAT-2"));
        FeedSink.Done priced = done(feed(prices), prices);
        clock.advance(UNTIL_DONE);
        List<RemoteListing> read = channel.read(account, List.of("HAAT-1", "HAAT-2", "HAAT-3"));

        assertThat(runs).isTrue();
        assertThat(done.outcomes()).hasSize(3);
        assertThat(done.remarks()).isEmpty();
        assertThat(done.endedAt()).isNotNull();
        assertThat(priced.outcomes().values()).extracting(Outcome::status).containsOnly(Outcome.Status.ACCEPTED);
        assertThat(read.get(0).quantity()).isEqualTo(9);
        assertThat(read.get(0).price()).isEqualTo(Money.inr(150_000));
        assertThat(read.get(1).present()).isFalse();
        assertThat(read.get(2).live()).isTrue();
    }

    @Test
    void reportNamesEachRefusedLineAndComesPacked() {
        List<FeedLine> stock = new ArrayList<>(liveWithStock(2, 9));
        IntStream.rangeClosed(1, 20).forEach(n -> stock.add(new FeedLine.Stock(Samples.stock("NOT-THERE-" + n, 1))));

        FeedSink.Done done = done(feed(stock), stock);

        assertThat(done.outcomes().get(1).status()).isEqualTo(Outcome.Status.ACCEPTED);
        assertThat(IntStream.rangeClosed(3, 22).mapToObj(done.outcomes()::get)).allSatisfy(outcome -> {
            assertThat(outcome.status()).isEqualTo(Outcome.Status.REJECTED);
            assertThat(outcome.issues()).isNotEmpty();
        });
        assertThat(transcript)
                .anySatisfy(line ->
                        assertThat(line).startsWith("uploadFeedDocument (").contains("characters)"));
    }

    @Test
    void lineThatAmazonWouldRefuseIsNotInTheDocument() {
        ListingLine bad = new ListingLine(Samples.snapshot("HAAT-2"), 5, null);
        FeedSink.Upload upload = channel.upload(
                account,
                List.of(
                        new FeedLine.Price(Samples.price("HAAT-1", Money.inr(100), Money.inr(200))),
                        new FeedLine.Put(bad)));

        assertThat(upload.refused()).containsOnlyKeys(1);
        assertThat(upload.document()).isNotNull();
        assertThat(channel.upload(
                                account,
                                List.of(new FeedLine.Price(Samples.price("HAAT-1", Money.inr(100), Money.inr(200)))))
                        .document())
                .isNull();
    }

    @Test
    void feedThatNeverFinishesGoesOn() throws Exception {
        unkind("\"fault\":\"never-live\",\"operation\":\"createFeed\",\"count\":1");
        List<FeedLine> lines = List.of(new FeedLine.Stock(Samples.stock("HAAT-1", 1)));
        String feed = feed(lines);
        clock.advance(Duration.ofDays(2));

        assertThat(channel.progress(account, feed, numbered(lines))).isEqualTo(new FeedSink.Running("IN_PROGRESS"));
    }

    @Test
    void feedThatBreaksOffMayHaveAppliedSome() throws Exception {
        List<FeedLine> stock = liveWithStock(2, 9);
        unkind("\"fault\":\"feed-breaks\",\"count\":1");
        String feed = feed(stock);
        clock.advance(UNTIL_DONE);

        assertThat(channel.progress(account, feed, numbered(stock))).isEqualTo(new FeedSink.Broken("FATAL", false));
        assertThat(channel.read(account, List.of("HAAT-1", "HAAT-2")))
                .extracting(RemoteListing::quantity)
                .containsExactly(9, 5);
    }

    @Test
    void reportThatDoesNotAddUpVouchesForNoLineThatItDoesNotName() throws Exception {
        List<FeedLine> stock = new ArrayList<>(liveWithStock(2, 9));
        stock.add(new FeedLine.Stock(Samples.stock("NOT-THERE", 1)));
        unkind("\"fault\":\"feed-report\",\"count\":1");

        FeedSink.Done done = done(feed(stock), stock);

        assertThat(done.outcomes().values())
                .extracting(Outcome::failure)
                .containsExactly(FailureKind.UNKNOWN, FailureKind.UNKNOWN, FailureKind.REJECTED);
        assertThat(done.remarks())
                .extracting(ChannelIssue::code)
                .containsExactly("FEED_MESSAGE_UNKNOWN", "FEED_REPORT_INCOMPLETE");
    }

    @Test
    void feedWhoseBeginningGotNoAnswerIsFoundByItsTime() throws Exception {
        unkind("\"fault\":\"reset\",\"operation\":\"createFeed\",\"count\":1,\"applied\":true");
        FeedSink.Upload upload = channel.upload(account, List.of(new FeedLine.Stock(Samples.stock("HAAT-1", 1))));
        Instant before = clock.instant();

        ChannelException lost = catchThrowableOfType(
                ChannelException.class, () -> channel.begin(account, String.valueOf(upload.document())));
        List<String> found = channel.begunBetween(account, before.minusSeconds(60), before.plusSeconds(60));

        assertThat(lost.kind()).isEqualTo(FailureKind.UNKNOWN);
        assertThat(found).hasSize(1);
        assertThat(channel.begunBetween(account, before.minusSeconds(600), before.minusSeconds(60)))
                .isEmpty();
    }

    @Test
    void feedThatAmazonDoesNotKnowIsNotFound() {
        ChannelException unknown =
                catchThrowableOfType(ChannelException.class, () -> channel.progress(account, "1", Map.of()));

        assertThat(unknown.kind()).isEqualTo(FailureKind.NOT_FOUND);
    }
}
