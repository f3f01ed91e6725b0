package org.haat.sandbox.http;

import java.time.Duration;

/**
 * An answer and how it goes out.
 *
 * @param late how much later than at once
 */
public record Delivery(Answer answer, Manner manner, Duration late) {
    /** What the network does with the answer. */
    public enum Manner {
        SENT,
        HELD_BACK,
        RESET
    }

    public static Delivery sent(Answer answer) {
        return new Delivery(answer, Manner.SENT, Duration.ZERO);
    }
}
