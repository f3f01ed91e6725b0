package org.haat.channelsync.notification;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Channels;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.NotificationQueue;
import org.haat.channelsync.channel.NotificationQueue.Subscribed;
import org.haat.channelsync.database.Sql;
import org.haat.edge.Problem;

/** What channels were asked to tell through queues. */
@Singleton
public class Subscriptions {
    private final Channels channels;
    private final Accounts accounts;
    private final Sql sql;
    private final Clock clock;

    public Subscriptions(Channels channels, Accounts accounts, Sql sql, Clock clock) {
        this.channels = channels;
        this.accounts = accounts;
        this.sql = sql;
        this.clock = clock;
    }

    /** One type that a channel tells. */
    public record Subscription(String type, String payloadVersion, Instant subscribedAt, String subscribedBy) {}

    /** Whether the channel can put notifications into a queue at all. */
    public boolean possible(String channel) {
        return channels.facet(channel, NotificationQueue.class).isPresent();
    }

    /** Call inside a transaction. */
    public List<Subscription> of(UUID account) {
        return sql.list(
                "SELECT * FROM account_subscription WHERE account = ? ORDER BY type",
                row -> new Subscription(
                        row.getString("type"),
                        row.getString("payload_version"),
                        Sql.instantOf(row, "subscribed_at"),
                        row.getString("subscribed_by")),
                account);
    }

    /**
     * Has the channel tell. Calls it, so call this outside a transaction; safe to repeat.
     *
     * @throws Problem 409 when the channel or the queue will not; 422 when the account has no queue
     */
    public void subscribe(ChannelAccount account, String person) {
        NotificationQueue queue = channels.facet(account.channel(), NotificationQueue.class)
                .orElseThrow(() -> Problem.conflict(
                        "no-queue", "This channel puts no notifications into a queue. Nothing is to be done."));
        Optional<String> name = queue.queue(QueueIntake.unopened(account));
        if (name.isEmpty()) {
            throw Problem.invalid("queue_url", "required", "Enter the queue's address and its key first.");
        }
        Account open = sql.system(() -> accounts.open(account));
        List<Subscribed> subscribed = ask(queue, open);
        sql.system(() -> {
            sql.update("DELETE FROM account_subscription WHERE account = ?", account.id());
            subscribed.forEach(one -> keep(account, one, person));
            accounts.remember(account, person, "subscribed", subscribed.size() + " types");
            return true;
        });
    }

    private static List<Subscribed> ask(NotificationQueue queue, Account open) {
        try {
            return queue.subscribe(open);
        } catch (ChannelException e) {
            String said = String.valueOf(e.getMessage());
            throw e.kind().retry() == FailureKind.Retry.NEVER || e.kind() == FailureKind.FORBIDDEN
                    ? Problem.conflict("subscription-refused", said)
                    : new Problem(503, "channel-away", said + " Try again in a minute.", List.of());
        }
    }

    private void keep(ChannelAccount account, Subscribed one, String person) {
        sql.update(
                "INSERT INTO account_subscription (account, agency, type, remote_id, payload_version, subscribed_at,"
                        + " subscribed_by) VALUES (?, ?, ?, ?, ?, ?, ?)",
                account.id(),
                account.agency(),
                one.type(),
                one.remoteId(),
                one.payloadVersion(),
                clock.instant(),
                person);
    }
}
