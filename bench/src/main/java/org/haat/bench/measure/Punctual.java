package org.haat.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A thread that the system wakes at the moment it asked for, also while all processors are in use. On a machine with few of
 * them a sleeper else waits for the others' turns, some milliseconds, and the driver measures itself. Only the driver's own
 * threads are punctual, those of floor and subject alike, and they hold a processor for as long as a start takes. Where the
 * system refuses (it asks for the right to set priorities) or does not know {@code chrt}, the thread is one like any other,
 * and {@link OpenLoop.Outcome#disturbance} says how late it was.
 */
final class Punctual {
    private static final Path SELF = Path.of("/proc/thread-self");
    private static final long PATIENCE_SECONDS = 2;

    private Punctual() {}

    static void run(Runnable task) {
        askFor();
        task.run();
    }

    private static void askFor() {
        if (!Files.isSymbolicLink(SELF)) {
            return;
        }
        try {
            String thread = Files.readSymbolicLink(SELF).getFileName().toString();
            Process asking = new ProcessBuilder("chrt", "--fifo", "--reset-on-fork", "--pid", "1", thread)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!asking.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                asking.destroyForcibly();
            }
        } catch (IOException e) {
            return; // no chrt here
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
