package org.haat.channelsync.notification;

import io.quarkus.logging.Log;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.haat.channelsync.account.Accounts;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.NotificationQueue;
import org.haat.channelsync.channel.NotificationQueue.Received;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.LaneRuns;
import org.haat.channelsync.engine.RetryDelay;

/** Takes messages from one queue: stores each, then removes it. Waiting for a message costs a thread and nothing else. */
final class QueueListener {
    private static final String NAME = "QUEUE";
    private static final Duration TELL_EVERY = Duration.ofMinutes(1);
    private final IntFunction<Optional<ChannelAccount>> via;
    private final Function<ChannelAccount, NotificationQueue> queueOf;
    private final Duration patience;
    private final QueueIntake intake;
    private final Accounts accounts;
    private final LaneRuns runs;
    private final RetryDelay retryDelay;
    private final Sql sql;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "queue-listener");
    private int failures;
    private int refusals;
    private int stored;
    private long toldAtNanos = System.nanoTime() - TELL_EVERY.toNanos();

    /** @param via an account whose queue it is, another after each refusal; empty when no account has it any more */
    QueueListener(
            IntFunction<Optional<ChannelAccount>> via,
            Function<ChannelAccount, NotificationQueue> queueOf,
            Duration patience,
            QueueIntake intake,
            Accounts accounts,
            LaneRuns runs,
            RetryDelay retryDelay,
            Sql sql) {
        this.via = via;
        this.queueOf = queueOf;
        this.patience = patience;
        this.intake = intake;
        this.accounts = accounts;
        this.runs = runs;
        this.retryDelay = retryDelay;
        this.sql = sql;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** It may still wait for its last answer; what that brings is not stored and comes again. */
    void stop() {
        stopped.countDown();
        thread.interrupt();
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    private void run() {
        while (!isStopped()) {
            Duration rest = once();
            try {
                if (stopped.await(rest.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** @return how long to rest before the next */
    private Duration once() {
        Optional<ChannelAccount> account = Optional.empty();
        try {
            account = via.apply(refusals);
            if (account.isPresent()) {
                empty(account.get());
                failures = 0;
                return Duration.ZERO;
            }
            return patience;
        } catch (ChannelException e) {
            refusals = (refusals + 1) & Integer.MAX_VALUE;
            Duration rest = retryDelay.after(failures++, e.retryAfter().orElse(null));
            Log.warnf("A queue of notifications is asked again: %s", e.getMessage());
            account.ifPresent(one -> tell(one, rest, e.kind().name()));
            return rest;
        } catch (RuntimeException e) {
            if (!isStopped()) {
                Log.warnf("A queue of notifications is asked again: %s", e.getMessage());
            }
            return retryDelay.after(failures++, (Duration) null);
        }
    }

    private void empty(ChannelAccount account) {
        NotificationQueue queue = queueOf.apply(account);
        Account open = sql.system(() -> accounts.open(account));
        List<Received> messages = queue.receive(open, patience);
        for (Received message : messages) {
            if (isStopped()) {
                return;
            }
            intake.take(account, queue, message);
            queue.remove(open, message);
        }
        stored += messages.size();
        if (!messages.isEmpty() || System.nanoTime() - toldAtNanos > TELL_EVERY.toNanos()) {
            tell(account, null, "");
        }
    }

    private void tell(ChannelAccount account, @org.jspecify.annotations.Nullable Duration rest, String failure) {
        if (rest == null) {
            runs.succeeded(account.id(), NAME, stored, null, "LISTENING");
        } else {
            runs.failed(account.id(), NAME, rest, failure);
        }
        stored = 0;
        toldAtNanos = System.nanoTime();
    }
}
