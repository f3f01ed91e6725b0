package org.haat.channelsync.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where one hand of a lane of one account stands: running, due at a time, or waiting for a signal. The first hand hears of
 * work; a further one is called by the one before it when that found work twice running. In a lane that gives way only slow
 * answers need further hands: at a partner who answers at once they would take the processors from what is urgent, and win
 * nothing. Guarded by its own monitor.
 */
final class LaneSlot {
    /** Of the partner's time; one hand makes ten calls a second of runs that are shorter, more than partners grant. */
    static final Duration SLOW = Duration.ofMillis(100);

    final UUID account;
    final String agency;
    final Lane lane;
    /** When it last began, counted in beginnings; kept by {@link Turns}. */
    long turn;

    private final long slowNanos;
    private final int hand;
    private final @Nullable LaneSlot nextHand;
    private boolean running;
    private long beganNanos;
    private boolean signalled;
    private int foundRunning;
    private @Nullable Long dueNanos;
    private long quietUntilNanos = System.nanoTime();

    /**
     * The first hand, which is due at once, and behind it the others.
     *
     * @param slow runs of a lane that gives way, from which on they need further hands: {@link #SLOW} in our time
     */
    LaneSlot(UUID account, String agency, Lane lane, Duration slow) {
        this(account, agency, lane, slow.toNanos(), 1);
        signalled = true;
    }

    private LaneSlot(UUID account, String agency, Lane lane, long slowNanos, int hand) {
        this.account = account;
        this.agency = agency;
        this.lane = lane;
        this.slowNanos = slowNanos;
        this.hand = hand;
        this.nextHand = hand < lane.hands() ? new LaneSlot(account, agency, lane, slowNanos, hand + 1) : null;
    }

    /** This hand and those behind it. */
    List<LaneSlot> hands() {
        List<LaneSlot> hands = new ArrayList<>(List.of(this));
        if (nextHand != null) {
            hands.addAll(nextHand.hands());
        }
        return hands;
    }

    /** There may be work; only a first hand listens. */
    void hear() {
        if (hand == 1) {
            signal();
        }
    }

    synchronized void signal() {
        signalled = true;
    }

    /** Whether it wants to run now. */
    synchronized boolean isDue(long nowNanos) {
        return !running
                && quietUntilNanos - nowNanos <= 0
                && (signalled || (dueNanos != null && dueNanos - nowNanos <= 0));
    }

    synchronized void begin(long nowNanos) {
        running = true;
        beganNanos = nowNanos;
        signalled = false;
        dueNanos = null;
    }

    synchronized void end(Next next, long nowNanos) {
        running = false;
        boolean found = Duration.ZERO.equals(next.after());
        boolean enough = lane.givesWay() && nowNanos - beganNanos < slowNanos;
        foundRunning = found && !enough ? foundRunning + 1 : 0;
        if (nextHand != null && foundRunning > 1) {
            nextHand.signal();
        }
        boolean leavesItToTheFirst = hand > 1 && found && enough;
        if (next.after() != null && !leavesItToTheFirst) {
            dueNanos = nowNanos + next.after().toNanos();
            if (next.quiet()) {
                quietUntilNanos = dueNanos;
            }
        }
    }

    /**
     * Nanoseconds until it may want to run, at most {@code longest}. One that is due already waits for a thread, and whoever
     * frees one tells.
     */
    synchronized long waitNanos(long nowNanos, long longest) {
        if (running || isDue(nowNanos)) {
            return longest;
        }
        long quiet = Math.max(0, quietUntilNanos - nowNanos);
        if (signalled) {
            return Math.min(longest, quiet);
        }
        return dueNanos == null ? longest : Math.min(longest, Math.max(quiet, dueNanos - nowNanos));
    }
}
