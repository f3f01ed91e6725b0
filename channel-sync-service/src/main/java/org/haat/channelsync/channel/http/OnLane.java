package org.haat.channelsync.channel.http;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Whether this thread works for one of the engine's lanes. Such a thread is shared by all agencies: it does not sleep until a
 * permit comes, the lane comes back for it. And a lane may give way: its calls leave the last permits to more urgent ones.
 */
public final class OnLane {
    /** What a lane waits for a permit on its thread. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(400);

    private static final ThreadLocal<Place> HERE = ThreadLocal.withInitial(() -> Place.ELSEWHERE);

    private OnLane() {}

    private enum Place {
        ELSEWHERE,
        URGENT,
        GIVES_WAY
    }

    public static <T> T run(boolean givesWay, Supplier<T> work) {
        Place before = HERE.get();
        HERE.set(givesWay ? Place.GIVES_WAY : Place.URGENT);
        try {
            return work.get();
        } finally {
            HERE.set(before);
        }
    }

    /** Whether this thread's calls leave the last permits of a quota to others. */
    public static boolean givesWay() {
        return HERE.get() == Place.GIVES_WAY;
    }

    /** How long this thread may rest for one call: as long as its channel waits, and on a lane never long. */
    static Duration longestWait(Duration ofTheChannel) {
        boolean shorter = HERE.get() != Place.ELSEWHERE && LONGEST_WAIT.compareTo(ofTheChannel) < 0;
        return shorter ? LONGEST_WAIT : ofTheChannel;
    }
}
