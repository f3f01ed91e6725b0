package org.haat.channelsync.engine;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where one lane of one account stands: running, due at a time, or waiting for a signal. Guarded by its own monitor. */
final class LaneSlot {
    final UUID account;
    final Lane lane;
    private boolean running;
    private boolean signalled = true;
    private @Nullable Long dueNanos;
    private long quietUntilNanos = System.nanoTime();

    LaneSlot(UUID account, Lane lane) {
        this.account = account;
        this.lane = lane;
    }

    synchronized void signal() {
        signalled = true;
    }

    /** True when it is to run now; it then counts as running. */
    synchronized boolean begin(long nowNanos) {
        if (running || quietUntilNanos - nowNanos > 0) {
            return false;
        }
        boolean due = dueNanos != null && dueNanos - nowNanos <= 0;
        if (!signalled && !due) {
            return false;
        }
        running = true;
        signalled = false;
        dueNanos = null;
        return true;
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

    /** Nanoseconds until it may want to run, at most {@code longest}. */
    synchronized long waitNanos(long nowNanos, long longest) {
        if (running) {
            return longest;
        }
        long quiet = Math.max(0, quietUntilNanos - nowNanos);
        if (signalled) {
            return Math.min(longest, quiet);
        }
        return dueNanos == null ? longest : Math.min(longest, Math.max(quiet, dueNanos - nowNanos));
    }
}
