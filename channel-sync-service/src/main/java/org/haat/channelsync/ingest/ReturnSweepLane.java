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
import org.haat.channelsync.channel.RemoteReturn;
import org.haat.channelsync.channel.ReturnSource;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.Lane;
import org.haat.channelsync.engine.LaneRuns;
import org.haat.channelsync.engine.Next;
import org.haat.channelsync.engine.RetryDelay;

/** Asks each channel that has any for the returns that changed, by overlapping windows; one page a run, stored with its cursor. */
@Singleton
public class ReturnSweepLane implements Lane {
    private static final String NAME = "RETURNS";
    private final Channels channels;
    private final Accounts accounts;
    private final ReturnSweeps sweeps;
    private final ReturnIntake intake;
    private final RetryDelay retryDelay;
    private final LaneRuns runs;
    private final SyncConfig config;
    private final Sql sql;
    private final Clock clock;

    public ReturnSweepLane(
            Channels channels,
            Accounts accounts,
            ReturnSweeps sweeps,
            ReturnIntake intake,
            RetryDelay retryDelay,
            LaneRuns runs,
            SyncConfig config,
            Sql sql,
            Clock clock) {
        this.channels = channels;
        this.accounts = accounts;
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
        return NAME;
    }

    @Override
    public boolean urgent() {
        return false;
    }

    @Override
    public Next work(ChannelAccount account) {
        Optional<ReturnSource> source = channels.facet(account.channel(), ReturnSource.class);
        if (source.isEmpty()) {
            return Next.idle();
        }
        Instant now = clock.instant();
        SweepState state = sql.system(() -> sweeps.find(account.id()))
                .orElseGet(() -> SweepState.first(now, config.orders().returnsLookBack()));
        Duration wait = state.waitFrom(now);
        if (!wait.isZero()) {
            return Next.after(wait);
        }
        SweepState begun =
                state.begin(now, config.orders().overlap(), config.orders().returnsLookBack());
        try {
            return page(account, source.get(), begun, now);
        } catch (ChannelException e) {
            return failed(account, begun, e);
        }
    }

    private Next page(ChannelAccount account, ReturnSource source, SweepState state, Instant now) {
        Account open = sql.system(() -> accounts.open(account));
        Instant since = state.since() == null ? now : state.since();
        ReturnSource.ReturnPage page = source.returnsChangedSince(open, since, state.cursor());
        String next = page.next();
        if (next != null && next.equals(state.cursor())) {
            throw new ChannelException(FailureKind.PROTOCOL, "The channel's pages do not end");
        }
        Instant newest = page.returns().stream()
                .map(RemoteReturn::updatedAt)
                .max(Comparator.naturalOrder())
                .orElse(null);
        Duration interval = config.scaled(config.orders().returnsInterval());
        sql.system(() -> {
            int changed = intake.take(account, page.returns(), page.unreadable());
            Instant due = clock.instant().plus(interval);
            sweeps.save(
                    account,
                    next != null
                            ? state.page(newest, next)
                            : state.done(newest, due, config.orders().overlap()));
            runs.succeeded(account, NAME, changed, interval, changed == 0 ? "No return changed" : "Passed on");
            return true;
        });
        return next == null ? Next.after(interval) : Next.now();
    }

    private Next failed(ChannelAccount account, SweepState state, ChannelException e) {
        Duration wait = retryDelay.after(state.failures(), e);
        // A cursor may have run out: begin the window again rather than trip over it for ever.
        boolean startOver = state.cursor() != null && e.kind().retry() == FailureKind.Retry.NEVER;
        Log.warnf("Returns of account %s: %s, goes on in %s", account.id(), e.getMessage(), RetryDelay.inWords(wait));
        sql.system(() -> {
            sweeps.save(account, state.failed(clock.instant().plus(wait), startOver));
            runs.failed(account, NAME, wait, e.kind().name());
            if (e.kind() == FailureKind.AUTH) {
                accounts.changeState(account, AccountState.NEEDS_REAUTH, e.getMessage(), "engine");
            }
            return true;
        });
        return Next.notBefore(wait);
    }
}
