package org.haat.channelsync.channel.amazon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.http.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.ListingCensus.CensusPage;
import org.haat.channelsync.channel.ListingCensus.Found;
import org.haat.channelsync.channel.Operation;
import org.haat.event.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The census of an account with more listings than the search's pages reach. */
class AmazonReportsTest {
    private static final int MANY = 1_001;
    private static final Path GOLDEN = Path.of("src/test/resources/channel/amazon/golden");
    private final AmazonHarness bench = new AmazonHarness();
    private final AmazonReportsFarSide amazon = bench.farSide.reports;
    private AmazonChannel channel = (AmazonChannel) bench.channel();

    @BeforeEach
    void manyListings() {
        IntStream.rangeClosed(1, MANY).forEach(n -> bench.show(bench.account(), "HAAT-" + n, true, 3));
    }

    /** Every request of every test is held against the published model here. */
    @AfterEach
    void stop() {
        bench.close();
    }

    private CensusPage ask(@Nullable String cursor) {
        CensusPage page = channel.census(bench.account(), cursor);
        bench.clock().advance(page.origin().pause());
        return page;
    }

    /** As far as it is not the search's own further pages that come, of which there are fifty. */
    private List<CensusPage> steps() {
        List<CensusPage> pages = new ArrayList<>();
        String cursor = null;
        do {
            pages.add(ask(cursor));
            cursor = pages.get(pages.size() - 1).next();
        } while (cursor != null && ReportCursor.isOne(cursor) && pages.size() < 20);
        return pages;
    }

    /** To the end, and never more than {@code most} pages. */
    private List<CensusPage> census(@Nullable String from, int most) {
        List<CensusPage> pages = new ArrayList<>();
        Set<String> cursors = new HashSet<>();
        String cursor = from;
        do {
            pages.add(ask(cursor));
            cursor = pages.get(pages.size() - 1).next();
            assertThat(cursor == null || cursors.add(cursor))
                    .as("a cursor comes once: %s", cursor)
                    .isTrue();
        } while (cursor != null && pages.size() < most);
        return pages;
    }

    private static Set<String> skus(List<CensusPage> pages) {
        Set<String> skus = new HashSet<>();
        pages.forEach(page -> page.found().forEach(one -> skus.add(one.sku())));
        return skus;
    }

    private static @Nullable String why(List<CensusPage> pages) {
        return pages.stream()
                .map(page -> page.origin().why())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static boolean whole(List<CensusPage> pages) {
        return pages.stream().allMatch(CensusPage::whole);
    }

    private static int calls(List<CensusPage> pages) {
        return pages.stream().mapToInt(page -> page.origin().calls()).sum();
    }

    private List<Request> requests() {
        return bench.farSide.stub.others("/reports/");
    }

    @Test
    void reportCountsOutWhatThePagesDoNotReach() {
        List<CensusPage> pages = census(null, 20);

        assertThat(skus(pages)).hasSize(MANY);
        assertThat(whole(pages)).isTrue();
        assertThat(calls(pages))
                .as("search, one under way?, make, ask, document, bytes")
                .isEqualTo(6)
                .isEqualTo((int) channel.fewestCalls(MANY));
        assertThat(bench.farSide.stub.requests(Operation.LIST_LISTINGS)).hasSize(1);
        assertThat(requests()).hasSize(4);
        assertThat(pages).allMatch(page -> page.found().size() <= 500);
        Found one = pages.get(pages.size() - 1).found().get(0);
        assertThat(Objects.requireNonNull(one.shown()).price()).isEqualTo(Money.inr(199_950));
        assertThat(one.shown().quantity()).isEqualTo(3);
        assertThat(one.shown().live()).isTrue();
        assertThat(pages.get(pages.size() - 1).origin().asOf())
                .as("no younger than what the report tells")
                .isEqualTo("2026-11-21T06:00:00Z");
    }

    @Test
    void requestsAreTheGoldenOnes() throws IOException {
        census(null, 20);
        List<String> names = List.of("LIST_REPORTS", "MAKE_REPORT", "ASK_REPORT", "REPORT_DOCUMENT");
        List<Request> sent = requests();

        for (int i = 0; i < names.size(); i++) {
            Path golden = GOLDEN.resolve(names.get(i) + ".txt");
            String text = AmazonHarness.text(sent.get(i));
            if (Boolean.getBoolean("haat.golden.write")) {
                Files.writeString(golden, text + "\n");
            }
            assertThat(text.strip())
                    .as("%s", golden)
                    .isEqualTo(Files.readString(golden).strip());
        }
    }

    @Test
    void anotherReplicaGoesOnInTheMiddleOfTheRows() {
        List<CensusPage> before = census(null, 4);
        channel = (AmazonChannel) bench.channelAt(bench.farSide.stub.baseUrl());
        List<CensusPage> after = census(before.get(3).next(), 20);

        before.addAll(after);
        assertThat(skus(before)).hasSize(MANY);
        assertThat(amazon.made()).isOne();
        assertThat(after.get(0).origin().calls()).as("the document once more").isEqualTo(2);
        assertThat(after.get(1).origin().calls()).isZero();
    }

    @Test
    void reportUnderWayIsAskedAboutAndNotMadeAgain() {
        amazon.end("IN_PROGRESS");
        census(null, 3);

        List<CensusPage> anew = census(null, 3);
        amazon.end("DONE");

        assertThat(skus(census(anew.get(2).next(), 20))).hasSize(MANY);
        assertThat(amazon.made()).isOne();
    }

    @Test
    void lostAnswerOfCreateMakesNoSecondReport() {
        amazon.loseTheAnswerOfCreate();
        CensusPage first = ask(null);
        ChannelException lost = catchThrowableOfType(ChannelException.class, () -> ask(first.next()));

        List<CensusPage> rest = census(first.next(), 20);

        assertThat(lost.kind().retry()).isNotEqualTo(FailureKind.Retry.NEVER);
        assertThat(skus(rest)).hasSize(MANY);
        assertThat(amazon.made()).isOne();
    }

    @Test
    void slowReportIsAskedAboutEverMoreSeldomAndInTheEndThePagesMustDo() {
        amazon.end("IN_QUEUE");
        List<CensusPage> pages = census(null, 100);

        assertThat(why(pages)).isEqualTo("REPORT_LATE");
        assertThat(whole(pages)).isFalse();
        assertThat(skus(pages)).as("as far as the pages reach").hasSize(1_000);
        assertThat(amazon.made()).isOne();
        List<Duration> pauses = pages.stream()
                .map(page -> page.origin().pause())
                .filter(pause -> !pause.isZero())
                .toList();
        assertThat(pauses).startsWith(Duration.ofMinutes(3), Duration.ofMinutes(6), Duration.ofMinutes(12));
        assertThat(pauses).hasSize(12).isSorted();
    }

    @Test
    void reportThatFailsIsMadeOnceMoreAndThenThePagesMustDo() {
        amazon.end("FATAL");
        List<CensusPage> pages = steps();

        assertThat(why(pages)).isEqualTo("REPORT_FATAL");
        assertThat(whole(pages)).isFalse();
        assertThat(amazon.made()).isEqualTo(2);
    }

    @Test
    void cancelledReportMayComeThroughTheSecondTime() {
        amazon.end("CANCELLED");
        List<CensusPage> begun = census(null, 3);
        amazon.end("DONE");

        List<CensusPage> rest = census(begun.get(2).next(), 20);

        assertThat(amazon.made()).isEqualTo(2);
        assertThat(skus(rest)).hasSize(MANY);
        assertThat(whole(rest)).isTrue();
    }

    @Test
    void sellerWhoMayHaveNoReportsIsCountedByPages() {
        amazon.refuse(403);
        List<CensusPage> pages = steps();

        assertThat(why(pages)).isEqualTo("REPORT_REFUSED");
        assertThat(pages.get(pages.size() - 1).found()).as("pages again").hasSize(20);
    }

    @Test
    void documentThatIsNoReportIsNoEmptyShelf() {
        amazon.text("<html>Sign in</html>");
        List<CensusPage> html = steps();
        amazon.text("");
        amazon.sayPacked();
        List<CensusPage> unpackable = steps();

        assertThat(why(html)).isEqualTo("REPORT_UNREADABLE");
        assertThat(whole(html)).isFalse();
        assertThat(why(unpackable)).isEqualTo("REPORT_UNREADABLE");
        assertThat(whole(unpackable)).isFalse();
    }

    @Test
    void reportWithoutRowsOrWithTornOnesProvesNoAbsence() {
        amazon.text(AmazonReportsFarSide.HEADINGS + "\n");
        List<CensusPage> none = census(null, 20);
        amazon.text(AmazonReportsFarSide.HEADINGS + "\n" + AmazonReportsFarSide.row("HAAT-1") + "\nTorn\tHAAT-2\n");
        bench.clock().advance(Duration.ofHours(2));
        List<CensusPage> torn = census(null, 20);

        assertThat(whole(none)).isFalse();
        assertThat(why(none)).isEqualTo("REPORT_SHORT");
        assertThat(whole(torn)).isFalse();
        assertThat(why(torn)).isEqualTo("REPORT_ROWS");
    }

    @Test
    void foreignCursorIsRefusedSoThatTheCensusBeginsAnew() {
        ChannelException refused = catchThrowableOfType(ChannelException.class, () -> ask("#ROWS:nonsense"));

        assertThat(refused.kind()).isEqualTo(FailureKind.REJECTED);
    }
}
