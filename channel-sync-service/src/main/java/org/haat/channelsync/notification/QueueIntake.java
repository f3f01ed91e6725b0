package org.haat.channelsync.notification;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.NotificationQueue;
import org.haat.channelsync.channel.NotificationQueue.News;
import org.haat.channelsync.channel.NotificationQueue.Received;
import org.haat.channelsync.channel.NotificationQueue.Unreadable;
import org.haat.channelsync.channel.NotificationVerifier.Hint;
import org.haat.channelsync.database.Sql;

/**
 * Stores what came through a queue, with the accounts that it is about. Only accounts that share the queue are looked at: who may
 * write into one agency's queue says nothing of another's. What nobody can read, and what is about nobody, waits for a person.
 */
@Singleton
public class QueueIntake {
    /** Type of a message whose own type nobody can read. */
    private final Accounts accounts;

    private final Notifications notifications;
    private final NewsDesk desk;
    private final Sql sql;

    public QueueIntake(Accounts accounts, Notifications notifications, NewsDesk desk, Sql sql) {
        this.accounts = accounts;
        this.notifications = notifications;
        this.desk = desk;
        this.sql = sql;
    }

    /** Keeps a message in one transaction; it may leave the queue when this returns. A repeat changes nothing. */
    void take(ChannelAccount via, NotificationQueue queue, Received message) {
        sql.system(() -> {
            NotificationQueue.Reading reading = queue.read(message.body());
            if (reading instanceof News news) {
                if (!pass(via, queue, news, message.body())) {
                    notifications.keepParked(via, news.hint().id(), news.hint().type(), message.body(), nobody(news));
                }
            } else if (reading instanceof Unreadable unreadable) {
                notifications.keepParked(
                        via, "queue:" + message.id(), Hint.UNREADABLE, message.body(), unreadable.reason());
            }
            return true;
        });
    }

    /** Keeps news for every account that it is about; false when there is none. Call inside a transaction. */
    boolean pass(ChannelAccount via, NotificationQueue queue, News news, String body) {
        List<ChannelAccount> concerned = concerned(via, queue, news);
        for (ChannelAccount account : concerned) {
            boolean first = notifications.keep(account, news.hint(), body);
            if (first && !news.newSecrets().isEmpty()) {
                desk.apply(account, news); // the account may be closed until it has them
            }
            accounts.wake(account.id());
        }
        return !concerned.isEmpty();
    }

    static String nobody(News news) {
        return "No account that uses this queue is the one that the message is about ("
                + String.join(", ", news.about().keySet()) + ")";
    }

    private List<ChannelAccount> concerned(ChannelAccount via, NotificationQueue queue, News news) {
        Optional<String> name = queue.queue(unopened(via));
        boolean bySecret = news.about().containsKey("client_id");
        return accounts.all().stream()
                .filter(account -> account.channel().equals(via.channel()))
                .filter(account -> queue.queue(unopened(account)).equals(name))
                .filter(account -> news.concerns(bySecret ? accounts.open(account) : unopened(account)))
                .toList();
    }

    static Account unopened(ChannelAccount account) {
        return new Account(account.id(), account.agency(), account.settings(), Map.of());
    }
}
