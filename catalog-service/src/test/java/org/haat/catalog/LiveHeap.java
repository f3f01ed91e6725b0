package org.haat.catalog;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Measures what a piece of work keeps alive: collects all garbage again and again and notes the most that was left. */
public final class LiveHeap implements AutoCloseable {
    private final ScheduledExecutorService collector = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong most = new AtomicLong();
    private final long before;

    private LiveHeap() {
        before = collect();
        collector.scheduleWithFixedDelay(
                () -> most.accumulateAndGet(collect(), Math::max), 1_000, 4_000, TimeUnit.MILLISECONDS);
    }

    public static LiveHeap watch() {
        return new LiveHeap();
    }

    /** Over what lived before the work began. */
    public long mostMegabytesKept() {
        return (most.get() - before) >> 20;
    }

    @Override
    public void close() {
        collector.shutdownNow();
    }

    private static long collect() {
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                .mapToLong(LiveHeap::left)
                .sum();
    }

    private static long left(MemoryPoolMXBean pool) {
        return pool.getCollectionUsage().getUsed();
    }
}
