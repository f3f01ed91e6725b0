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

/** Confirms one shipment at a time. The channel's sink is safe to repeat, so an unknown outcome is simply asked again. */
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

    private record Attempt(long call, Account account, Shipment shipment, int attempts) {}

    @Override
    public Next work(ChannelAccount account) {
        Optional<ShipmentSink> sink = channels.facet(account.channel(), ShipmentSink.class);
        if (sink.isEmpty()) {
            return Next.idle();
        }
        Optional<Attempt> attempt = sql.system(() -> shipments
                .nextDue(account.id())
                .map(waiting -> new Attempt(
                        calls.open(account, "CONFIRM_SHIPMENT", 1, clock.instant()),
                        accounts.open(account),
                        waiting.shipment(),
                        waiting.attempts())));
        if (attempt.isEmpty()) {
            return sql.system(() -> shipments.earliest(account.id()))
                    .map(due -> Next.after(positive(Duration.between(clock.instant(), due))))
                    .orElse(Next.idle());
        }
        return confirm(account, sink.get(), attempt.get());
    }

    private Next confirm(ChannelAccount account, ShipmentSink sink, Attempt attempt) {
        try {
            ShipmentSink.Progress progress = sink.confirm(attempt.account(), attempt.shipment());
            sql.system(() -> {
                calls.close(attempt.call(), null, progress.step(), clock.instant());
                if (progress.done()) {
                    shipments.settle(account, attempt.shipment(), true, progress.step(), null, null);
                } else {
                    Duration wait = config.scaled(config.orders().shipmentStep());
                    shipments.wait(
                            account,
                            attempt.shipment(),
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
        Duration wait = retryDelay.after(attempt.attempts(), e.retryAfter().orElse(null));
        Log.warnf(
                "Shipment %s of account %s: %s%s",
                attempt.shipment().shipmentId(),
                account.id(),
                e.kind(),
                never ? ", refused" : ", tried again in " + wait);
        sql.system(() -> {
            calls.close(attempt.call(), e.kind().name(), e.getMessage(), clock.instant());
            if (never) {
                String code = e.code().orElse(e.kind().name());
                shipments.settle(account, attempt.shipment(), false, "refused", code, e.getMessage());
            } else {
                shipments.wait(
                        account, attempt.shipment(), null, clock.instant().plus(wait), e.getMessage());
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
