package org.haat.channelsync.engine;

import java.time.Duration;

/** Times that changes took, in steps that grow by a fifth: few enough to keep by the minute, fine enough for a percentile. */
public final class Propagation {
    private static final double STEPS_PER_DOUBLING = 4;

    private Propagation() {}

    /** How far a change came. */
    public enum Stage {
        /** The channel took it. */
        ACCEPTED,
        /** The channel was seen to show it to buyers. */
        LIVE
    }

    static int step(Duration took) {
        double doublings = Math.log(Math.max(1, took.toMillis())) / Math.log(2);
        return (int) Math.ceil(doublings * STEPS_PER_DOUBLING - 1e-9);
    }

    /** The longest time of a step. */
    public static long millis(int step) {
        return Math.round(Math.pow(2, step / STEPS_PER_DOUBLING));
    }
}
