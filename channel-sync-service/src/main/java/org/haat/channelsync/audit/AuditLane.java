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
                pause(tools),
                new AuditCalls.Call<>(
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
        List<ListingRow> unread = sql.system(() -> ours.unread(audit, tools.readBatch()));
        if (unread.isEmpty()) {
            sql.system(() -> {
                audits.lockRunning(audit.id()).ifPresent(steps::confirmNext);
                return true;
            });
            return Next.now();
        }
        List<String> skus = unread.stream().map(ListingRow::sku).toList();
        return calls.make(
                account,
                audit,
                pause(tools),
                reading(
                        tools,
                        skus,
                        (current, answers, askedAt, now) -> steps.reading(current, unread, answers, askedAt, now)));
    }

    private Next confirm(ChannelAccount account, Tools tools, Audit audit) {
        List<Drifts.Candidate> candidates = sql.system(() -> drifts.candidates(audit, tools.readBatch()));
        if (candidates.isEmpty()) {
            return sql.system(() -> finish(account, tools, audit));
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
        Map<String, Long> ids = new HashMap<>();
        candidates.forEach(one -> ids.put(one.listing().sku(), one.listing().id()));
        List<String> skus = List.copyOf(ids.keySet());
        return calls.make(account, audit, pause(tools), reading(tools, skus, (current, answers, askedAt, now) -> {
            Map<Long, RemoteListing> byListing = new HashMap<>();
            for (int i = 0; i < skus.size(); i++) {
                byListing.put(Objects.requireNonNull(ids.get(skus.get(i))), answers.get(i));
            }
            confirmation.take(current, candidates, byListing, ordersKnown, steps.takenBefore(askedAt), now);
        }));
    }

    private static AuditCalls.Call<List<RemoteListing>> reading(
            Tools tools, List<String> skus, AuditCalls.Taking<List<RemoteListing>> taking) {
        return new AuditCalls.Call<>(
                skus.size(),
                open -> whole(skus, tools.reader().read(open, skus)),
                taking,
                answers -> ListingCensus.Origin.ONE_CALL);
    }

    private static List<RemoteListing> whole(List<String> skus, List<RemoteListing> answers) {
        if (answers.size() != skus.size()) {
            throw new ChannelException(
                    FailureKind.PROTOCOL, "The channel answered " + answers.size() + " of " + skus.size() + " SKUs");
        }
        return answers;
    }

    /** The rest of the quota is the others'. */
    private Duration pause(Tools tools) {
        double perSecond =
                tools.census().censusPlan().ratePerSecond() * config.audit().share();
        return config.scaled(Duration.ofMillis((long) Math.ceil(1_000 / perSecond)));
    }

    private Next finish(ChannelAccount account, Tools tools, Audit audit) {
        Instant now = clock.instant();
        audits.lockRunning(audit.id()).ifPresent(last -> {
            long minimum = tools.census().fewestCalls(last.found())
                    + pages(last.read(), tools.readBatch())
                    + pages(drifts.confirmedListings(last), tools.readBatch());
            Audit.Outcome outcome = last.whole() ? Audit.Outcome.COMPLETE : Audit.Outcome.INCOMPLETE;
            audits.end(last, outcome, last.whole() ? null : incomplete(last), minimum, now);
            runs.succeeded(account, AUDIT, (int) last.compared(), null, outcome.name());
        });
        return Next.now();
    }

    private static String incomplete(Audit last) {
        String why = last.why();
        return why == null || why.equals(AuditSteps.TOO_MANY) ? "REACH" : why;
    }

    private static long pages(long lines, int size) {
        return (lines + size - 1) / size;
    }
}
