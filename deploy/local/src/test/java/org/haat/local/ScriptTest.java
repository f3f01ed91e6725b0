package org.haat.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code ./haat} says on a machine that misses something: one sentence, before anything is built. */
class ScriptTest {
    private static final List<String> TOOLS = List.of(
            "bash",
            "sh",
            "sed",
            "grep",
            "head",
            "tail",
            "readlink",
            "dirname",
            "find",
            "mkdir",
            "touch",
            "id",
            "sleep",
            "mv",
            "cat",
            "sort",
            "xargs",
            "awk");
    private static final Path SCRIPT = Path.of("../../haat");

    @TempDir
    Path folder;

    private Path home;
    private Path tools;

    @BeforeEach
    void checkOut() throws IOException {
        home = Files.createDirectory(folder.resolve("a checkout হাট"));
        Files.copy(SCRIPT, home.resolve("haat"), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        tools = Files.createDirectory(folder.resolve("tools"));
        for (String tool : TOOLS) {
            for (String place : System.getenv("PATH").split(":")) {
                Path program = Path.of(place, tool);
                if (Files.isExecutable(program) && !Files.exists(tools.resolve(tool))) {
                    Files.createSymbolicLink(tools.resolve(tool), program);
                }
            }
        }
    }

    @Test
    void missingJdkIsNamed() throws Exception {
        assertThat(run("demo"))
                .isEqualTo("1 Haat needs a JDK, 17 or newer, and found none: install one (Debian: apt-get"
                        + " install openjdk-17-jdk-headless) or set JAVA_HOME.");
    }

    @Test
    void oldJdkIsNamedWithItsVersion() throws Exception {
        program("java", "echo 'openjdk version \"11.0.20\" 2023-07-18' >&2");

        assertThat(run("demo"))
                .isEqualTo("1 Haat needs a JDK, 17 or newer; " + tools.resolve("java")
                        + " is version 11: install a newer one or set JAVA_HOME to it.");
    }

    @Test
    void runtimeWithoutCompilerIsNamed() throws Exception {
        program(
                "java",
                "case $1 in --list-modules) echo java.base@17.0.1 ;; *) echo 'openjdk version \"17.0.1\"' >&2 ;; esac");

        assertThat(run("demo")).startsWith("1 Haat needs a JDK to build;").contains("is a runtime without a compiler");
    }

    @Test
    void missingMavenIsNamed() throws Exception {
        goodJava();

        assertThat(run("demo")).startsWith("1 Haat needs Maven, 3.8 or newer, and found none");
    }

    @Test
    void oldMavenIsNamedWithItsVersion() throws Exception {
        goodJava();
        program("mvn", "echo 'Apache Maven 3.6.3 (cecedd3)'");

        assertThat(run("demo")).isEqualTo("1 Haat needs Maven, 3.8 or newer; mvn is version 3.6: install a newer one.");
    }

    @Test
    void failedBuildShowsWhatMavenSaid() throws Exception {
        goodJava();
        program(
                "mvn",
                "case $1 in -v) echo 'Apache Maven 3.8.7 (x)' ;; *) echo '[ERROR] No space left on device'; exit 1 ;; esac");

        assertThat(run("demo"))
                .startsWith("1 Building Haat")
                .contains("The build failed after")
                .contains("[ERROR] No space left on device")
                .contains("The whole of it is in target/haat-build.log");
    }

    @Test
    void failedTestIsNamedWithTheCommandThatRunsItAlone() throws Exception {
        goodJava();
        program("chromium", "exit 0");
        program("mvn", """
                case $1 in -v) echo 'Apache Maven 3.8.7 (x)'; exit 0 ;; esac
                echo "$@" > words
                mkdir -p order-service/target/surefire-reports deploy/local/target/surefire-reports
                echo '<testsuite name="org.haat.order.OrderLifeTest" tests="5" errors="0" skipped="1" failures="2">' \
                  > order-service/target/surefire-reports/TEST-org.haat.order.OrderLifeTest.xml
                echo '<testsuite name="org.haat.local.OptionsTest" tests="7" errors="0" skipped="0" failures="0">' \
                  > deploy/local/target/surefire-reports/TEST-org.haat.local.OptionsTest.xml
                echo '[ERROR]   OrderLifeTest.shippedOrderIsNotCancelled:41 expected: 1'
                exit 1""");

        assertThat(run("test", "-pl", "order-service"))
                .startsWith("1 Running tests: -pl order-service")
                .contains("OrderLifeTest.shippedOrderIsNotCancelled:41")
                .contains("\n  ./haat test -pl order-service -Dtest=OrderLifeTest\n")
                .doesNotContain("-Dtest=OptionsTest")
                .endsWith("9 passed, 2 failed, 1 skipped");
        assertThat(home.resolve("words")).content().contains(" verify -pl order-service -am");
    }

    @Test
    void endedBuildLeavesNothingBehindAndSaysSo() throws Exception {
        goodJava();
        program("mvn", """
                case $1 in -v) echo 'Apache Maven 3.8.7 (x)'; exit 0 ;; esac
                trap 'sleep 1; touch ended; exit 143' TERM
                touch begun
                while :; do sleep 0.1; done""");
        Process process = command("demo").start();
        await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(home.resolve("begun")));

        process.toHandle().destroy();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("The same command begins anew.");
        assertThat(process.waitFor()).isEqualTo(130);
        assertThat(home.resolve("ended")).exists();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"demo --skus x", "demo --orders", "up --port -1", "demo --data", "demo --nonsense", "nonsense"})
    void slipIsToldBeforeAnythingElse(String words) throws Exception {
        String[] arguments = words.split(" ");

        String said = run(arguments);

        assertThat(said).startsWith("1 ");
        assertThat(said.lines().reduce((before, line) -> line).orElseThrow())
                .contains(arguments.length > 1 ? arguments[1] : arguments[0]);
        assertThat(home.resolve("target")).doesNotExist();
    }

    private void goodJava() throws IOException {
        program(
                "java",
                "case $1 in --list-modules) echo jdk.compiler@21.0.1 ;; *) echo 'openjdk version \"21.0.1\"' >&2 ;; esac");
    }

    private void program(String name, String script) throws IOException {
        Path program = Files.writeString(tools.resolve(name), "#!/bin/sh\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    /** Returns the exit status and everything it said. */
    private String run(String... arguments) throws Exception {
        Process process = command(arguments).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() + " " + said.strip();
    }

    private ProcessBuilder command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(home.resolve("haat").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", tools.toString(), "LC_ALL", "C.UTF-8"));
        return builder;
    }
}
