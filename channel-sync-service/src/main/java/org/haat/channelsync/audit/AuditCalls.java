package org.haat.channelsync.audit;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.haat.channelsync.SyncConfig;
import org.haat.channelsync.account.AccountState;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.ListingCensus;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.AccountLeases;
import org.haat.channelsync.engine.CallBook;
import org.haat.channelsync.engine.LaneRuns;
import org.haat.channelsync.engine.Next;
import org.haat.channelsync.engine.RetryDelay;
import org.haat.channelsync.listing.ListingRow;
import org.haat.channelsync.verify.OneByOne;

/** Makes one call of an audit: written down before, its answer taken into the audit after. */
@Singleton
class AuditCalls {
    private static final int MOST_FAILURES = 8;
    private static final Set<String> NEVER_LEFT =
            Set.of("OWN_QUOTA", "BREAKER_OPEN", "FOREIGN_ORIGIN", "NO_CONNECTION");
    private final Accounts accounts;
    private final AccountLeases leases;
    private final Audits audits;
    private final AuditSteps steps;
    private final OneByOne oneByOne;
    private final CallBook calls;
    private final RetryDelay retryDelay;
    private final LaneRuns runs;
    private final SyncConfig config;
    private final Sql sql;
    private final Clock clock;

    AuditCalls(
            Accounts accounts,
            AccountLeases leases,
            Audits audits,
            AuditSteps steps,
            OneByOne oneByOne,
            CallBook calls,
            RetryDelay retryDelay,
            LaneRuns runs,
            SyncConfig config,
            Sql sql,
            Clock clock) {
        this.accounts = accounts;
        this.leases = leases;
        this.audits = audits;
        this.steps = steps;
        this.oneByOne = oneByOne;
        this.calls = calls;
        this.retryDelay = retryDelay;
        this.runs = runs;
        this.config = config;
        this.sql = sql;
        this.clock = clock;
    }

    /** Takes an answer into the audit, inside a transaction. */
    interface Taking<T> {
        void take(Audit audit, T answer, Instant askedAt, Instant now);
    }

    /**
     * One call, or one turn of a report that takes several.
     *
     * @param asked listings that it is about, none of a page
     * @param lines asked for
     * @param origin what the answer cost and how long to wait before the next turn
     */
    record Call<T>(
            List<ListingRow> asked,
            int lines,
            Function<Account, T> question,
            Taking<T> taking,
            Function<T, ListingCensus.Origin> origin) {}

    private record Begun(long call, Account account, Instant askedAt) {}

    /** @param pause until the audit's next call, at the least */
    <T> Next make(ChannelAccount account, Audit audit, Duration pause, Call<T> call) {
        Optional<Begun> begun = sql.system(() -> begin(account, audit, call.lines()));
        if (begun.isEmpty()) {
            return Next.idle();
        }
        try {
            T answer = call.question().apply(begun.get().account());
            ListingCensus.Origin origin = call.origin().apply(answer);
            sql.system(() -> taken(audit, begun.get(), call, answer, origin));
            oneByOne.answered(account, AuditLane.AUDIT, call.asked());
            runs.succeeded(
                    account.id(),
                    AuditLane.AUDIT,
                    call.lines(),
                    null,
                    audit.phase().name());
            return next(pause, origin);
        } catch (ChannelException e) {
            return failed(account, audit, begun.get(), call.asked(), e);
        } catch (RuntimeException e) {
            if (call.asked().isEmpty()) {
                throw e;
            }
            return failed(account, audit, begun.get(), call.asked(), OneByOne.unreadable(account, e));
        }
    }

    private <T> boolean taken(Audit audit, Begun begun, Call<T> call, T answer, ListingCensus.Origin origin) {
        Instant now = clock.instant();
        audits.lockRunning(audit.id()).ifPresent(current -> call.taking().take(current, answer, begun.askedAt(), now));
        close(audit, begun, origin, now);
        return true;
    }

    private void close(Audit audit, Begun begun, ListingCensus.Origin origin, Instant now) {
        audits.countCalls(audit.id(), origin.calls() - 1);
        if (origin.calls() == 0) {
            calls.withdraw(begun.call());
        } else {
            calls.close(begun.call(), null, null, now);
        }
    }

    private Next next(Duration pause, ListingCensus.Origin origin) {
        if (origin.calls() == 0) {
            return Next.now();
        }
        Duration wait = config.scaled(origin.pause());
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
        return Optional.of(new Begun(calls.open(account, AuditLane.AUDIT, lines, now), accounts.open(account), now));
    }

    /** A listing that nobody can read is named and left; where it is one after the other, it is the channel. */
    private Next failed(ChannelAccount account, Audit audit, Begun begun, List<ListingRow> asked, ChannelException e) {
        boolean left = !NEVER_LEFT.contains(e.code().orElse(""));
        Duration wait = retryDelay.after(Math.min(audit.failures(), 4), e);
        Optional<ListingRow> alone = oneByOne.atFault(account, AuditLane.AUDIT, asked, e);
        sql.system(() -> {
            Instant now = clock.instant();
            calls.failed(begun.call(), e, now);
            audits.failed(audit.id(), left);
            if (audit.cursor() != null && e.kind().retry() == FailureKind.Retry.NEVER) {
                audits.beginAgain(audit.id());
            }
            alone.ifPresent(
                    one -> audits.lockRunning(audit.id()).ifPresent(current -> steps.unreadable(current, one, now)));
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
        runs.failed(account.id(), AuditLane.AUDIT, wait, e.kind().name());
        return Next.notBefore(wait);
    }
}
