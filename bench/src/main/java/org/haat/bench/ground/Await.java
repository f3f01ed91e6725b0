package org.haat.bench.ground;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Waits for what others do. */
public final class Await {
    private static final long LOOK_MILLIS = 100;

    private Await() {}

    /** @return false when the time was up first */
    public static boolean until(Duration limit, BooleanSupplier condition) throws InterruptedException {
        Instant end = Instant.now().plus(limit);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                return false;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return true;
    }

    public static void pause(Duration length) throws InterruptedException {
        Thread.sleep(Math.max(0, length.toMillis()));
    }
}
