package org.haat.channelsync.shipment;

import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
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
import org.haat.channelsync.channel.ShipmentSink;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.CallBook;
import org.haat.channelsync.engine.Lane;
import org.haat.channelsync.engine.LaneRuns;
import org.haat.channelsync.engine.Next;
import org.haat.channelsync.engine.RetryDelay;
import org.haat.event.Shipment;

/** Tells one shipment or cancellation at a time. The channel's sink is safe to repeat, so an unknown outcome is simply asked again. */
@Singleton
public class ShipmentLane implements Lane {
    private static final String NAME = "SHIPMENTS";
    private final Channels channels;
    private final Accounts accounts;
    private final Shipments shipments;
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
            CallBook calls,
            RetryDelay retryDelay,
            LaneRuns runs,
            SyncConfig config,
            Sql sql,
            Clock clock) {
        this.channels = channels;
        this.accounts = accounts;
        this.shipments = shipments;
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

    private record Attempt(long call, Account account, Message message, int attempts) {}

    @Override
    public Next work(ChannelAccount account) {
        Optional<Shipments.Waiting> next = sql.system(() -> shipments.nextDue(account.id()));
        if (next.isEmpty()) {
            return sql.system(() -> shipments.earliest(account.id()))
                    .map(due -> Next.after(positive(Duration.between(clock.instant(), due))))
                    .orElse(Next.idle());
        }
        Message message = next.get().message();
        Optional<Telling> telling = telling(account, message);
        if (telling.isEmpty()) {
            sql.system(() -> byHandOnly(account, message));
            return Next.now();
        }
        Attempt attempt = sql.system(() -> new Attempt(
                calls.open(account, message.kind().operation(), 1, clock.instant()),
                accounts.open(account),
                message,
                next.get().attempts()));
        return tell(account, attempt, telling.get());
    }

    /** A step of the channel's own saga. */
    @FunctionalInterface
    private interface Telling {
        ShipmentSink.Progress step(Account account);
    }

    private Optional<Telling> telling(ChannelAccount account, Message message) {
        if (message instanceof Message.GivenUp given) {
            return channels.facet(account.channel(), CancellationSink.class)
                    .map(sink -> open -> sink.cancel(open, given.payload()));
        }
        Shipment shipment = ((Message.Left) message).payload();
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
                    Duration wait = config.scaled(config.orders().shipmentStep());
                    shipments.wait(
                            account,
                            attempt.message(),
                            progress.step(),
                            clock.instant().plus(wait),
                            null);
                }
                runs.succeeded(account, NAME, 1, null, progress.step());
                return true;
            });
            return Next.now();
        } catch (ChannelException e) {
            return failed(account, attempt, e);
        }
    }

    private Next failed(ChannelAccount account, Attempt attempt, ChannelException e) {
        boolean never = e.kind().retry() == FailureKind.Retry.NEVER && e.kind() != FailureKind.AUTH;
        Duration wait = retryDelay.after(attempt.attempts(), e);
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
                shipments.wait(account, attempt.message(), null, clock.instant().plus(wait), e.getMessage());
            }
            runs.failed(account, NAME, never ? null : wait, e.kind().name());
            if (e.kind() == FailureKind.AUTH) {
                accounts.changeState(account, AccountState.NEEDS_REAUTH, e.getMessage(), "engine");
            }
            return true;
        });
        boolean wholeAccount = e.kind() == FailureKind.THROTTLED || e.kind() == FailureKind.TEMPORARY;
        return wholeAccount ? Next.notBefore(wait) : Next.now();
    }

    private static Duration positive(Duration wait) {
        return wait.isNegative() || wait.isZero() ? Duration.ofMillis(1) : wait;
    }
}
