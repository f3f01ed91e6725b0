package org.haat.channelsync.notification;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haat.channelsync.SyncConfig;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.account.Channels;
import org.haat.channelsync.channel.NotificationQueue;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.LaneRuns;
import org.haat.channelsync.engine.RetryDelay;

/**
 * One listener for each queue that accounts have notifications put into, on every replica that serves accounts: a queue gives
 * each message to one of them, and whoever gets it twice stores it once. A paused account's queue is emptied too; what it tells
 * waits here instead of there.
 */
@Singleton
public class QueueListeners {
    private final SyncConfig config;
    private final Channels channels;
    private final Accounts accounts;
    private final QueueIntake intake;
    private final LaneRuns runs;
    private final RetryDelay retryDelay;
    private final Sql sql;
    private final Map<String, QueueListener> listeners = new HashMap<>();
    private boolean stopped;

    public QueueListeners(
            SyncConfig config,
            Channels channels,
            Accounts accounts,
            QueueIntake intake,
            LaneRuns runs,
            RetryDelay retryDelay,
            Sql sql) {
        this.config = config;
        this.channels = channels;
        this.accounts = accounts;
        this.intake = intake;
        this.runs = runs;
        this.retryDelay = retryDelay;
        this.sql = sql;
    }

    /** A new account's queue is listened to within these few seconds, and one that is gone no longer. */
    @Scheduled(every = "${haat.sync.queue.look:3s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    synchronized void look() {
        if (stopped || !config.engine().enabled()) {
            return;
        }
        Map<String, List<ChannelAccount>> queues = queues();
        listeners.entrySet().removeIf(one -> {
            boolean gone = !queues.containsKey(one.getKey());
            if (gone) {
                one.getValue().stop();
            }
            return gone;
        });
        queues.keySet().forEach(name -> listeners.computeIfAbsent(name, this::listen));
    }

    /** Each queue with its accounts. */
    private Map<String, List<ChannelAccount>> queues() {
        Map<String, List<ChannelAccount>> queues = new HashMap<>();
        for (ChannelAccount account : sql.system(accounts::all)) {
            queueOf(account).ifPresent(name -> queues.computeIfAbsent(name, key -> new ArrayList<>())
                    .add(account));
        }
        return queues;
    }

    /** Anybody may write down the address of another agency's queue: whose keys it refuses keeps nobody from the others. */
    private Optional<ChannelAccount> via(String name, int refusals) {
        List<ChannelAccount> sharing = queues().getOrDefault(name, List.of());
        return sharing.isEmpty() ? Optional.empty() : Optional.of(sharing.get(refusals % sharing.size()));
    }

    private Optional<String> queueOf(ChannelAccount account) {
        return channels.facet(account.channel(), NotificationQueue.class)
                .flatMap(queue -> queue.queue(QueueIntake.unopened(account)))
                .map(name -> account.channel() + ' ' + name);
    }

    private QueueListener listen(String name) {
        Log.infof("Notifications are now taken from a queue of %s", name.substring(0, name.indexOf(' ')));
        QueueListener listener = new QueueListener(
                refusals -> via(name, refusals),
                account -> channels.facet(account.channel(), NotificationQueue.class)
                        .orElseThrow(),
                config.queue().patience(),
                intake,
                accounts,
                runs,
                retryDelay,
                sql);
        listener.start();
        return listener;
    }

    synchronized void stop(@Observes ShutdownEvent event) {
        stopped = true;
        List.copyOf(listeners.values()).forEach(QueueListener::stop);
        listeners.clear();
    }
}
