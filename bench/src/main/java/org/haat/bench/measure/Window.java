package org.haat.bench.measure;

import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * A stretch of measuring, and what disturbed it. A short one finds a quiet moment even where the host takes the processor now
 * and then: it is measured again while it was disturbed, and what was measured before counts for nothing.
 *
 * @param disturbance empty, unless every try was disturbed: of the last
 */
public record Window<T>(T measured, Optional<String> disturbance) {
    private static final int TRIES = 8;

    public static <T> Window<T> of(Callable<T> measuring) throws Exception {
        return of(measuring, Noise::watch);
    }

    static <T> Window<T> of(Callable<T> measuring, Callable<Noise> watching) throws Exception {
        for (int tries = 1; ; tries++) {
            Noise noise = watching.call();
            T measured = measuring.call();
            Optional<String> disturbance = noise.disturbance();
            if (disturbance.isEmpty() || tries == TRIES) {
                return new Window<>(measured, disturbance);
            }
        }
    }
}
