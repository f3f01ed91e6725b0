package org.haat.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.haat.local.StartRefused;
import org.haat.local.Terminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream notes = new ByteArrayOutputStream();
    private final Terminal terminal = new Terminal(new ByteArrayOutputStream(), notes);
    private final Orphans orphans = new Orphans();
    private final Supervisor supervisor =
            new Supervisor(terminal, part -> folder.resolve(part.name() + ".log"), Duration.ofMillis(20));

    @AfterEach
    void stopAll() {
        supervisor.close();
        orphans.close();
    }

    @Test
    void killedPartIsStartedAgainAndSaidSoInOneLine() throws Exception {
        ChildPart part = shell("sleeper", "exec sleep 600");
        supervisor.start(List.of(part));
        long first = part.pid();

        ProcessHandle.of(first).orElseThrow().destroyForcibly();

        await(() -> part.isAlive() && part.pid() != first);
        await(() -> notes.size() > 0);
        assertThat(notes.toString(StandardCharsets.UTF_8))
                .startsWith("  sleeper stopped (killed by signal 9) and was started again in ")
                .hasLineCount(1);
    }

    @Test
    void heldPartStaysDeadUntilItIsReleased() throws Exception {
        ChildPart held = shell("held", "exec sleep 600");
        ChildPart other = shell("other", "exec sleep 600");
        supervisor.start(List.of(held, other));
        supervisor.hold(held);
        long first = other.pid();

        ProcessHandle.of(held.pid()).orElseThrow().destroyForcibly();
        ProcessHandle.of(first).orElseThrow().destroyForcibly();

        await(() -> other.isAlive() && other.pid() != first); // it looked at both meanwhile
        assertThat(held.isAlive()).isFalse();
        supervisor.release(held);
        await(held::isAlive);
    }

    @Test
    void partIsHeldOnceALookAtItThatWasUnderWayHasEnded() throws Exception {
        CountDownLatch looked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ChildPart part = shell("held", "exec sleep 600", () -> true, () -> {
            looked.countDown();
            return ended(goOn);
        });
        supervisor.start(List.of(part));
        looked.await();

        Thread holder = new Thread(() -> supervisor.hold(part));
        holder.start();
        await(() -> holder.getState() == Thread.State.BLOCKED);
        goOn.countDown();
        holder.join();
    }

    private static boolean ended(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void partsThatDiedTogetherComeBackThoughTheFirstNeedsTheSecond() throws Exception {
        ChildPart database = shell("database", "exec sleep 600");
        ChildPart service = shell("service", "exec sleep 600", database::isAlive);
        supervisor.start(List.of(service, database));
        List<Long> first = List.of(service.pid(), database.pid());

        first.forEach(pid -> ProcessHandle.of(pid).orElseThrow().destroyForcibly());

        await(() -> notes.toString(StandardCharsets.UTF_8).lines().count() == 2);
        assertThat(notes.toString(StandardCharsets.UTF_8).lines())
                .allMatch(line -> line.contains("stopped (killed by signal 9) and was started again in "));
        assertThat(database.isAlive() && service.isAlive()).isTrue();
    }

    @Test
    void partThatIsRefusedOnceOnItsWayBackIsTriedAgainWithoutAWord() throws Exception {
        Path started = folder.resolve("started");
        Path refused = folder.resolve("refused");
        ChildPart part = sayingWhenItIsUp(
                "database", "[ -e " + started + " ] && [ ! -e " + refused + " ] && { touch " + refused + "; exit 1; }");
        supervisor.start(List.of(part));
        Files.createFile(started);

        kill(part);

        await(() -> notes.size() > 0);
        assertThat(refused).exists();
        assertThat(notes.toString(StandardCharsets.UTF_8))
                .startsWith("  database stopped (killed by signal 9) and was started again in ")
                .hasLineCount(1);
    }

    @Test
    void partThatDiesForWantOfAnotherIsNotSaidToBeTheTrouble() throws Exception {
        Path repaired = Files.createFile(folder.resolve("repaired"));
        Path tries = Files.createFile(folder.resolve("tries"));
        ChildPart database = shell("database", "exec sleep 600", () -> Files.exists(repaired));
        ChildPart service = sayingWhenItIsUp("service", "echo >> " + tries + "; [ -e " + repaired + " ] || exit 1");
        supervisor.start(List.of(database));
        supervisor.start(List.of(service));
        Files.delete(repaired);

        kill(database);
        await(() -> database.isAlive() && !database.isReady());
        kill(service);
        await(() -> lines(tries) > 5);
        Files.createFile(repaired);

        await(() -> notes.toString(StandardCharsets.UTF_8).lines().count() == 2);
        assertThat(notes.toString(StandardCharsets.UTF_8))
                .contains("  database stopped (killed by signal 9) and was started again in ")
                .contains("  service stopped (killed by signal 9) and was started again in ");
    }

    @Test
    void partThatDoesNotComeBackIsToldOfOnce() throws Exception {
        Path broken = folder.resolve("broken");
        Path tries = Files.createFile(folder.resolve("tries"));
        ChildPart part = sayingWhenItIsUp("service", "echo >> " + tries + "; [ -e " + broken + " ] && exit 1");
        supervisor.start(List.of(part));
        Files.createFile(broken);

        kill(part);
        await(() -> lines(tries) > 7);
        Files.delete(broken);

        await(() -> notes.toString(StandardCharsets.UTF_8).contains("was started again in "));
        assertThat(notes.toString(StandardCharsets.UTF_8))
                .startsWith("  service stopped (killed by signal 9) and did not come back; its log says why: ")
                .hasLineCount(2);
    }

    @Test
    void partThatEndsWhileStartingIsRefusedWithItsLog() {
        ChildPart part = shell("quitter", "exit 3");

        assertThatThrownBy(() -> supervisor.start(List.of(new NeverReady(part))))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("The part quitter did not start (ended with status 3)")
                .hasMessageContaining(folder.resolve("quitter.log").toString());
    }

    @Test
    void closingStopsEveryPart() throws Exception {
        ChildPart part = shell("sleeper", "exec sleep 600");
        supervisor.start(List.of(part));
        long pid = part.pid();

        supervisor.close();

        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(notes.size()).isZero();
    }

    @Test
    void childIsEndedWhenTheProgramIsGone() throws Exception {
        ChildPart part = shell("orphan", "exec sleep 600");
        ChildPart forgotten = shell("stopped", "exec sleep 600");
        part.start();
        forgotten.start();
        forgotten.stop();
        long pid = part.pid();

        // What the end of this process does to the pipe, however it ends.
        orphans.close();

        await(() -> ProcessHandle.of(pid).isEmpty());
    }

    @Test
    void childSeesOnlyTheEnvironmentItIsGiven() throws Exception {
        Path log = folder.resolve("env.log");
        ChildProcess child = ChildProcess.start(
                new ChildProcess.Command(List.of("sh", "-c", "env"), Map.of("HAAT_X", "1"), log), orphans);
        await(() -> !child.isAlive());

        assertThat(log).content().contains("HAAT_X=1").contains("PATH=").doesNotContain("MAVEN");
    }

    /** Ready only after its script, so that one which ends in it is never seen ready. */
    private ChildPart sayingWhenItIsUp(String name, String script) {
        Path up = folder.resolve(name + ".up");
        return shell(name, script + "; echo $$ > " + up + "; exec sleep 600", () -> isUp(up));
    }

    private static boolean isUp(Path up) {
        try {
            String pid = Files.exists(up) ? Files.readString(up).strip() : "";
            return !pid.isEmpty() && ProcessHandle.of(Long.parseLong(pid)).isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void kill(ChildPart part) {
        ProcessHandle.of(part.pid()).orElseThrow().destroyForcibly();
    }

    private static long lines(Path file) {
        try {
            return Files.readString(file).lines().count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ChildPart shell(String name, String script) {
        return shell(name, script, () -> true);
    }

    private ChildPart shell(String name, String script, BooleanSupplier ready) {
        return shell(name, script, ready, () -> true);
    }

    private ChildPart shell(String name, String script, BooleanSupplier ready, BooleanSupplier answers) {
        ChildProcess.Command command =
                new ChildProcess.Command(List.of("sh", "-c", script), Map.of(), folder.resolve(name + ".log"));
        return new ChildPart(name, () -> command, ready, answers, Duration.ofSeconds(5), orphans);
    }

    /** So that the death is seen before the first readiness. */
    private record NeverReady(Part part) implements Part {
        @Override
        public String name() {
            return part.name();
        }

        @Override
        public void start() {
            part.start();
        }

        @Override
        public boolean isReady() {
            return false;
        }

        @Override
        public boolean isAlive() {
            return part.isAlive();
        }

        @Override
        public String ending() {
            return part.ending();
        }

        @Override
        public void stop() {
            part.stop();
        }
    }

    private static void await(BooleanSupplier condition) {
        Instant limit = Instant.now().plusSeconds(20);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("condition in time").isBefore(limit);
            Thread.onSpinWait();
        }
    }
}
