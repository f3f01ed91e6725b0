package org.haat.channelsync.channel.amazon;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.ListingPreview;
import org.haat.channelsync.channel.Outcome;
import org.haat.channelsync.channel.amazon.wire.Issue;
import org.haat.channelsync.channel.amazon.wire.Submission;

/** What Amazon said to a submission, as outcomes: 200 alone says nothing, its status does. */
final class Submissions {
    private Submissions() {}

    /**
     * One call per line, in order. A fault of the account as a whole (no consent, no permit, breaker open) ends the rest;
     * on the first line it is thrown, since nothing was sent.
     */
    static <L> List<Outcome> each(List<L> lines, Function<L, String> sku, Function<L, Outcome> send) {
        List<Outcome> outcomes = new ArrayList<>();
        for (L line : lines) {
            try {
                outcomes.add(send.apply(line));
            } catch (ChannelException e) {
                if (ofTheOthersToo(e)) {
                    return endedBy(e, lines, sku, outcomes);
                }
                outcomes.add(failed(sku.apply(line), e));
            }
        }
        return List.copyOf(outcomes);
    }

    private static boolean ofTheOthersToo(ChannelException e) {
        return e.kind() == FailureKind.AUTH
                || e.kind() == FailureKind.FORBIDDEN
                || e.kind() == FailureKind.THROTTLED
                || e.code().orElse("").equals("BREAKER_OPEN");
    }

    private static <L> List<Outcome> endedBy(
            ChannelException e, List<L> lines, Function<L, String> sku, List<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            throw e;
        }
        for (L line : lines.subList(outcomes.size(), lines.size())) {
            outcomes.add(Outcome.failed(sku.apply(line), e.kind(), "Not sent: " + e.getMessage())
                    .retryAfter(e.retryAfter().orElse(null)));
        }
        return List.copyOf(outcomes);
    }

    private static Outcome failed(String sku, ChannelException e) {
        String message = String.valueOf(e.getMessage());
        ChannelIssue issue = ChannelIssue.error(e.code().orElse(e.kind().name()), message, null);
        return e.kind() == FailureKind.REJECTED
                ? Outcome.rejected(sku, List.of(issue))
                : new Outcome(sku, Outcome.Status.FAILED, e.kind(), null, null, List.of(issue))
                        .retryAfter(e.retryAfter().orElse(null));
    }

    static Outcome outcome(String sku, Submission submission) {
        List<ChannelIssue> issues = issues(submission.issues());
        String status = String.valueOf(submission.status());
        return switch (status) {
            case "ACCEPTED" -> Outcome.accepted(sku, submission.submissionId(), issues);
            case "INVALID" -> Outcome.rejected(sku, issues);
            default ->
                throw new ChannelException(
                        FailureKind.UNKNOWN,
                        "Submission of " + sku + " has the unknown status " + status,
                        status,
                        null,
                        null);
        };
    }

    /** Of a preview: {@code VALID} is an answer only there, and {@code ACCEPTED} only elsewhere. */
    static ListingPreview.Judgement judgement(Submission submission) {
        String status = String.valueOf(submission.status());
        if (!status.equals("VALID") && !status.equals("INVALID")) {
            throw new ChannelException(
                    FailureKind.PROTOCOL, "The preview has the unknown status " + status, status, null, null);
        }
        List<Submission.Identifier> identifiers = submission.identifiers();
        String asin = identifiers == null || identifiers.isEmpty()
                ? null
                : identifiers.get(0).asin();
        return new ListingPreview.Judgement(status.equals("VALID"), true, asin, issues(submission.issues()));
    }

    static List<ChannelIssue> issues(@org.jspecify.annotations.Nullable List<Issue> issues) {
        return issues == null
                ? List.of()
                : issues.stream().map(Submissions::issue).toList();
    }

    private static ChannelIssue issue(Issue issue) {
        List<String> names = issue.attributeNames();
        return new ChannelIssue(
                issue.code() == null ? "" : issue.code(),
                severity(issue.severity()),
                issue.message() == null ? "" : issue.message(),
                names == null || names.isEmpty() ? null : String.join(", ", names));
    }

    static ChannelIssue.Severity severity(@org.jspecify.annotations.Nullable String word) {
        if ("WARNING".equals(word)) {
            return ChannelIssue.Severity.WARNING;
        }
        return "INFO".equals(word) ? ChannelIssue.Severity.INFO : ChannelIssue.Severity.ERROR;
    }
}
