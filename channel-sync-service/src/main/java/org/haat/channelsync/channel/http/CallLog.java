package org.haat.channelsync.channel.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts calls per operation and keeps the last few for a person to read. Thread-safe, bounded. */
public final class CallLog implements Transcript {
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final Deque<Entry> last = new ArrayDeque<>();
    private final int kept;

    public CallLog(int kept) {
        this.kept = kept;
    }

    @Override
    public void record(Entry entry) {
        counts.computeIfAbsent(entry.operation(), operation -> new LongAdder()).increment();
        synchronized (last) {
            last.addLast(entry);
            if (last.size() > kept) {
                last.removeFirst();
            }
        }
    }

    /** Calls so far by operation, in alphabetical order. */
    public Map<String, Long> counts() {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((operation, adder) -> sums.put(operation, adder.sum()));
        return sums;
    }

    public long count(String operation) {
        LongAdder adder = counts.get(operation);
        return adder == null ? 0 : adder.sum();
    }

    /** The newest entries, oldest first. */
    public List<Entry> entries() {
        synchronized (last) {
            return List.copyOf(last);
        }
    }
}
