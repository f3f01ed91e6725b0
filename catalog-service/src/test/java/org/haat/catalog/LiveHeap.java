package org.haat.catalog;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;

/** What is alive in memory: collects all garbage and sees what is left. Costs most of a second, so it is asked seldom. */
public final class LiveHeap {
    private LiveHeap() {}

    public static long megabytes() {
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                        .mapToLong(LiveHeap::left)
                        .sum()
                >> 20;
    }

    private static long left(MemoryPoolMXBean pool) {
        return pool.getCollectionUsage().getUsed();
    }
}
