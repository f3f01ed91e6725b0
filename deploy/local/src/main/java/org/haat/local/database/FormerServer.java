package org.haat.local.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.haat.local.StartRefused;

/** A server that an earlier Haat left in a cluster's folder, as its {@code postmaster.pid} tells. */
final class FormerServer {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** No system gives this number to a process. */
    private static final String NOBODY = "2147483647";

    private final Path file;

    FormerServer(Path cluster) {
        file = cluster.resolve("postmaster.pid");
    }

    /**
     * Waits until it has ended, which takes a moment after its Haat was killed. Where its number belongs to another program
     * now, as after a restart of the machine, that is put right: PostgreSQL would take that program for a server and never
     * start. The rest of the file stays, by which PostgreSQL finds helpers of the former server.
     */
    void leave() {
        try {
            List<String> lines = Files.exists(file) ? new ArrayList<>(Files.readAllLines(file)) : List.of();
            if (lines.isEmpty() || !lines.get(0).matches("[0-9]{1,10}")) {
                return;
            }
            Optional<ProcessHandle> named = ProcessHandle.of(Long.parseLong(lines.get(0)));
            Optional<String> program = named.flatMap(process -> process.info().command());
            if (program.isPresent() && Path.of(program.get()).endsWith("postgres")) {
                awaitEnd(named.get());
            } else if (program.isPresent()) {
                lines.set(0, NOBODY);
                Files.write(file, lines);
            }
        } catch (IOException e) {
            throw new StartRefused("The file " + file + " cannot be read or written (" + e + ").", e);
        }
    }

    /** One that does not end is PostgreSQL's own to refuse. */
    private static void awaitEnd(ProcessHandle server) {
        try {
            server.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            return;
        }
    }
}
