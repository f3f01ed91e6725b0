package org.haat.channelsync.channel.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.FeedLine;
import org.haat.channelsync.channel.ListingCensus.CensusPage;
import org.haat.channelsync.channel.ListingCensus.Found;
import org.haat.channelsync.channel.ListingLine;
import org.haat.channelsync.channel.MovableClock;
import org.haat.channelsync.channel.Outcome;
import org.haat.channelsync.channel.Samples;
import org.haat.channelsync.channel.http.HttpParts;
import org.haat.channelsync.database.StoredJson;
import org.haat.event.ListingSnapshot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The report of all listings against the partner sandbox, on one clock, at the marketplace's own pace. Few listings serve: it
 * is begun as a census of a thousand begins it.
 */
class AmazonReportsSandboxTest {
    private static final int MANY = 25;
    private final MovableClock clock = new MovableClock("2026-11-21T06:00:00Z");
    private SandboxedAmazon amazon;
    private Account account;
    private AmazonChannel channel;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        amazon = new SandboxedAmazon(data, clock);
        account = amazon.register("weavers");
        channel = new AmazonChannel(amazon.config(), HttpParts.inProcess(clock).withPause(clock.pause()));
    }

    @AfterEach
    void stop() throws IOException {
        amazon.close();
    }

    /** In one feed, which is quicker than a thousand calls. */
    private void live(int count) {
        List<FeedLine> puts = IntStream.rangeClosed(1, count)
                .mapToObj(n -> (FeedLine) new FeedLine.Put(Samples.listing("HAAT-" + n)))
                .toList();
        channel.begin(account, String.valueOf(channel.upload(account, puts).document()));
        clock.advance(Duration.ofMinutes(5));
        channel.read(account, List.of("HAAT-1"));
        clock.advance(Duration.ofMinutes(5));
    }

    private List<CensusPage> census() {
        List<CensusPage> pages = new ArrayList<>();
        String cursor = new ReportCursor(ReportCursor.Step.MAKE, clock.millis(), MANY, 0, false, "").text();
        do {
            CensusPage page = channel.census(account, cursor);
            clock.advance(page.origin().pause());
            pages.add(page);
            cursor = page.next();
        } while (cursor != null && pages.size() < 100);
        return pages;
    }

    private static Map<String, String> marks(List<CensusPage> pages) {
        Map<String, String> marks = new HashMap<>();
        found(pages).forEach(one -> marks.put(one.sku(), String.valueOf(one.mark())));
        return marks;
    }

    private static Set<Found> found(List<CensusPage> pages) {
        Set<Found> found = new HashSet<>();
        pages.forEach(page -> found.addAll(page.found()));
        return found;
    }

    private long made() throws Exception {
        JsonNode counts = AmazonFarSide.json(amazon.partners.get("/sandbox/api/calls/counts"));
        return counts.findValuesAsText("createReport").stream()
                .mapToLong(Long::parseLong)
                .sum();
    }

    @Test
    void packedReportShowsWhatAReadingShowsAndABrokenOneIsMadeAgain() throws Exception {
        live(MANY);
        amazon.post("/sandbox/api/unkindness", "{\"partner\":\"amazon-in\",\"fault\":\"report-breaks\",\"count\":1}");

        List<CensusPage> pages = census();

        Set<Found> found = found(pages);
        assertThat(found).hasSize(MANY);
        assertThat(pages).allMatch(CensusPage::whole);
        assertThat(pages).allMatch(page -> page.origin().why() == null);
        Found last = pages.get(pages.size() - 1).found().get(0);
        assertThat(channel.read(account, List.of(last.sku())))
                .as("but the texts, which the report does not have")
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("content")
                .containsExactly(last.shown());
        assertThat(made()).as("a broken one, and one more").isEqualTo(2);
    }

    @Test
    void descriptionThatIsChangedThereGivesItsListingAnotherMark() {
        live(3);
        Map<String, String> before = marks(census());
        ListingLine sent = Samples.listing("HAAT-2");
        String linen = StoredJson.write(sent.listing()).replace("Light cotton saree", "Light linen saree");
        ListingLine changed =
                new ListingLine(StoredJson.read(linen, ListingSnapshot.class), sent.quantity(), sent.remoteId());
        assertThat(channel.put(account, List.of(changed)).get(0).status()).isEqualTo(Outcome.Status.ACCEPTED);
        clock.advance(Duration.ofHours(3));

        Map<String, String> after = marks(census());

        assertThat(after).hasSize(3).containsEntry("HAAT-1", before.get("HAAT-1"));
        assertThat(after.get("HAAT-2")).isNotEqualTo(before.get("HAAT-2"));
        assertThat(after.get("HAAT-3")).isEqualTo(before.get("HAAT-3"));
    }
}
