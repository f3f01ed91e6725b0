package org.haat.bench.measure;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * A stretch of measuring, and what disturbed it. A short one finds a quiet moment even where the host takes the processor now
 * and then: it is measured again for half a minute while it was disturbed, and what was measured before counts for nothing.
 *
 * @param disturbance empty, unless every try was disturbed: of the last
 */
public record Window<T>(T measured, Optional<String> disturbance) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    public static <T> Window<T> of(Callable<T> measuring) throws Exception {
        return of(measuring, Noise::watch, PATIENCE);
    }

    static <T> Window<T> of(Callable<T> measuring, Callable<Noise> watching, Duration patience) throws Exception {
        long begun = System.nanoTime();
        while (true) {
            Noise noise = watching.call();
            T measured = measuring.call();
            Optional<String> disturbance = noise.disturbance();
            if (disturbance.isEmpty() || System.nanoTime() - begun >= patience.toNanos()) {
                return new Window<>(measured, disturbance);
            }
        }
    }
}
