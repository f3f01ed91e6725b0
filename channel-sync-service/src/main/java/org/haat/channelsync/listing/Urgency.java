package org.haat.channelsync.listing;

import java.time.Duration;
import java.time.Instant;

/**
 * How much a difference hurts while it stands. The bonus is the waiting time that a lesser one needs to overtake, so that
 * nothing starves and the order is one fixed instant that an index can hold.
 */
public enum Urgency {
    NONE(Duration.ZERO),
    NEW_LISTING(Duration.ZERO),
    CONTENT(Duration.ofMinutes(10)),
    PRICE(Duration.ofMinutes(30)),
    STOCK_UP(Duration.ofHours(1)),
    RETIRE(Duration.ofHours(2)),
    STOCK_DOWN(Duration.ofHours(4)),
    STOCK_TO_ZERO(Duration.ofHours(8));

    private final Duration bonus;

    Urgency(Duration bonus) {
        this.bonus = bonus;
    }

    /** The smallest goes first. */
    public Instant rank(Instant waitingSince) {
        return waitingSince.minus(bonus);
    }

    /** @param applied what the channel accepted last, or null when that is not known */
    public static Urgency ofStock(int desired, @org.jspecify.annotations.Nullable Integer applied) {
        if (desired == 0) {
            return applied != null && applied == 0 ? STOCK_UP : STOCK_TO_ZERO;
        }
        return applied == null || desired < applied ? STOCK_DOWN : STOCK_UP;
    }
}
