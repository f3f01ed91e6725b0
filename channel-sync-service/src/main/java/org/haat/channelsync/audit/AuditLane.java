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
import java.util.Set;
import java.util.function.Function;
import org.haat.channelsync.SyncConfig;
import org.haat.channelsync.account.AccountState;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Channels;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.Channel;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.ListingCensus;
import org.haat.channelsync.channel.ListingCensus.CensusPage;
import org.haat.channelsync.channel.ListingReader;
import org.haat.channelsync.channel.OrderSource;
import org.haat.channelsync.channel.RemoteListing;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.AccountLeases;
import org.haat.channelsync.engine.CallBook;
import org.haat.channelsync.engine.Lane;
import org.haat.channelsync.engine.LaneRuns;
import org.haat.channelsync.engine.Next;
import org.haat.channelsync.engine.RetryDelay;
import org.haat.channelsync.listing.ListingRow;

/**
 * Runs audits: one call a turn, at a share of the quota, so that nothing else waits. Every turn is stored with where it goes
 * on, so that a replica that dies loses one page at most.
 */
@Singleton
public class AuditLane implements Lane {
    private static final String AUDIT = "AUDIT";
    private static final int MOST_FAILURES = 8;
    private static final int LONGEST_WAIT_FOR_ORDERS = 6;
    private static final Set<String> NEVER_LEFT =
            Set.of("OWN_QUOTA", "BREAKER_OPEN", "FOREIGN_ORIGIN", "NO_CONNECTION");
    private final Channels channels;
    private final Accounts accounts;
    private final AccountLeases leases;
    private final Audits audits;
    private final Drifts drifts;
    private final OurListings ours;
    private final AuditSteps steps;
    private final Confirmation confirmation;
    private final AuditSchedule schedule;
    private final CallBook calls;
    private final RetryDelay retryDelay;
    private final LaneRuns runs;
    private final SyncConfig config;
    private final Sql sql;
    private final Clock clock;

    AuditLane(
            Channels channels,
            Accounts accounts,
            AccountLeases leases,
            Audits audits,
            Drifts drifts,
            OurListings ours,
            AuditSteps steps,
            Confirmation confirmation,
            AuditSchedule schedule,
            CallBook calls,
            RetryDelay retryDelay,
            LaneRuns runs,
            SyncConfig config,
            Sql sql,
            Clock clock) {
        this.channels = channels;
        this.accounts = accounts;
        this.leases = leases;
        this.audits = audits;
        this.drifts = drifts;
        this.ours = ours;
        this.steps = steps;
        this.confirmation = confirmation;
        this.schedule = schedule;
        this.calls = calls;
        this.retryDelay = retryDelay;
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

    /** Takes an answer into the audit, inside a transaction. */
    private interface Taking<T> {
        void take(Audit audit, T answer, Instant askedAt, Instant now);
    }

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
        return missed ? audits.begin(account, Audit.SCHEDULE, true, false, now) : Optional.empty();
    }

    private Next page(ChannelAccount account, Tools tools, Audit audit) {
        return call(
                account,
                tools,
                audit,
                tools.census().censusPageSize(),
                open -> ends(audit, tools.census().census(open, audit.cursor())),
                (current, page, askedAt, now) -> {
                    Instant asOf = page.origin().asOf();
                    steps.page(current, page, asOf == null ? askedAt : asOf, now);
                },
                CensusPage::origin);
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
        return call(
                account,
                tools,
                audit,
                skus.size(),
                open -> whole(skus, tools.reader().read(open, skus)),
                (current, answers, askedAt, now) -> steps.reading(current, unread, answers, askedAt, now),
                answers -> ListingCensus.Origin.ONE_CALL);
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
        return call(
                account,
                tools,
                audit,
                skus.size(),
                open -> whole(skus, tools.reader().read(open, skus)),
                (current, answers, askedAt, now) -> {
                    Map<Long, RemoteListing> byListing = new HashMap<>();
                    for (int i = 0; i < skus.size(); i++) {
                        byListing.put(Objects.requireNonNull(ids.get(skus.get(i))), answers.get(i));
                    }
                    confirmation.take(current, candidates, byListing, ordersKnown, steps.takenBefore(askedAt), now);
                },
                answers -> ListingCensus.Origin.ONE_CALL);
    }

    private static List<RemoteListing> whole(List<String> skus, List<RemoteListing> answers) {
        if (answers.size() != skus.size()) {
            throw new ChannelException(
                    FailureKind.PROTOCOL, "The channel answered " + answers.size() + " of " + skus.size() + " SKUs");
        }
        return answers;
    }

    private record Begun(long call, Account account, Instant askedAt) {}

    private <T> Next call(
            ChannelAccount account,
            Tools tools,
            Audit audit,
            int lines,
            Function<Account, T> question,
            Taking<T> taking,
            Function<T, ListingCensus.Origin> origin) {
        Optional<Begun> begun = sql.system(() -> begin(account, audit, lines));
        if (begun.isEmpty()) {
            return Next.idle();
        }
        try {
            T answer = question.apply(begun.get().account());
            sql.system(() -> {
                Instant now = clock.instant();
                audits.lockRunning(audit.id())
                        .ifPresent(current ->
                                taking.take(current, answer, begun.get().askedAt(), now));
                close(audit, begun.get(), origin.apply(answer), now);
                runs.succeeded(account, AUDIT, lines, null, audit.phase().name());
                return true;
            });
            return next(tools, origin.apply(answer));
        } catch (ChannelException e) {
            return failed(account, audit, begun.get(), e);
        }
    }

    private void close(Audit audit, Begun begun, ListingCensus.Origin origin, Instant now) {
        audits.countCalls(audit.id(), origin.calls() - 1);
        if (origin.calls() == 0) {
            calls.withdraw(begun.call());
        } else {
            calls.close(begun.call(), null, null, now);
        }
    }

    private Next next(Tools tools, ListingCensus.Origin origin) {
        if (origin.calls() == 0) {
            return Next.now();
        }
        Duration wait = config.scaled(origin.pause());
        Duration pause = pause(tools);
        return Next.notBefore(wait.compareTo(pause) > 0 ? wait : pause);
    }

    private Optional<Begun> begin(ChannelAccount account, Audit audit, int lines) {
        boolean active =
                accounts.find(account.id()).filter(ChannelAccount::isActive).isPresent();
        if (!active || !leases.holds(account.id())) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        audits.countCalls(audit.id(), 1);
        return Optional.of(new Begun(calls.open(account, AUDIT, lines, now), accounts.open(account), now));
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

    private Next failed(ChannelAccount account, Audit audit, Begun begun, ChannelException e) {
        boolean left = !NEVER_LEFT.contains(e.code().orElse(""));
        Duration wait = retryDelay.after(Math.min(audit.failures(), 4), e);
        sql.system(() -> {
            Instant now = clock.instant();
            calls.failed(begun.call(), e, now);
            runs.failed(account, AUDIT, wait, e.kind().name());
            audits.failed(audit.id(), left);
            if (audit.cursor() != null && e.kind().retry() == FailureKind.Retry.NEVER) {
                audits.beginAgain(audit.id());
            }
            if (left && audit.failures() + 1 >= MOST_FAILURES) {
                audits.lockRunning(audit.id())
                        .ifPresent(last ->
                                audits.end(last, Audit.Outcome.FAILED, e.kind().name(), 0, now));
            }
            if (e.kind() == FailureKind.AUTH) {
                accounts.changeState(account, AccountState.NEEDS_REAUTH, e.getMessage(), "engine");
            }
            return true;
        });
        return Next.notBefore(wait);
    }
}
