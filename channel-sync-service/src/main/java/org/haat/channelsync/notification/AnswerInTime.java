package org.haat.channelsync.notification;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.haat.channelsync.SyncConfig;
import org.haat.edge.Problem;

/**
 * Does what a push asks for within the time that its sender waits. A sender that is told to come back sends again; one that
 * gets a late answer may have taken the address for dead. What was begun is finished all the same, and the repeat is known by
 * its id.
 */
@Singleton
class AnswerInTime {
    private static final int MOST_WAITING = 256;
    private static final Duration IDLE = Duration.ofSeconds(30);
    private final ExecutorService threads;
    private final Duration patience;

    @Inject
    AnswerInTime(SyncConfig config) {
        this(
                config.notifications().answerWithin(),
                threads(config.notifications().threads()));
    }

    AnswerInTime(Duration patience, ExecutorService threads) {
        this.patience = patience;
        this.threads = threads;
    }

    private static ExecutorService threads(int most) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                most, most, IDLE.toSeconds(), TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), work -> {
                    Thread thread = new Thread(work, "push");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** @throws Problem 503 when it is not done in time; else whatever {@code work} throws */
    <T> T of(Callable<T> work) {
        Future<T> begun = submit(work);
        try {
            return begun.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            begun.cancel(false); // what has not begun need not; what has is nearly done
            throw busy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("A push could not be kept", e.getCause());
        }
    }

    private <T> Future<T> submit(Callable<T> work) {
        try {
            return threads.submit(work);
        } catch (RejectedExecutionException e) {
            throw busy();
        }
    }

    private static Problem busy() {
        return Problem.unavailable("Notifications cannot be kept at once for a moment. Send it again.");
    }

    @PreDestroy
    void stop() {
        threads.shutdown();
    }
}
