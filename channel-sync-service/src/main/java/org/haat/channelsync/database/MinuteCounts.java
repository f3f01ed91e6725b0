package org.haat.channelsync.database;

import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Counts what happens, by keys that name their minute, until the database takes note. Were each event written by itself, all of
 * a minute would wait for one row. So they are written together a little later: a process that is killed loses what it
 * counted since, and what had to be written twice because the first answer was lost is counted twice. Safe for many threads.
 */
public final class MinuteCounts<K> {
    private final NavigableMap<K, Long> counts;

    /** @param order the same in all replicas, so that two of them never wait for each other's rows */
    public MinuteCounts(Comparator<? super K> order) {
        counts = new TreeMap<>(order);
    }

    /** How often a key came. */
    public record Counted<K>(K key, long times) {}

    public synchronized void count(K key) {
        count(key, 1);
    }

    private void count(K key, long times) {
        counts.merge(key, times, Long::sum);
    }

    /**
     * Hands over what was counted since the last time, in order, maybe nothing; what comes meanwhile is for the next time.
     *
     * @param transaction what it does not write, because it throws, is kept for the next time
     */
    public void writeIn(Consumer<List<Counted<K>>> transaction) {
        List<Counted<K>> drained = drain();
        try {
            transaction.accept(drained);
        } catch (RuntimeException e) {
            putBack(drained);
            throw e;
        }
    }

    private synchronized List<Counted<K>> drain() {
        List<Counted<K>> drained = counts.entrySet().stream()
                .map(one -> new Counted<>(one.getKey(), one.getValue()))
                .toList();
        counts.clear();
        return drained;
    }

    private synchronized void putBack(List<Counted<K>> drained) {
        drained.forEach(one -> count(one.key(), one.times()));
    }
}
