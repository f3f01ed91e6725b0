package org.haat.local;

import java.time.Duration;

/**
 * How fast time passes in the sandbox's marketplaces, and with it the waiting times and quotas of whoever follows them.
 * A whole working day of a marketplace shows its truth in three minutes at {@link #SHORT}.
 */
public enum Pace {
    /** As the marketplaces themselves: {@code --real}. */
    REAL(1, "in full"),
    /** A tenth, unless another is asked for. */
    SHORT(0.1, "at a tenth"),
    /** A hundredth: {@code --fast}. */
    FAST(0.01, "at a hundredth");

    private final double factor;
    private final String words;

    Pace(double factor, String words) {
        this.factor = factor;
        this.words = words;
    }

    /** For people: the marketplaces' delays {@code at a tenth}. */
    public String words() {
        return words;
    }

    /** What every delay is multiplied by. */
    public String factor() {
        return String.valueOf(factor);
    }

    /** How long something takes that takes a marketplace so many minutes, and never less than the least. */
    public Duration minutes(long atRealPace, long least) {
        return Duration.ofMinutes(Math.max(least, Math.round(atRealPace * factor)));
    }
}
