package org.haat.channelsync.audit;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.haat.channelsync.SyncConfig;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Channels;
import org.haat.channelsync.channel.Channel;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.ListingCensus;
import org.haat.channelsync.channel.ListingCensus.CensusPage;
import org.haat.channelsync.channel.ListingReader;
import org.haat.channelsync.channel.OrderSource;
import org.haat.channelsync.channel.RemoteListing;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.Lane;
import org.haat.channelsync.engine.LaneRuns;
import org.haat.channelsync.engine.Next;
import org.haat.channelsync.listing.ListingRow;
import org.haat.channelsync.verify.OneByOne;
import org.jspecify.annotations.Nullable;

/**
 * Runs audits: one call a turn, at a share of the quota, so that nothing else waits. Every turn is stored with where it goes
 * on, so that a replica that dies loses one page at most.
 */
@Singleton
public class AuditLane implements Lane {
    static final String AUDIT = "AUDIT";
    private static final int LONGEST_WAIT_FOR_ORDERS = 6;
    private final Channels channels;
    private final Audits audits;
    private final Drifts drifts;
    private final OurListings ours;
    private final AuditSteps steps;
    private final Confirmation confirmation;
    private final AuditSchedule schedule;
    private final AuditCalls calls;
    private final OneByOne oneByOne;
    private final LaneRuns runs;
    private final SyncConfig config;
    private final Sql sql;
    private final Clock clock;

    AuditLane(
            Channels channels,
            Audits audits,
            Drifts drifts,
            OurListings ours,
            AuditSteps steps,
            Confirmation confirmation,
            AuditSchedule schedule,
            AuditCalls calls,
            OneByOne oneByOne,
            LaneRuns runs,
            SyncConfig config,
            Sql sql,
            Clock clock) {
        this.channels = channels;
        this.audits = audits;
        this.drifts = drifts;
        this.ours = ours;
        this.steps = steps;
        this.confirmation = confirmation;
        this.schedule = schedule;
        this.calls = calls;
        this.oneByOne = oneByOne;
        this.runs = runs;
        this.config = config;
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public String name() {
        return AUDIT;
    }

    @Override
    public boolean urgent() {
        return false;
    }

    /** What an audit needs of a channel. */
    private record Tools(ListingCensus census, ListingReader reader, int readBatch, boolean hasOrders) {}

    @Override
    public Next work(ChannelAccount account) {
        Optional<Tools> tools = channels.find(account.channel()).flatMap(AuditLane::tools);
        if (tools.isEmpty()) {
            return Next.idle();
        }
        Optional<Audit> audit = sql.system(() -> due(account));
        if (audit.isEmpty()) {
            Instant now = clock.instant();
            return schedule.isOn() ? Next.after(Duration.between(now, schedule.next(account.id(), now))) : Next.idle();
        }
        return switch (audit.get().phase()) {
            case CENSUS -> page(account, tools.get(), audit.get());
            case READ -> read(account, tools.get(), audit.get());
            case CONFIRM -> confirm(account, tools.get(), audit.get());
        };
    }

    private static Optional<Tools> tools(Channel channel) {
        return channel.facet(ListingCensus.class).flatMap(census -> channel.facet(ListingReader.class)
                .map(reader -> new Tools(
                        census,
                        reader,
                        channel.limits().readBatch(),
                        channel.facet(OrderSource.class).isPresent())));
    }

    private Optional<Audit> due(ChannelAccount account) {
        Optional<Audit> running = audits.running(account.id());
        if (running.isPresent() || !schedule.isOn()) {
            return running;
        }
        Instant now = clock.instant();
        Instant slot = schedule.latest(account.id(), now);
        boolean missed = audits.created(account.id()).isBefore(slot)
                && audits.lastScheduled(account.id())
                        .filter(last -> !last.isBefore(slot))
                        .isEmpty();
        return missed
                ? audits.begin(
                        account,
                        Audit.SCHEDULE,
                        true,
                        false,
                        Math.max(1, config.audit().contentNights()),
                        now)
                : Optional.empty();
    }

    private Next page(ChannelAccount account, Tools tools, Audit audit) {
        return calls.make(
                account,
                audit,
                pause(account, tools),
                new AuditCalls.Call<>(
                        List.of(),
                        tools.census().censusPageSize(),
                        open -> ends(audit, tools.census().census(open, audit.cursor())),
                        (current, page, askedAt, now) -> {
                            Instant asOf = page.origin().asOf();
                            steps.page(current, page, asOf == null ? askedAt : asOf, now);
                        },
                        CensusPage::origin));
    }

    private static CensusPage ends(Audit audit, CensusPage page) {
        if (page.next() != null && page.next().equals(audit.cursor())) {
            throw new ChannelException(FailureKind.PROTOCOL, "The channel's pages do not end");
        }
        return page;
    }

    private Next read(ChannelAccount account, Tools tools, Audit audit) {
        List<ListingRow> unread = sql.system(() -> ours.unread(audit, atOnce(account, tools)));
        if (unread.isEmpty()) {
            sql.system(() -> {
                audits.lockRunning(audit.id()).ifPresent(steps::confirmNext);
                return true;
            });
            return Next.now();
        }
        return calls.make(
                account,
                audit,
                pause(account, tools),
                reading(
                        tools,
                        unread,
                        (current, answers, askedAt, now) -> steps.reading(current, unread, answers, askedAt, now)));
    }

    private Next confirm(ChannelAccount account, Tools tools, Audit audit) {
        List<Drifts.Candidate> candidates = sql.system(() -> drifts.candidates(audit, atOnce(account, tools)));
        if (candidates.isEmpty()) {
            return finish(account, tools, audit);
        }
        Instant newest = sql.system(() -> drifts.newestCandidate(audit)).orElse(audit.beganAt());
        Duration settle = config.scaled(config.audit().settle());
        Duration wait = Duration.between(clock.instant(), newest.plus(settle));
        if (!wait.isNegative() && !wait.isZero()) {
            return Next.notBefore(wait);
        }
        boolean ordersKnown = !tools.hasOrders() || sql.system(() -> ours.ordersKnownSince(account.id(), newest));
        Instant latest = newest.plus(settle.multipliedBy(LONGEST_WAIT_FOR_ORDERS));
        if (!ordersKnown && clock.instant().isBefore(latest)) {
            return Next.notBefore(settle.dividedBy(LONGEST_WAIT_FOR_ORDERS));
        }
        List<ListingRow> asked =
                candidates.stream().map(Drifts.Candidate::listing).distinct().toList();
        return calls.make(
                account, audit, pause(account, tools), reading(tools, asked, (current, answers, askedAt, now) -> {
                    Map<Long, RemoteListing> byListing = new HashMap<>();
                    for (int i = 0; i < asked.size(); i++) {
                        byListing.put(asked.get(i).id(), answers.get(i));
                    }
                    confirmation.take(current, candidates, byListing, ordersKnown, steps.takenBefore(askedAt), now);
                }));
    }

    private int atOnce(ChannelAccount account, Tools tools) {
        return oneByOne.most(account, AUDIT, tools.readBatch());
    }

    private static AuditCalls.Call<List<RemoteListing>> reading(
            Tools tools, List<ListingRow> asked, AuditCalls.Taking<List<RemoteListing>> taking) {
        List<String> skus = asked.stream().map(ListingRow::sku).toList();
        return new AuditCalls.Call<>(
                asked,
                skus.size(),
                open -> tools.reader().readEach(open, skus),
                taking,
                answers -> ListingCensus.Origin.ONE_CALL);
    }

    /** The rest of the quota is the others'. */
    private Duration pause(ChannelAccount account, Tools tools) {
        double perSecond = tools.census().censusPlan().ratePerSecond()
                * account.callShare()
                * config.audit().share();
        return config.scaled(Duration.ofMillis((long) Math.ceil(1_000 / perSecond)));
    }

    private Next finish(ChannelAccount account, Tools tools, Audit audit) {
        Optional<Ended> ended = sql.system(
                () -> audits.lockRunning(audit.id()).map(last -> new Ended(end(tools, last), (int) last.compared())));
        ended.ifPresent(one -> runs.succeeded(
                account.id(), AUDIT, one.compared(), null, one.outcome().name()));
        return Next.now();
    }

    private record Ended(Audit.Outcome outcome, int compared) {}

    private Audit.Outcome end(Tools tools, Audit last) {
        long minimum = tools.census().fewestCalls(last.found())
                + pages(last.read(), tools.readBatch())
                + pages(drifts.confirmedListings(last), tools.readBatch());
        String why = incomplete(last);
        Audit.Outcome outcome = why == null ? Audit.Outcome.COMPLETE : Audit.Outcome.INCOMPLETE;
        audits.end(last, outcome, why, minimum, clock.instant());
        return outcome;
    }

    /** Why it has not seen everything, or null. */
    private @Nullable String incomplete(Audit last) {
        String why = last.why();
        if (!last.whole()) {
            return why == null || why.equals(AuditSteps.TOO_MANY) ? "REACH" : why;
        }
        return drifts.hasUnreadable(last) ? Objects.requireNonNullElse(why, Drifts.UNREADABLE) : null;
    }

    private static long pages(long lines, int size) {
        return (lines + size - 1) / size;
    }
}
