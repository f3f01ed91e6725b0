package org.haat.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What else happens on the machine while something is measured: processor time that its host took away, and a load from
 * before. Known on Linux only; elsewhere nothing is said and nothing is void for it.
 */
public final class Noise {
    /** More of the processor's time gone to the host than this, and a window is void. */
    public static final double MOST_STEAL = 0.02;

    /** A higher load average before a timing begins makes it void. */
    public static final double MOST_LOAD = 2.0;

    private static final Path PROC = Path.of("/proc");
    private static final int STEAL = 7;
    private final Path proc;
    private final long stolen;
    private final long all;

    private Noise(Path proc) {
        this.proc = proc;
        long[] ticks = ticks(proc);
        stolen = ticks[0];
        all = ticks[1];
    }

    /** Begins to watch. */
    public static Noise watch() {
        return watch(PROC);
    }

    static Noise watch(Path proc) {
        return new Noise(proc);
    }

    /** What disturbed the time since the watch began. */
    public Optional<String> disturbance() {
        long[] now = ticks(proc);
        long passed = now[1] - all;
        double share = passed == 0 ? 0 : (now[0] - stolen) / (double) passed;
        return share > MOST_STEAL
                ? Optional.of(String.format(Locale.ROOT, "steal %.1f %%", share * 100))
                : Optional.empty();
    }

    /** The load average of the last minute; 0 where the system does not tell. */
    public static double load() {
        return load(PROC);
    }

    static double load(Path proc) {
        return first(proc.resolve("loadavg"))
                .map(line -> Double.parseDouble(line.split(" ")[0]))
                .orElse(0.0);
    }

    /** Stolen ticks and all ticks since the system began. */
    private static long[] ticks(Path proc) {
        String line = first(proc.resolve("stat")).orElse("");
        String[] fields = line.startsWith("cpu ") ? line.substring(3).strip().split(" +") : new String[0];
        long sum = 0;
        // guest times, which follow, are counted in user time already
        for (int i = 0; i < Math.min(STEAL + 1, fields.length); i++) {
            sum += Long.parseLong(fields[i]);
        }
        return new long[] {fields.length > STEAL ? Long.parseLong(fields[STEAL]) : 0, sum};
    }

    private static Optional<String> first(Path file) {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.isEmpty() ? Optional.empty() : Optional.of(lines.get(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
