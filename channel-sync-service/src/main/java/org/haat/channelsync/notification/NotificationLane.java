package org.haat.channelsync.notification;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.haat.channelsync.account.AccountState;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Channels;
import org.haat.channelsync.account.SkusThere;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.NotificationQueue;
import org.haat.channelsync.channel.NotificationQueue.News;
import org.haat.channelsync.channel.NotificationQueue.Unreadable;
import org.haat.channelsync.channel.NotificationVerifier.Hint;
import org.haat.channelsync.channel.OrderSource;
import org.haat.channelsync.channel.RemoteOrder;
import org.haat.channelsync.channel.RemoteReturn;
import org.haat.channelsync.channel.ReturnSource;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.Lane;
import org.haat.channelsync.engine.LaneRuns;
import org.haat.channelsync.engine.Next;
import org.haat.channelsync.engine.OwnFault;
import org.haat.channelsync.engine.RetryDelay;
import org.haat.channelsync.ingest.OrderIntake;
import org.haat.channelsync.ingest.ReturnIntake;
import org.haat.channelsync.shipment.Shipments;
import org.jspecify.annotations.Nullable;

/** Fetches what stored notifications hint at, one after another. */
@Singleton
public class NotificationLane implements Lane {
    private static final String NAME = "NOTIFICATIONS";
    private static final int MOST_ATTEMPTS = 8;
    private final Channels channels;
    private final Accounts accounts;
    private final Notifications notifications;
    private final OrderIntake intake;
    private final QueueIntake queueIntake;
    private final NewsDesk desk;
    private final SkusThere skus;
    private final ReturnIntake returns;
    private final Shipments shipments;
    private final RetryDelay retryDelay;
    private final LaneRuns runs;
    private final Sql sql;
    private final Clock clock;

    public NotificationLane(
            Channels channels,
            Accounts accounts,
            Notifications notifications,
            OrderIntake intake,
            QueueIntake queueIntake,
            NewsDesk desk,
            SkusThere skus,
            ReturnIntake returns,
            Shipments shipments,
            RetryDelay retryDelay,
            LaneRuns runs,
            Sql sql,
            Clock clock) {
        this.channels = channels;
        this.accounts = accounts;
        this.notifications = notifications;
        this.intake = intake;
        this.queueIntake = queueIntake;
        this.desk = desk;
        this.skus = skus;
        this.returns = returns;
        this.shipments = shipments;
        this.retryDelay = retryDelay;
        this.runs = runs;
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

    @Override
    public Next work(ChannelAccount account) {
        Optional<Notifications.Stored> due = sql.system(() -> notifications.nextDue(account.id()));
        if (due.isEmpty()) {
            return sql.system(() -> notifications.earliest(account.id()))
                    .map(at -> Duration.between(clock.instant(), at))
                    .map(wait -> Next.after(wait.isNegative() || wait.isZero() ? Duration.ofMillis(1) : wait))
                    .orElse(Next.idle());
        }
        try {
            settle(account, due.get());
            return Next.now();
        } catch (ChannelException e) {
            return failed(account, due.get(), e);
        } catch (RuntimeException e) {
            if (org.haat.edge.DatabaseDown.isCauseOf(e)) {
                throw e;
            }
            park(due.get(), OwnFault.log("Notification " + due.get().id() + " cannot be applied:", e));
            return Next.now();
        }
    }

    private void settle(ChannelAccount account, Notifications.Stored stored) {
        Optional<NotificationQueue> queue = channels.facet(account.channel(), NotificationQueue.class);
        Optional<String> body = queue.flatMap(one -> sql.system(() -> notifications.bodyOfWaiting(stored.id())));
        if (queue.isEmpty() || body.isEmpty()) {
            pushed(account, stored);
            return;
        }
        NotificationQueue.Reading reading = queue.get().read(body.get());
        if (reading instanceof Unreadable && !stored.type().equals(Hint.UNREADABLE)) {
            pushed(account, stored);
        } else if (reading instanceof Unreadable unreadable) {
            park(stored, unreadable.reason());
        } else if (reading instanceof News news) {
            Account open = sql.system(() -> accounts.open(account));
            if (news.concerns(open)) {
                resolve(
                        account,
                        stored.told(news.hint(), ours(account, news.hint().sku())),
                        news);
            } else {
                sql.system(() -> passOn(account, queue.get(), stored, news, body.get()));
            }
        }
    }

    /** A push was read when it came, as far as it could be. */
    private void pushed(ChannelAccount account, Notifications.Stored stored) {
        if (stored.type().equals(Hint.UNREADABLE)) {
            park(stored, "The channel signed it, and its body has a form that we do not know");
        } else {
            resolve(account, stored, null);
        }
    }

    /** News name a listing as the channel does. */
    private @Nullable String ours(ChannelAccount account, @Nullable String sku) {
        return sku == null ? null : skus.ours(account.id(), List.of(sku)).getOrDefault(sku, sku);
    }

    /** A person replays what was about nobody: it goes to whom it is about now, or stays. */
    private boolean passOn(
            ChannelAccount via, NotificationQueue queue, Notifications.Stored stored, News news, String body) {
        if (queueIntake.pass(via, queue, news, body)) {
            notifications.done(stored.id());
        } else {
            notifications.park(stored.id(), QueueIntake.nobody(news));
        }
        return true;
    }

    private void resolve(ChannelAccount account, Notifications.Stored stored, @Nullable News news) {
        boolean heard = news != null && sql.system(() -> desk.isKnown(account, stored.sku(), news));
        Optional<RemoteOrder> order = fetch(account, stored);
        Optional<RemoteReturn> goods = fetchReturn(account, stored);
        sql.system(() -> {
            if (news != null) {
                desk.apply(account, news);
            }
            order.ifPresent(one -> {
                intake.take(account, List.of(one), List.of());
                shipments.hint(account.id(), one.remoteOrderId());
            });
            goods.ifPresent(one -> returns.take(account, List.of(one), List.of()));
            if (stored.sku() != null && !heard) {
                sql.update(
                        "UPDATE listing l SET verify_due_at = ? WHERE account = ? AND sku = ? AND NOT EXISTS"
                                + " (SELECT 1 FROM listing_facet f WHERE f.listing = l.id AND f.blocked_cause = 'UNLINKED')",
                        clock.instant(),
                        account.id(),
                        stored.sku());
                accounts.wake(account.id());
            }
            notifications.done(stored.id());
            return true;
        });
        runs.succeeded(account.id(), NAME, 1, null, stored.type());
    }

    private Optional<RemoteReturn> fetchReturn(ChannelAccount account, Notifications.Stored stored) {
        String id = stored.remoteReturnId();
        Optional<ReturnSource> source = channels.facet(account.channel(), ReturnSource.class);
        if (id == null || source.isEmpty()) {
            return Optional.empty();
        }
        Account open = sql.system(() -> accounts.open(account));
        Optional<RemoteReturn> goods = source.get().oneReturn(open, id);
        if (goods.isEmpty()) {
            throw new ChannelException(FailureKind.NOT_FOUND, "The channel does not know return " + id);
        }
        return goods;
    }

    private Optional<RemoteOrder> fetch(ChannelAccount account, Notifications.Stored stored) {
        String remoteOrderId = stored.remoteOrderId();
        Optional<OrderSource> source = channels.facet(account.channel(), OrderSource.class);
        if (remoteOrderId == null || source.isEmpty()) {
            return Optional.empty();
        }
        Account open = sql.system(() -> accounts.open(account));
        Optional<RemoteOrder> order = source.get().order(open, remoteOrderId);
        if (order.isEmpty()) {
            throw new ChannelException(FailureKind.NOT_FOUND, "The channel does not know order " + remoteOrderId);
        }
        return order;
    }

    /**
     * A push may run ahead of the channel's own reading side, and an answer may be garbled: either is asked for again a few times.
     * A channel that is unwell, or lets nobody in, says nothing about this push, however long that lasts.
     */
    private Next failed(ChannelAccount account, Notifications.Stored stored, ChannelException e) {
        if (e.isOwnQuota()) {
            return Next.notBefore(e.retryAfter().orElse(Duration.ZERO)); // nothing was asked: that is no attempt
        }
        boolean passes = e.kind().retry() == FailureKind.Retry.LATER || e.kind() == FailureKind.AUTH;
        boolean ofThisPush = e.kind() == FailureKind.NOT_FOUND || e.kind() == FailureKind.PROTOCOL;
        boolean hopeless = e.kind().retry() == FailureKind.Retry.NEVER && !ofThisPush && !passes;
        if (hopeless || (!passes && stored.attempts() + 1 >= MOST_ATTEMPTS)) {
            park(stored, String.valueOf(e.getMessage()));
            return Next.now();
        }
        Duration wait = retryDelay.after(stored.attempts(), e);
        sql.system(() -> {
            notifications.wait(stored.id(), clock.instant().plus(wait), String.valueOf(e.getMessage()));
            if (e.kind() == FailureKind.AUTH) {
                accounts.changeState(account, AccountState.NEEDS_REAUTH, e.getMessage(), "engine");
            }
            return true;
        });
        runs.failed(account.id(), NAME, wait, e.kind().name());
        boolean othersGoOn =
                ofThisPush || e.kind() == FailureKind.FORBIDDEN; // who may see no orders may hear of listings
        return othersGoOn ? Next.now() : Next.notBefore(wait);
    }

    private void park(Notifications.Stored stored, String reason) {
        sql.system(() -> {
            notifications.park(stored.id(), reason);
            return true;
        });
    }
}
