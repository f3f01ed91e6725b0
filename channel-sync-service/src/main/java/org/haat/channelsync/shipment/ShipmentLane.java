package org.haat.channelsync.shipment;

import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.haat.channelsync.SyncConfig;
import org.haat.channelsync.account.AccountState;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Channels;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.CancellationSink;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.ShipmentPapers;
import org.haat.channelsync.channel.ShipmentSink;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.CallBook;
import org.haat.channelsync.engine.Lane;
import org.haat.channelsync.engine.LaneRuns;
import org.haat.channelsync.engine.Next;
import org.haat.channelsync.engine.OwnFault;
import org.haat.channelsync.engine.RetryDelay;
import org.haat.edge.DatabaseDown;
import org.haat.event.Shipment;

/**
 * Tells one shipment or cancellation at a time, one step a run: told, papers kept, handed over. Each step is written down before
 * the next one begins, and the channel's sinks read where it stands first: a step whose outcome nobody knows is simply asked again.
 */
@Singleton
public class ShipmentLane implements Lane {
    /** Papers that never come may mean that the parcel is not packed any more: so often the channel is asked where it stands. */
    private static final int LOOK_EVERY = 3;

    private static final String NAME = "SHIPMENTS";
    private final Channels channels;
    private final Accounts accounts;
    private final Shipments shipments;
    private final Papers papers;
    private final CallBook calls;
    private final RetryDelay retryDelay;
    private final LaneRuns runs;
    private final SyncConfig config;
    private final Sql sql;
    private final Clock clock;

    public ShipmentLane(
            Channels channels,
            Accounts accounts,
            Shipments shipments,
            Papers papers,
            CallBook calls,
            RetryDelay retryDelay,
            LaneRuns runs,
            SyncConfig config,
            Sql sql,
            Clock clock) {
        this.channels = channels;
        this.accounts = accounts;
        this.shipments = shipments;
        this.papers = papers;
        this.calls = calls;
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
        return true;
    }

    private record Attempt(long call, Account account, Shipments.Waiting waiting) {
        Message message() {
            return waiting.message();
        }
    }

    @Override
    public Next work(ChannelAccount account) {
        Optional<Shipments.Waiting> next = sql.system(() -> shipments.nextDue(account.id()));
        if (next.isEmpty()) {
            return sql.system(() -> shipments.earliest(account.id()))
                    .map(due -> Next.after(positive(Duration.between(clock.instant(), due))))
                    .orElse(Next.idle());
        }
        Shipments.Waiting waiting = next.get();
        Optional<ShipmentPapers> papers = waiting.message() instanceof Message.Left
                ? channels.facet(account.channel(), ShipmentPapers.class)
                : Optional.empty();
        boolean lookBetween = waiting.attempts() % LOOK_EVERY == LOOK_EVERY - 1;
        if (papers.isPresent()
                && waiting.papersAt() == null
                && waiting.step().equals(ShipmentSink.PACKED)
                && !lookBetween) {
            return fetch(account, begun(account, waiting, "FETCH_PAPERS"), papers.get());
        }
        Optional<Telling> telling = telling(account, waiting, papers);
        if (telling.isEmpty()) {
            sql.system(() -> byHandOnly(account, waiting.message()));
            return Next.now();
        }
        String operation = waiting.papersAt() == null ? waiting.message().kind().operation() : "HAND_OVER";
        return tell(account, begun(account, waiting, operation), telling.get());
    }

    private Attempt begun(ChannelAccount account, Shipments.Waiting waiting, String operation) {
        return sql.system(
                () -> new Attempt(calls.open(account, operation, 1, clock.instant()), accounts.open(account), waiting));
    }

    /** A step of the channel's own saga. */
    @FunctionalInterface
    private interface Telling {
        ShipmentSink.Progress step(Account account);
    }

    private Optional<Telling> telling(
            ChannelAccount account, Shipments.Waiting waiting, Optional<ShipmentPapers> papers) {
        if (waiting.message() instanceof Message.GivenUp given) {
            return channels.facet(account.channel(), CancellationSink.class)
                    .map(sink -> open -> sink.cancel(open, given.payload()));
        }
        Shipment shipment = ((Message.Left) waiting.message()).payload();
        if (papers.isPresent() && waiting.papersAt() != null) {
            return papers.map(sink -> open -> sink.handOver(open, shipment));
        }
        return channels.facet(account.channel(), ShipmentSink.class).map(sink -> open -> sink.confirm(open, shipment));
    }

    private boolean byHandOnly(ChannelAccount account, Message message) {
        String words = "This marketplace takes it on its seller pages only. Do it there, then mark it as done here.";
        shipments.settle(account, message, false, "refused", "BY_HAND_ONLY", words);
        return true;
    }

    private Next tell(ChannelAccount account, Attempt attempt, Telling telling) {
        try {
            ShipmentSink.Progress progress = telling.step(attempt.account());
            sql.system(() -> {
                calls.close(attempt.call(), null, progress.step(), clock.instant());
                if (progress.done()) {
                    shipments.settle(account, attempt.message(), true, progress.step(), null, null);
                } else {
                    shipments.stands(account, attempt.waiting(), progress.step(), dueAfter(account, progress));
                }
                return true;
            });
            runs.succeeded(account.id(), NAME, 1, null, progress.step());
            return Next.now();
        } catch (ChannelException e) {
            return failed(account, attempt, e, isRefusal(attempt, e));
        } catch (RuntimeException e) {
            return failed(account, attempt, ours(attempt, e), false);
        }
    }

    /** An answer that nobody can read is none, until it stays so. */
    private static boolean isRefusal(Attempt attempt, ChannelException e) {
        boolean garbled = e.kind() == FailureKind.PROTOCOL
                && RetryDelay.triesGarbledAgain(attempt.waiting().attempts());
        return e.kind().retry() == FailureKind.Retry.NEVER && e.kind() != FailureKind.AUTH && !garbled;
    }

    /** A fault of ours over one parcel must not hold up the others: this one is tried again later. */
    private static ChannelException ours(Attempt attempt, RuntimeException fault) {
        if (DatabaseDown.isCauseOf(fault)) {
            throw fault;
        }
        String reference =
                OwnFault.log(attempt.message().kind() + " " + attempt.message().id() + " is tried again later:", fault);
        return new ChannelException(FailureKind.UNKNOWN, reference);
    }

    /** Papers that are made are fetched at once. */
    private Instant dueAfter(ChannelAccount account, ShipmentSink.Progress progress) {
        boolean papersWait = progress.step().equals(ShipmentSink.PACKED)
                && channels.facet(account.channel(), ShipmentPapers.class).isPresent();
        return papersWait
                ? clock.instant()
                : clock.instant().plus(config.scaled(config.orders().shipmentStep()));
    }

    /** Without its label no parcel leaves, and a label that cannot be fetched is no refusal: it is asked for until it comes. */
    private Next fetch(ChannelAccount account, Attempt attempt, ShipmentPapers sink) {
        Shipment shipment = ((Message.Left) attempt.message()).payload();
        try {
            Optional<ShipmentPapers.Papers> made = sink.papers(attempt.account(), shipment);
            String outcome = made.isPresent() ? "papers kept" : "not made yet";
            sql.system(() -> {
                calls.close(attempt.call(), null, outcome, clock.instant());
                if (made.isPresent()) {
                    papers.keep(account, attempt.message(), made.get().pdf());
                    shipments.papersKept(account, attempt.waiting(), made.get());
                } else {
                    Instant due =
                            clock.instant().plus(config.scaled(config.orders().shipmentStep()));
                    shipments.retryAt(account, attempt.waiting(), due, null);
                }
                return true;
            });
            runs.succeeded(account.id(), NAME, 1, null, outcome);
            return Next.now();
        } catch (ChannelException e) {
            return failed(account, attempt, e, false);
        } catch (RuntimeException e) {
            return failed(account, attempt, ours(attempt, e), false);
        }
    }

    private Next failed(ChannelAccount account, Attempt attempt, ChannelException e, boolean never) {
        if (e.isOwnQuota()) {
            sql.system(() -> {
                calls.withdraw(attempt.call());
                return true;
            });
            return Next.notBefore(e.retryAfter().orElse(Duration.ZERO));
        }
        Duration wait = retryDelay.after(attempt.waiting().attempts(), e);
        Log.warnf(
                "%s %s of account %s: %s%s",
                attempt.message().kind(),
                attempt.message().id(),
                account.id(),
                e.kind(),
                never ? ", refused" : ", tried again in " + wait);
        sql.system(() -> {
            calls.close(attempt.call(), e.kind().name(), e.getMessage(), clock.instant());
            if (never) {
                String code = e.code().orElse(e.kind().name());
                shipments.settle(account, attempt.message(), false, "refused", code, e.getMessage());
            } else {
                shipments.retryAt(account, attempt.waiting(), clock.instant().plus(wait), e.getMessage());
            }
            if (e.kind() == FailureKind.AUTH) {
                accounts.changeState(account, AccountState.NEEDS_REAUTH, e.getMessage(), "engine");
            }
            return true;
        });
        runs.failed(account.id(), NAME, never ? null : wait, e.kind().name());
        boolean wholeAccount = e.kind() == FailureKind.THROTTLED || e.kind() == FailureKind.TEMPORARY;
        return wholeAccount ? Next.notBefore(wait) : Next.now();
    }

    private static Duration positive(Duration wait) {
        return wait.isNegative() || wait.isZero() ? Duration.ofMillis(1) : wait;
    }
}
