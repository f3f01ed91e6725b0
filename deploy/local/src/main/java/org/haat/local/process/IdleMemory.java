package org.haat.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/**
 * Lets programs give back the memory that their work needed. A JVM that has nothing to do never collects, and so stays as
 * large as its busiest moment; here each one is told to collect, once, when it has become quiet after work.
 */
public final class IdleMemory implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(5);
    /** Below this share of a processor a program counts as quiet. */
    private static final double QUIET = 0.15;
    /** Less work than this leaves nothing behind that is worth a collection. */
    private static final Duration WORTH_IT = Duration.ofSeconds(2);

    private final List<Program> programs;
    private final LongFunction<Duration> processorTime;
    private final Collector collector;
    private final Map<Long, Seen> seen = new HashMap<>();
    private final Thread watch = new Thread(this::watch, "idle memory");

    public IdleMemory(List<Program> programs) {
        this(programs, IdleMemory::processorTimeOf, IdleMemory::collect);
    }

    IdleMemory(List<Program> programs, LongFunction<Duration> processorTime, Collector collector) {
        this.programs = List.copyOf(programs);
        this.processorTime = processorTime;
        this.collector = collector;
        watch.setDaemon(true);
    }

    /**
     * One that is watched.
     *
     * @param pid its process id, -1 while it does not run
     * @param room of its heap while it works, which it gets back after a collection
     */
    public record Program(LongSupplier pid, HeapRoom room) {}

    /** Tells a process to collect. */
    interface Collector {
        void collect(long pid, HeapRoom room);
    }

    private record Seen(Duration total, Duration atCollection) {}

    public void start() {
        watch.start();
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(LOOK.toMillis());
                look(LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param since how long ago the last look was */
    void look(Duration since) {
        for (Program program : programs) {
            long pid = program.pid().getAsLong();
            if (pid < 0) {
                continue;
            }
            Duration now = processorTime.apply(pid);
            Seen before = seen.getOrDefault(pid, new Seen(Duration.ZERO, Duration.ZERO));
            boolean quiet = now.minus(before.total()).toMillis() < QUIET * since.toMillis();
            boolean worked = now.minus(before.atCollection()).compareTo(WORTH_IT) > 0;
            if (quiet && worked) {
                collector.collect(pid, program.room());
                now = processorTime.apply(pid);
                seen.put(pid, new Seen(now, now));
            } else {
                seen.put(pid, new Seen(now, before.atCollection()));
            }
        }
    }

    private static Duration processorTimeOf(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    private static void collect(long pid, HeapRoom room) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!Files.isExecutable(jcmd)) {
            return;
        }
        // The last is known since 17.0.9; an older JVM says that it does not know it.
        String orders = String.join("\n", room.toCollect()) + "\nSystem.trim_native_heap";
        try {
            Process process = new ProcessBuilder(
                            jcmd.toString(), "-J-Xmx16m", "-J-XX:TieredStopAtLevel=1", String.valueOf(pid), orders)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            // Memory that is not given back harms nobody.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
