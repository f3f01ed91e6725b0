package org.haat.channelsync.channel.amazon;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.ListingCensus.CensusPage;
import org.haat.channelsync.channel.ListingCensus.Found;
import org.haat.channelsync.channel.ListingCensus.Origin;
import org.haat.channelsync.channel.amazon.ReportCursor.Step;
import org.haat.channelsync.channel.amazon.wire.Report;
import org.haat.channelsync.channel.http.ChannelJson;
import org.jspecify.annotations.Nullable;

/**
 * The report of all listings, step by step, each step a page of the census: look for one under way or ask for one, ask about
 * it until it is done, read its rows. One that fails is asked for once more; then the pages of the search must do.
 */
final class AmazonReports {
    private static final Set<String> UNDER_WAY = Set.of("IN_QUEUE", "IN_PROGRESS");
    /** Amazon's clock and ours. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    private static final int FEWER_PERCENT = 1;
    private final ReportCalls calls;
    private final ReportShelf shelf;
    private final Clock clock;

    AmazonReports(ReportCalls calls, Clock clock) {
        this.calls = calls;
        this.shelf = new ReportShelf(calls, clock);
        this.clock = clock;
    }

    /** @return the cursor of the first step */
    String begin(int listings) {
        return new ReportCursor(Step.MAKE, clock.millis(), listings, 0, false, "").text();
    }

    CensusPage next(Account account, ReportCursor at) {
        try {
            return switch (at.step()) {
                case MAKE -> make(account, at);
                case ASK -> ask(account, at);
                case ROWS -> rows(account, at);
                case PAGES -> throw ReportCursor.nowhere();
            };
        } catch (ChannelException e) {
            if (passes(e)) {
                throw e;
            }
            boolean unreadable = e.kind() == FailureKind.PROTOCOL;
            return failed(at, unreadable ? "REPORT_UNREADABLE" : "REPORT_REFUSED");
        }
    }

    /** Whether the same step may well succeed later, or the census has to begin again. */
    private static boolean passes(ChannelException e) {
        boolean mayPass = e.kind().retry() != FailureKind.Retry.NEVER && e.kind() != FailureKind.FORBIDDEN;
        return mayPass || e.code().orElse("").equals("CURSOR");
    }

    /** An answer to createReport may be lost, and another program may have asked: whatever is under way serves as well. */
    private CensusPage make(Account account, ReportCursor at) {
        Report.Page recent = calls.list(account, clock.instant().minus(plan().underWay()));
        Optional<Report> there = ChannelJson.required(recent.reports(), "reports").stream()
                .filter(report -> serves(account, report, at))
                .findFirst();
        if (there.isPresent()) {
            Report report = there.get();
            Duration age = Duration.between(created(report, clock.instant()), clock.instant());
            Duration wait = UNDER_WAY.contains(report.processingStatus())
                    ? plan().pauseAfter(0).minus(age)
                    : Duration.ZERO;
            return asking(at, ChannelJson.required(report.reportId(), "reports.reportId"), 0, wait, 1);
        }
        String id = calls.create(account).reportId();
        if (id == null || id.isBlank()) {
            throw new ChannelException(FailureKind.UNKNOWN, "createReport answered without a reportId");
        }
        return asking(at, id, 0, plan().pauseAfter(0), 2);
    }

    private boolean serves(Account account, Report report, ReportCursor at) {
        Duration slack = at.second() ? Duration.ZERO : CLOCKS;
        Instant since = Instant.ofEpochMilli(at.atMillis()).minus(slack);
        List<String> stores = Objects.requireNonNullElse(report.marketplaceIds(), List.of());
        boolean fresh = !created(report, Instant.EPOCH).isBefore(since);
        return report.reportId() != null
                && stores.equals(List.of(account.setting("marketplace_id")))
                && (UNDER_WAY.contains(report.processingStatus())
                        || (fresh && "DONE".equals(report.processingStatus())));
    }

    private static CensusPage asking(ReportCursor at, String id, long asked, Duration wait, int calls) {
        ReportCursor next = new ReportCursor(Step.ASK, at.atMillis(), at.listings(), asked, at.second(), id);
        return step(next, true, calls, wait.isNegative() ? Duration.ZERO : wait, null);
    }

    private CensusPage ask(Account account, ReportCursor at) {
        Report report = calls.get(account, at.of());
        String status = ChannelJson.required(report.processingStatus(), "processingStatus");
        String document = report.reportDocumentId();
        return switch (status) {
            case "DONE" -> document == null ? failed(at, "REPORT_FATAL") : done(at, report, document);
            case "FATAL" -> failed(at, "REPORT_FATAL");
            case "CANCELLED" -> failed(at, "REPORT_CANCELLED");
            default ->
                at.count() + 1 >= plan().asks()
                        ? pages(at, "REPORT_LATE")
                        : asking(at, at.of(), at.count() + 1, plan().pauseAfter((int) at.count() + 1), 1);
        };
    }

    private static CensusPage done(ReportCursor at, Report report, String document) {
        long created = created(report, Instant.ofEpochMilli(at.atMillis())).toEpochMilli();
        ReportCursor rows = new ReportCursor(Step.ROWS, created, at.listings(), 0, at.second(), document);
        return step(rows, true, 1, Duration.ZERO, null);
    }

    /** A second one may come through; a third is not tried. */
    private CensusPage failed(ReportCursor at, String why) {
        if (at.second()) {
            return pages(at, why);
        }
        ReportCursor again = new ReportCursor(Step.MAKE, clock.millis(), at.listings(), 0, true, "");
        return step(again, true, 1, plan().firstAsk(), null);
    }

    private static CensusPage pages(ReportCursor at, String why) {
        return step(
                new ReportCursor(Step.PAGES, at.atMillis(), at.listings(), 0, true, ""), false, 1, Duration.ZERO, why);
    }

    private static CensusPage step(ReportCursor next, boolean whole, int calls, Duration wait, @Nullable String why) {
        return new CensusPage(List.of(), next.text(), whole, new Origin(calls, null, wait, why));
    }

    private CensusPage rows(Account account, ReportCursor at) {
        boolean there = shelf.has(account, at.of());
        ReportShelf.Rows file = shelf.open(account, at.of(), plan());
        ReportShelf.Page page = shelf.page(file, at.count());
        String currency = currency(account);
        List<Found> found = page.rows().stream().map(row -> row.found(currency)).toList();
        int made = there ? 0 : 2;
        Instant asOf = Instant.ofEpochMilli(at.atMillis());
        if (page.next() >= 0) {
            String next =
                    new ReportCursor(Step.ROWS, at.atMillis(), at.listings(), page.next(), at.second(), at.of()).text();
            return new CensusPage(found, next, true, new Origin(made, asOf, Duration.ZERO, null));
        }
        shelf.remove(account, at.of());
        String why = lacking(file, at.listings());
        return new CensusPage(found, null, why == null, new Origin(made, asOf, Duration.ZERO, why));
    }

    /** Listings come and go between the search and the report, but hardly so many. */
    private static @Nullable String lacking(ReportShelf.Rows file, int listings) {
        if (file.unreadable() > 0) {
            return "REPORT_ROWS";
        }
        return file.readable() < listings - listings * FEWER_PERCENT / 100 ? "REPORT_SHORT" : null;
    }

    private String currency(Account account) {
        String store = account.setting("marketplace_id");
        return Marketplace.find(store, AmazonListings.today(clock))
                .orElseThrow(
                        () -> new ChannelException(FailureKind.AUTH, "Marketplace " + store + " is not known here"))
                .currency();
    }

    private ReportPlan plan() {
        return ReportPlan.on(AmazonListings.today(clock));
    }

    private static Instant created(Report report, Instant otherwise) {
        try {
            String time = report.createdTime();
            return time == null ? otherwise : OffsetDateTime.parse(time).toInstant();
        } catch (DateTimeException e) {
            return otherwise;
        }
    }
}
