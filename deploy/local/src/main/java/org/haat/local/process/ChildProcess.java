package org.haat.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.haat.local.StartRefused;

/**
 * One running child. It has a session of its own, so that Ctrl-C in the terminal reaches only the parent, which then
 * stops its children in order; and an environment of its own, so that variables of the person's shell change nothing but
 * which channels the catalogue offers ({@code HAAT_CHANNELS}) and whether alerts may go to a webhook on this machine
 * ({@code HAAT_ALERT_PRIVATE}).
 */
public final class ChildProcess {
    private static final Set<String> KEPT_VARIABLES =
            Set.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "JAVA_HOME", "HAAT_CHANNELS", "HAAT_ALERT_PRIVATE");
    /** glibc gives every thread an arena of its own, of which small processes never give anything back. */
    private static final String FEW_ARENAS = "1";

    private static final long LOG_LIMIT_BYTES = 10L * 1024 * 1024;
    private static final boolean HAS_SETSID = Files.isExecutable(Path.of("/usr/bin/setsid"));
    private final Process process;
    private final Orphans orphans;

    private ChildProcess(Process process, Orphans orphans) {
        this.process = process;
        this.orphans = orphans;
    }

    /**
     * @param arguments program and arguments
     * @param environment what the child sees besides PATH, HOME and the like
     * @param log file that gets everything the child prints
     */
    public record Command(List<String> arguments, Map<String, String> environment, Path log) {}

    /** What to put before a command to give it a session of its own; nothing where the system has no such program. */
    static List<String> ownSession() {
        return HAS_SETSID ? List.of("/usr/bin/setsid") : List.of();
    }

    public static ChildProcess start(Command command, Orphans orphans) {
        List<String> arguments = new ArrayList<>(ownSession());
        arguments.addAll(command.arguments());
        ProcessBuilder builder = new ProcessBuilder(arguments)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(command.log().toFile()));
        builder.environment().keySet().retainAll(KEPT_VARIABLES);
        builder.environment().put("MALLOC_ARENA_MAX", FEW_ARENAS);
        builder.environment().putAll(command.environment());
        try {
            rotate(command.log());
            ChildProcess child = new ChildProcess(builder.start(), orphans);
            orphans.add(child.pid());
            return child;
        } catch (IOException e) {
            throw new StartRefused(
                    "The program " + command.arguments().get(0) + " could not be started: " + e.getMessage() + ".", e);
        }
    }

    private static void rotate(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT_BYTES) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** @throws IllegalThreadStateException while it runs */
    public int exitStatus() {
        return process.exitValue();
    }

    /** Asks it to end, and ends it by force when the time is over. Does nothing to one that has ended. */
    public void stop(Duration patience) {
        try {
            process.destroy();
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        orphans.forget(pid());
    }
}
