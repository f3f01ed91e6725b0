package org.haat.channelsync.channel.amazon;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.FeedSink;
import org.haat.channelsync.channel.Outcome;
import org.haat.channelsync.channel.amazon.wire.FeedReport;
import org.haat.channelsync.channel.http.ChannelJson;
import org.jspecify.annotations.Nullable;

/**
 * Reads a processing report. It names the messages that have issues; of the others it gives only the number. They count as
 * accepted when the numbers add up to all that was sent, and as unknown when they do not. Pure.
 */
final class FeedReports {
    private final Map<Integer, String> lines;
    private final Map<Integer, List<ChannelIssue>> issues = new HashMap<>();
    private final List<ChannelIssue> remarks = new ArrayList<>();

    private FeedReports(Map<Integer, String> lines) {
        this.lines = lines;
    }

    static FeedSink.Done read(
            String feed, Map<Integer, String> lines, FeedReport report, java.time.@Nullable Instant endedAt) {
        FeedReports reading = new FeedReports(lines);
        ChannelJson.required(report.issues(), "issues").forEach(reading::sort);
        boolean ours = report.header() == null || feed.equals(report.header().feedId());
        if (!ours) {
            reading.remark("FEED_REPORT_FOREIGN", "The report is of another feed");
        }
        boolean vouched = ours && reading.addsUp(ChannelJson.required(report.summary(), "summary"));
        return new FeedSink.Done(reading.outcomes(ours, vouched), List.copyOf(reading.remarks), endedAt);
    }

    private void sort(FeedReport.Issue said) {
        ChannelIssue issue = issue(said);
        Integer id = said.messageId();
        if (id == null) {
            remarks.add(issue);
            return;
        }
        String sku = lines.get(id);
        if (sku == null || (said.sku() != null && !said.sku().equals(sku))) {
            remark(
                    "FEED_MESSAGE_UNKNOWN",
                    "The report speaks of message " + id + " (" + said.sku() + "), which was not in the feed: "
                            + issue.message());
            return;
        }
        issues.computeIfAbsent(id, key -> new ArrayList<>()).add(issue);
    }

    private static ChannelIssue issue(FeedReport.Issue said) {
        return new ChannelIssue(
                Objects.requireNonNullElse(said.code(), ""),
                Submissions.severity(said.severity()),
                Objects.requireNonNullElse(said.message(), ""),
                said.attributeName());
    }

    private boolean addsUp(FeedReport.Summary summary) {
        long refused = issues.values().stream().filter(FeedReports::isRefusal).count();
        boolean sound = remarks.stream().noneMatch(one -> one.severity() == ChannelIssue.Severity.ERROR);
        boolean adds = sound
                && Objects.equals(summary.messagesProcessed(), lines.size())
                && Objects.equals(summary.messagesInvalid(), (int) refused)
                && Objects.equals(summary.messagesAccepted(), (int) (lines.size() - refused));
        if (!adds) {
            remark(
                    "FEED_REPORT_INCOMPLETE",
                    "The report's numbers do not account for every message; those that it does not name are read back");
        }
        return adds;
    }

    private Map<Integer, Outcome> outcomes(boolean ours, boolean vouched) {
        Map<Integer, Outcome> outcomes = new LinkedHashMap<>();
        lines.forEach((id, sku) -> {
            List<ChannelIssue> said = issues.getOrDefault(id, List.of());
            if (ours && isRefusal(said)) {
                outcomes.put(id, Outcome.rejected(sku, List.copyOf(said)));
            } else if (vouched) {
                outcomes.put(id, Outcome.accepted(sku, null, List.copyOf(said)));
            } else {
                outcomes.put(id, Outcome.failed(sku, FailureKind.UNKNOWN, "The feed's report does not vouch for it"));
            }
        });
        return outcomes;
    }

    private static boolean isRefusal(List<ChannelIssue> said) {
        return said.stream().anyMatch(issue -> issue.severity() == ChannelIssue.Severity.ERROR);
    }

    private void remark(String code, String message) {
        remarks.add(ChannelIssue.error(code, message, null));
    }
}
