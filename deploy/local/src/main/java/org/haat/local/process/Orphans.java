package org.haat.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Makes sure that no child outlives this program, however the program ends. A small shell waits on a pipe that only this
 * program holds open; when the pipe closes, even by {@code kill -9}, the shell ends every child that it was told of.
 */
public final class Orphans implements AutoCloseable {
    private static final String WATCH = """
            trap '' INT HUP TERM
            children=' '
            while read -r sign pid; do
              if [ "$sign" = + ]; then children="$children$pid "
              else children="${children%% $pid *} ${children#* $pid }"
              fi
            done
            for pid in $children; do kill -TERM "$pid" 2>/dev/null; done
            left=20
            while [ $left -gt 0 ]; do
              alive=
              for pid in $children; do kill -0 "$pid" 2>/dev/null && alive=yes; done
              [ -z "$alive" ] && exit 0
              sleep 0.25
              left=$((left - 1))
            done
            for pid in $children; do kill -KILL "$pid" 2>/dev/null; done
            """;

    private final Process watcher;
    private final Writer pipe;

    public Orphans() {
        List<String> command = new java.util.ArrayList<>(ChildProcess.ownSession());
        command.addAll(List.of("sh", "-c", WATCH, "haat-orphans"));
        try {
            watcher = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("The shell that watches over child processes did not start", e);
        }
        pipe = watcher.outputWriter(StandardCharsets.US_ASCII);
    }

    void add(long pid) {
        tell('+', pid);
    }

    void forget(long pid) {
        tell('-', pid);
    }

    private synchronized void tell(char sign, long pid) {
        try {
            pipe.write(sign + " " + pid + "\n");
            pipe.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("The shell that watches over child processes is gone", e);
        }
    }

    /** Call when every child has ended. */
    @Override
    public void close() {
        try {
            pipe.close();
            watcher.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
