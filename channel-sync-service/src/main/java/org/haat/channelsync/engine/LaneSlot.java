package org.haat.channelsync.engine;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where one lane of one account stands: running, due at a time, or waiting for a signal. Guarded by its own monitor. */
final class LaneSlot {
    final UUID account;
    final String agency;
    final Lane lane;
    /** When it last began, counted in beginnings; kept by {@link Turns}. */
    long turn;

    private boolean running;
    private boolean signalled = true;
    private @Nullable Long dueNanos;
    private long quietUntilNanos = System.nanoTime();

    LaneSlot(UUID account, String agency, Lane lane) {
        this.account = account;
        this.agency = agency;
        this.lane = lane;
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

    synchronized void begin() {
        running = true;
        signalled = false;
        dueNanos = null;
    }

    synchronized void end(Next next, long nowNanos) {
        running = false;
        if (next.after() != null) {
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
