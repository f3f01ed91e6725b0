package org.haat.order.order;

import java.time.Instant;

/** The times that an order may speak of. Outside it a time is a slip, and the database could not even hold the furthest. */
public final class Era {
    public static final Instant BEGINS = Instant.parse("2000-01-01T00:00:00Z");
    public static final Instant ENDS = Instant.parse("2100-01-01T00:00:00Z");

    private Era() {}

    public static boolean holds(Instant time) {
        return !time.isBefore(BEGINS) && time.isBefore(ENDS);
    }
}
