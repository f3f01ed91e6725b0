package org.haat.channelsync.ingest;

import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.haat.channelsync.SyncConfig;
import org.haat.channelsync.account.AccountState;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.LaneRuns;
import org.haat.channelsync.engine.Next;
import org.haat.channelsync.engine.OwnFault;
import org.haat.channelsync.engine.RetryDelay;
import org.haat.edge.DatabaseDown;
import org.jspecify.annotations.Nullable;

/**
 * Runs sweeps when they are due: overlapping windows, a page per turn, so that a long one keeps no other lane waiting; each page
 * is stored with its cursor.
 */
@Singleton
class Sweeping {
    private static final int MOST_PAGES = 1_000;
    /** The database keeps microseconds. */
    private static final Duration STORED_WITHIN = Duration.ofMillis(1);

    private final Accounts accounts;
    private final Sweeps sweeps;
    private final RetryDelay retryDelay;
    private final LaneRuns runs;
    private final SyncConfig config;
    private final Sql sql;
    private final Clock clock;
    private final Map<Place, Totals> underWay = new ConcurrentHashMap<>();

    Sweeping(
            Accounts accounts,
            Sweeps sweeps,
            RetryDelay retryDelay,
            LaneRuns runs,
            SyncConfig config,
            Sql sql,
            Clock clock) {
        this.accounts = accounts;
        this.sweeps = sweeps;
        this.retryDelay = retryDelay;
        this.runs = runs;
        this.config = config;
        this.sql = sql;
        this.clock = clock;
    }

    Next work(ChannelAccount account, Sweep sweep) {
        Instant now = clock.instant();
        SweepState state = sql.system(() -> sweeps.find(sweep.feed(), account.id()))
                .orElseGet(() -> SweepState.first(now, sweep.lookBack()));
        Duration wait = state.waitFrom(now);
        return wait.isZero()
                ? turn(account, sweep, state.begin(now, config.orders().overlap(), sweep.lookBack()), now)
                : Next.after(wait);
    }

    private record Place(UUID account, Sweep.Feed feed) {}

    private Next turn(ChannelAccount account, Sweep sweep, SweepState begun, Instant now) {
        Account open = sql.system(() -> accounts.open(account));
        Place place = new Place(account.id(), sweep.feed());
        Totals totals = underWay.compute(
                place, (key, known) -> known != null && known.goesOn(begun) ? known : new Totals(now, begun));
        try {
            if (page(account, sweep, open, begun, totals).since() != null) {
                return Next.now();
            }
            underWay.remove(place);
            return finished(account, sweep, totals);
        } catch (ChannelException e) {
            if (e.isOwnQuota()) {
                return waiting(account, sweep, e);
            }
            underWay.remove(place);
            return failed(account, sweep, begun, totals, e);
        }
    }

    private SweepState page(ChannelAccount account, Sweep sweep, Account open, SweepState state, Totals totals) {
        Instant since = state.since() == null ? totals.since : state.since();
        Sweep.Page page = sweep.asking().ask(open, since, state.cursor());
        String next = page.next();
        if (next != null && (next.equals(state.cursor()) || totals.pages >= MOST_PAGES)) {
            throw new ChannelException(FailureKind.PROTOCOL, "The channel's pages do not end");
        }
        try {
            return sql.system(() -> store(account, sweep, page, page.taking().get(), state, totals));
        } catch (RuntimeException e) {
            if (DatabaseDown.isCauseOf(e)) {
                throw e;
            }
            String what = sweep.feed().words() + " of account " + account.id();
            var unused = OwnFault.log(what + " cannot be kept page by page, so they are one by one:", e);
            OrderIntake.Taken taken = page.singly().get();
            return sql.system(() -> store(account, sweep, page, taken, state, totals));
        }
    }

    private SweepState store(
            ChannelAccount account,
            Sweep sweep,
            Sweep.Page page,
            OrderIntake.Taken taken,
            SweepState state,
            Totals totals) {
        String next = page.next();
        SweepState after = next != null
                ? state.page(page.newest(), next)
                : state.done(
                        page.newest(),
                        clock.instant().plus(config.scaled(sweep.interval())),
                        config.orders().overlap());
        sweeps.save(sweep.feed(), account, after);
        totals.add(taken);
        return after;
    }

    private Next finished(ChannelAccount account, Sweep sweep, Totals totals) {
        Duration wait = config.scaled(sweep.interval());
        sql.system(() -> {
            remember(sweep, account, totals.run(clock.instant(), null, null));
            return true;
        });
        String note = totals.changed == 0 ? sweep.feed().quiet() : "Passed on";
        runs.succeeded(account.id(), sweep.feed().name(), totals.changed, wait, note);
        return Next.after(wait);
    }

    /** Runs of orders are kept: an audit asks whether sales may be missing. */
    private void remember(Sweep sweep, ChannelAccount account, Sweeps.Run run) {
        if (sweep.feed() == Sweep.Feed.ORDERS) {
            sweeps.remember(account, run);
        }
    }

    /** Nothing was asked, so nothing failed: the sweep goes on where it is as soon as the quota grants its next page. */
    private Next waiting(ChannelAccount account, Sweep sweep, ChannelException quota) {
        Duration wait = quota.retryAfter().orElse(Duration.ZERO); // our own count of permits is exact
        runs.failed(account.id(), sweep.feed().name(), wait, quota.kind().name());
        return Next.notBefore(wait);
    }

    private Next failed(ChannelAccount account, Sweep sweep, SweepState state, Totals totals, ChannelException e) {
        Duration wait = retryDelay.after(state.failures(), e);
        Instant next = clock.instant().plus(wait);
        // A cursor may have run out: begin the window again rather than trip over it for ever.
        boolean startOver = state.cursor() != null && e.kind().retry() == FailureKind.Retry.NEVER;
        String words = sweep.feed().words();
        Log.warnf("%s of account %s: %s, goes on in %s", words, account.id(), e.getMessage(), RetryDelay.inWords(wait));
        sql.system(() -> {
            sweeps.save(sweep.feed(), account, state.failed(next, startOver));
            remember(sweep, account, totals.run(clock.instant(), e.kind().name(), e.getMessage()));
            if (e.kind() == FailureKind.AUTH) {
                accounts.changeState(account, AccountState.NEEDS_REAUTH, e.getMessage(), "engine");
            }
            return true;
        });
        runs.failed(account.id(), sweep.feed().name(), wait, e.kind().name());
        return Next.notBefore(wait);
    }

    /** Counts of a run under way, as far as this replica made it. */
    private static final class Totals {
        private final Instant startedAt;
        private final Instant since;
        private final @Nullable Instant sweep;
        private int pages;
        private int seen;
        private int changed;
        private int parked;

        Totals(Instant startedAt, SweepState begun) {
            this.startedAt = startedAt;
            this.since = begun.since() == null ? startedAt : begun.since();
            this.sweep = begun.startedAt();
        }

        /** Whether a page of this sweep, that is, one after the first, is the next of it. */
        boolean goesOn(SweepState begun) {
            Instant other = begun.startedAt();
            return begun.cursor() != null
                    && sweep != null
                    && other != null
                    && Duration.between(sweep, other).abs().compareTo(STORED_WITHIN) <= 0;
        }

        void add(OrderIntake.Taken taken) {
            pages++;
            seen += taken.seen();
            changed += taken.changed();
            parked += taken.parked();
        }

        Sweeps.Run run(Instant finishedAt, @Nullable String failure, @Nullable String message) {
            return new Sweeps.Run(startedAt, finishedAt, since, pages, seen, changed, parked, failure, message);
        }
    }
}
