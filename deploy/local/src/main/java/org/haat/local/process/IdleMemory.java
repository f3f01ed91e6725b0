package org.haat.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
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

    private final List<LongSupplier> programs;
    private final LongFunction<Duration> processorTime;
    private final LongConsumer collect;
    private final Map<Long, Seen> seen = new HashMap<>();
    private final Thread watch = new Thread(this::watch, "idle memory");

    /** @param programs their process ids, -1 while one does not run */
    public IdleMemory(List<LongSupplier> programs) {
        this(programs, IdleMemory::processorTimeOf, IdleMemory::collect);
    }

    IdleMemory(List<LongSupplier> programs, LongFunction<Duration> processorTime, LongConsumer collect) {
        this.programs = List.copyOf(programs);
        this.processorTime = processorTime;
        this.collect = collect;
        watch.setDaemon(true);
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
        for (LongSupplier program : programs) {
            long pid = program.getAsLong();
            if (pid < 0) {
                continue;
            }
            Duration now = processorTime.apply(pid);
            Seen before = seen.getOrDefault(pid, new Seen(Duration.ZERO, Duration.ZERO));
            boolean quiet = now.minus(before.total()).toMillis() < QUIET * since.toMillis();
            boolean worked = now.minus(before.atCollection()).compareTo(WORTH_IT) > 0;
            if (quiet && worked) {
                collect.accept(pid);
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

    private static void collect(long pid) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (Files.isExecutable(jcmd)) {
            run(jcmd, pid, "GC.run");
            // Known since 17.0.9; an older JVM says that it does not know it.
            run(jcmd, pid, "System.trim_native_heap");
        }
    }

    private static void run(Path jcmd, long pid, String order) {
        try {
            Process process = new ProcessBuilder(
                            jcmd.toString(), "-J-Xmx16m", "-J-XX:TieredStopAtLevel=1", String.valueOf(pid), order)
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
