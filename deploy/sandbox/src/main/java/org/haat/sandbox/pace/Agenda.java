package org.haat.sandbox.pace;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * What falls due when. What is due happens, in order and at its own instant, before the next call is looked at or the next
 * notification is sent. So a test that moves its clock sees the same marketplace as a trainee who waits.
 */
public final class Agenda {
    private record Due(Instant at, long order, Consumer<Instant> action) {}

    private final PriorityQueue<Due> dues =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::order));
    private final Pace pace;
    private long order;

    public Agenda(Pace pace) {
        this.pace = pace;
    }

    public void at(Instant when, Consumer<Instant> action) {
        dues.add(new Due(when, order++, action));
    }

    /** Catches up on everything that is due by now, and on what that makes due. */
    public void catchUp() {
        Instant now = pace.now();
        for (Due next = dues.peek(); next != null && !next.at.isAfter(now); next = dues.peek()) {
            Due due = next;
            dues.remove();
            pace.at(due.at, () -> due.action.accept(due.at));
        }
    }
}
