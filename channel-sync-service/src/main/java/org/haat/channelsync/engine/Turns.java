package org.haat.channelsync.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whose lane a pool runs next. Agencies take turns whatever their number of accounts: first comes who runs least, then who
 * waited longest. The last threads are for agencies that run nothing, so that one agency whose partner hangs, or whose lanes
 * are always due, never holds every thread. Thread-safe.
 */
final class Turns {
    private static final int MOST_KEPT_FREE = 2;
    private final int threads;
    private final int keptFree;
    private final Map<String, Agency> agencies = new HashMap<>();
    private int busy;
    private long turn;

    Turns(int threads) {
        this.threads = threads;
        this.keptFree = Math.min(MOST_KEPT_FREE, threads / 3);
    }

    private static final class Agency {
        private int running;
        private long lastTurn;
    }

    /**
     * Lets as many of these begin as may, one after the other.
     *
     * @param due lanes that want to run; those that come back count as running until {@link #end}
     */
    synchronized List<LaneSlot> next(Collection<LaneSlot> due) {
        Map<String, Deque<LaneSlot>> waiting = byAgency(due);
        List<LaneSlot> chosen = new ArrayList<>();
        while (true) {
            Optional<String> next = waiting.keySet().stream()
                    .filter(agency -> mayBegin(of(agency)))
                    .min(Comparator.<String>comparingInt(agency -> of(agency).running)
                            .thenComparingLong(agency -> of(agency).lastTurn));
            if (next.isEmpty()) {
                return chosen;
            }
            chosen.add(begin(next.get(), waiting));
        }
    }

    synchronized void end(LaneSlot slot) {
        busy--;
        of(slot.agency).running--;
    }

    /** The lane of an agency that began longest ago comes first. */
    private static Map<String, Deque<LaneSlot>> byAgency(Collection<LaneSlot> due) {
        Map<String, Deque<LaneSlot>> waiting = new HashMap<>();
        due.stream().sorted(Comparator.comparingLong(slot -> slot.turn)).forEach(slot -> waiting.computeIfAbsent(
                        slot.agency, agency -> new ArrayDeque<>())
                .add(slot));
        return waiting;
    }

    private boolean mayBegin(Agency agency) {
        int free = threads - busy;
        return agency.running == 0 ? free > 0 : free > keptFree;
    }

    private LaneSlot begin(String name, Map<String, Deque<LaneSlot>> waiting) {
        Deque<LaneSlot> slots = waiting.getOrDefault(name, new ArrayDeque<>());
        LaneSlot slot = slots.remove();
        if (slots.isEmpty()) {
            waiting.remove(name);
        }
        Agency agency = of(name);
        agency.running++;
        busy++;
        turn++;
        agency.lastTurn = turn;
        slot.turn = turn;
        return slot;
    }

    private Agency of(String name) {
        return agencies.computeIfAbsent(name, agency -> new Agency());
    }
}
