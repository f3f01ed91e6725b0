package org.haat.channelsync.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.ChannelIssue.Severity;
import org.haat.event.ListingStatus;
import org.junit.jupiter.api.Test;

class IssuesTest {
    @Test
    void ofThousandsOfIssuesTheWorstAreKeptAndTheRestIsCounted() {
        List<ChannelIssue> kept = said(issues(5_000, 4_950));

        assertThat(kept).hasSize(101);
        assertThat(kept.subList(0, 50)).allMatch(issue -> issue.severity() == Severity.ERROR);
        assertThat(kept.get(50).code()).isEqualTo("C0");
        ChannelIssue last = kept.get(100);
        assertThat(last.code()).isEqualTo("MORE_ISSUES");
        assertThat(last.severity()).isEqualTo(Severity.INFO);
        assertThat(last.field()).isEqualTo("+4900");
    }

    @Test
    void aHundredAreKeptAsTheyCame() {
        List<ChannelIssue> all = issues(100, 99);

        assertThat(said(all)).isEqualTo(all);
    }

    private static List<ChannelIssue> said(List<ChannelIssue> all) {
        ListingRow row = new TakenListing("A-1", null, Instant.EPOCH).row(ListingStatus.State.LIVE, Wanted.ON_SALE);
        return new Issues.Said(row, "READ", all).issues();
    }

    private static List<ChannelIssue> issues(int size, int firstError) {
        return IntStream.range(0, size)
                .mapToObj(n ->
                        new ChannelIssue("C" + n, n < firstError ? Severity.WARNING : Severity.ERROR, "Words", null))
                .toList();
    }
}
