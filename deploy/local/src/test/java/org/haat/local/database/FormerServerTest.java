package org.haat.local.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormerServerTest {
    private static final Path SLEEP = Path.of("/bin/sleep");

    @TempDir
    Path cluster;

    private @Nullable Process process;

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void serverThatIsAboutToEndIsWaitedFor() throws IOException {
        Path server = Files.copy(SLEEP, cluster.resolve("postgres"));
        process = new ProcessBuilder(server.toString(), "0.5").start();
        Path file = pidFile(process.pid());

        new FormerServer(cluster).leave();

        assertThat(process.isAlive()).isFalse();
        assertThat(file).content().startsWith(process.pid() + "\n");
    }

    @Test
    void numberThatAnotherProgramHasNowIsNotTakenForTheServers() throws IOException {
        process = new ProcessBuilder(SLEEP.toString(), "60").start();
        Path file = pidFile(process.pid());

        new FormerServer(cluster).leave();

        assertThat(process.isAlive()).isTrue();
        assertThat(file).hasContent("2147483647\n/a/folder\n1700000000\n5432\n");
    }

    @Test
    void fileOfAServerThatEndedStaysAsItIs() throws Exception {
        process = new ProcessBuilder(SLEEP.toString(), "0").start();
        process.waitFor();
        Path file = pidFile(process.pid());

        new FormerServer(cluster).leave();

        assertThat(file).content().startsWith(process.pid() + "\n");
    }

    private Path pidFile(long pid) throws IOException {
        return Files.writeString(cluster.resolve("postmaster.pid"), pid + "\n/a/folder\n1700000000\n5432\n");
    }
}
