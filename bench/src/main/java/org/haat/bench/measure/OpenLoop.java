package org.haat.bench.measure;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Does something at fixed moments, whether or not what was begun before has ended, so that a system that stalls does not
 * slow down who asks it. Tells how late its own starts were: a late driver measures itself.
 */
public final class OpenLoop implements AutoCloseable {
    /** Share of a period that the 99th percentile of late starts may take. */
    public static final double MOST_LAG = 0.1;

    private static final long PATIENCE_MILLIS = 60_000;
    /** A twentieth of a processor at 100 starts a second, on both sides of a pair. */
    private static final long EARLY_NANOS = 500_000;

    private final ExecutorService workers;
    private final int workerCount;
    private final long periodNanos;

    /** @param perSecond starts a second */
    public OpenLoop(double perSecond, int workers) {
        this.workers = Executors.newFixedThreadPool(workers, task -> new Thread(() -> Punctual.run(task), "open-loop"));
        this.workerCount = workers;
        this.periodNanos = Math.round(1e9 / perSecond);
    }

    /** One thing to do. */
    @FunctionalInterface
    public interface Task {
        /**
         * @param number counts from 0
         * @param dueNanos when it was due, by {@link System#nanoTime}
         */
        void run(int number, long dueNanos) throws Exception;
    }

    /**
     * What came of a run.
     *
     * @param lagMillis how late each start was
     * @param failures tasks that threw
     */
    public record Outcome(Sample lagMillis, Collection<String> failures, double periodMillis) {
        /** Why it does not count, if it does not. */
        public Optional<String> disturbance() {
            if (!failures.isEmpty()) {
                return Optional.of(
                        failures.size() + " failed (" + failures.iterator().next() + ")");
            }
            double lag = lagMillis.quantile(0.99);
            return lag > MOST_LAG * periodMillis
                    ? Optional.of(String.format(Locale.ROOT, "generator lag p99 %.1f ms", lag))
                    : Optional.empty();
        }
    }

    /** Runs for so long and returns when everything that was begun has ended. */
    public Outcome run(Duration length, Task task) throws InterruptedException {
        ConcurrentLinkedQueue<Double> lags = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
        int count = (int) (length.toNanos() / periodNanos);
        AtomicInteger next = new AtomicInteger();
        AtomicLong first = new AtomicLong();
        CyclicBarrier allHere = new CyclicBarrier(workerCount, () -> first.set(System.nanoTime() + periodNanos));
        // each worker waits for the moment itself: handing a task over would wake two threads and count as lag
        Callable<Void> worker = () -> {
            allHere.await();
            for (int number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
                long due = first.get() + number * periodNanos;
                await(due);
                lags.add((System.nanoTime() - due) / 1e6);
                try {
                    task.run(number, due);
                } catch (InterruptedException e) {
                    throw e;
                } catch (Exception e) {
                    failures.add(String.valueOf(e.getMessage()));
                }
            }
            return null;
        };
        List<Future<Void>> begun = workers.invokeAll(
                Collections.nCopies(workerCount, worker), length.toMillis() + PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        for (Future<Void> one : begun) {
            try {
                one.get();
            } catch (CancellationException e) {
                failures.add("what was begun has not ended within a minute");
            } catch (ExecutionException e) {
                failures.add(String.valueOf(e.getCause()));
            }
        }
        return new Outcome(Sample.of(lags), failures, periodNanos / 1e6);
    }

    /** Sleeps until shortly before and looks at the clock from then on: a sleeper is woken when the system has time for it. */
    private static void await(long due) throws InterruptedException {
        for (long left = due - System.nanoTime(); left > EARLY_NANOS; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left - EARLY_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        while (System.nanoTime() - due < 0) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
