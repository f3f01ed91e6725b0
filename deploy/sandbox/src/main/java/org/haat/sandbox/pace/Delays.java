package org.haat.sandbox.pace;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** How long each step takes a marketplace, from a dated table, already shortened by the sandbox's speed. */
public final class Delays {
    private final DatedTable table;
    private final Pace pace;

    public Delays(Pace pace) {
        this.pace = pace;
        this.table = DatedTable.read(
                "/org/haat/sandbox/delays.csv",
                pace.now().atZone(ZoneOffset.UTC).toLocalDate());
    }

    /**
     * @param step row of the table
     * @param of what it happens to: the same thing takes the same time in each run
     */
    public Duration of(String step, String of) {
        double least = table.number(step, "least");
        double most = table.number(step, "most");
        double share = Math.floorMod((of + step).hashCode() * 0x9E3779B9, 1000) / 999.0;
        return pace.scaled(Duration.ofMillis(Math.round((least + share * (most - least)) * 1000)));
    }

    public Instant from(Instant start, String step, String of) {
        return start.plus(of(step, of));
    }
}
