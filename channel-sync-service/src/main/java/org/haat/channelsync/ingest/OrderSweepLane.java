package org.haat.channelsync.ingest;

import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.haat.channelsync.SyncConfig;
import org.haat.channelsync.account.AccountState;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Channels;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.OrderSource;
import org.haat.channelsync.channel.RemoteOrder;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.AccountLeases;
import org.haat.channelsync.engine.Lane;
import org.haat.channelsync.engine.LaneRuns;
import org.haat.channelsync.engine.Next;
import org.haat.channelsync.engine.RetryDelay;
import org.jspecify.annotations.Nullable;

/** Asks each channel for the orders that changed, by overlapping windows, page by page; each page is stored with its cursor. */
@Singleton
public class OrderSweepLane implements Lane {
    private static final int MOST_PAGES = 1_000;
    private final Channels channels;
    private final Accounts accounts;
    private final AccountLeases leases;
    private final Sweeps sweeps;
    private final OrderIntake intake;
    private final RetryDelay retryDelay;
    private final LaneRuns runs;
    private final SyncConfig config;
    private final Sql sql;
    private final Clock clock;

    public OrderSweepLane(
            Channels channels,
            Accounts accounts,
            AccountLeases leases,
            Sweeps sweeps,
            OrderIntake intake,
            RetryDelay retryDelay,
            LaneRuns runs,
            SyncConfig config,
            Sql sql,
            Clock clock) {
        this.channels = channels;
        this.accounts = accounts;
        this.leases = leases;
        this.sweeps = sweeps;
        this.intake = intake;
        this.retryDelay = retryDelay;
        this.runs = runs;
        this.config = config;
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "ORDERS";
    }

    @Override
    public boolean urgent() {
        return false;
    }

    /** An order lowers the stock everywhere else: it is as urgent as stock, though it takes longer. */
    @Override
    public boolean givesWay() {
        return false;
    }

    @Override
    public Next work(ChannelAccount account) {
        Optional<OrderSource> source = channels.facet(account.channel(), OrderSource.class);
        if (source.isEmpty()) {
            return Next.idle();
        }
        Instant now = clock.instant();
        SweepState state = sql.system(() -> sweeps.find(account.id()))
                .orElseGet(() -> SweepState.first(now, config.orders().firstLookBack()));
        Duration wait = state.waitFrom(now);
        if (!wait.isZero()) {
            return Next.after(wait);
        }
        return sweep(
                account,
                source.get(),
                state.begin(now, config.orders().overlap(), config.orders().firstLookBack()),
                now);
    }

    private Next sweep(ChannelAccount account, OrderSource source, SweepState begun, Instant startedAt) {
        Account open = sql.system(() -> accounts.open(account));
        SweepState state = begun;
        Totals totals = new Totals(startedAt, begun.since() == null ? startedAt : begun.since());
        try {
            do {
                state = page(account, source, open, state, totals);
            } while (state.since() != null && leases.isHeld(account.id()));
            return finished(account, state, totals);
        } catch (ChannelException e) {
            return failed(account, state, totals, e);
        }
    }

    private SweepState page(ChannelAccount account, OrderSource source, Account open, SweepState state, Totals totals) {
        Instant since = state.since() == null ? totals.since : state.since();
        OrderSource.OrderPage page = source.ordersChangedSince(open, since, state.cursor());
        String next = page.next();
        if (next != null && (next.equals(state.cursor()) || totals.pages >= MOST_PAGES)) {
            throw new ChannelException(FailureKind.PROTOCOL, "The channel's pages do not end");
        }
        Instant newest = page.orders().stream()
                .map(RemoteOrder::updatedAt)
                .max(Comparator.naturalOrder())
                .orElse(null);
        return sql.system(() -> store(account, page, state, newest, totals));
    }

    private SweepState store(
            ChannelAccount account,
            OrderSource.OrderPage page,
            SweepState state,
            @Nullable Instant newest,
            Totals totals) {
        OrderIntake.Taken taken = intake.take(account, page.orders(), page.unreadable());
        String next = page.next();
        SweepState after = next != null
                ? state.page(newest, next)
                : state.done(
                        newest,
                        clock.instant().plus(config.scaled(config.orders().interval())),
                        config.orders().overlap());
        sweeps.save(account, after);
        totals.add(taken);
        return after;
    }

    private Next finished(ChannelAccount account, SweepState state, Totals totals) {
        Duration wait = config.scaled(config.orders().interval());
        sql.system(() -> {
            sweeps.remember(account, totals.run(clock.instant(), null, null));
            runs.succeeded(
                    account, name(), totals.changed, wait, totals.changed == 0 ? "No order changed" : "Passed on");
            return true;
        });
        return state.since() == null ? Next.after(wait) : Next.now();
    }

    private Next failed(ChannelAccount account, SweepState state, Totals totals, ChannelException e) {
        Duration wait = retryDelay.after(state.failures(), e);
        Instant next = clock.instant().plus(wait);
        // A cursor may have run out: begin the window again rather than trip over it for ever.
        boolean startOver = state.cursor() != null && e.kind().retry() == FailureKind.Retry.NEVER;
        Log.warnf("Orders of account %s: %s, goes on in %s", account.id(), e.getMessage(), RetryDelay.inWords(wait));
        sql.system(() -> {
            sweeps.save(account, state.failed(next, startOver));
            sweeps.remember(account, totals.run(clock.instant(), e.kind().name(), e.getMessage()));
            runs.failed(account, name(), wait, e.kind().name());
            if (e.kind() == FailureKind.AUTH) {
                accounts.changeState(account, AccountState.NEEDS_REAUTH, e.getMessage(), "engine");
            }
            return true;
        });
        return Next.notBefore(wait);
    }

    /** Counts of a run under way. */
    private static final class Totals {
        private final Instant startedAt;
        private final Instant since;
        private int pages;
        private int seen;
        private int changed;
        private int parked;

        Totals(Instant startedAt, Instant since) {
            this.startedAt = startedAt;
            this.since = since;
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
