package org.haat.bench.figure;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The clock that this program, PostgreSQL and the stub share, since all run on one machine. */
final class Micros {
    private Micros() {}

    static long now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}
