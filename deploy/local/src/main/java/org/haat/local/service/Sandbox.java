package org.haat.local.service;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.haat.local.DataFolder;
import org.haat.local.Pace;
import org.haat.local.StartRefused;
import org.haat.local.process.ChildPart;
import org.haat.local.process.ChildProcess;
import org.haat.local.process.Health;
import org.haat.local.process.JavaProgram;
import org.haat.local.process.Orphans;
import org.haat.local.process.Part;

/**
 * The program that stands in for the marketplaces. It keeps its books in the folder {@code sandbox} of the data.
 *
 * @param queuePort where its queues are called
 */
public record Sandbox(int port, int queuePort) {
    private static final List<String> FLAGS = List.of("-Xmx96m", "-XX:TieredStopAtLevel=1");
    private static final String MAIN = "org.haat.sandbox.Sandbox";

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Where accounts have queues for notifications. */
    public String queueOrigin() {
        return "http://127.0.0.1:" + queuePort;
    }

    /** Where it writes each call it received, one JSON object a line. */
    public static Path callLog(DataFolder data) {
        return data.root().resolve("sandbox").resolve("calls.jsonl");
    }

    /** @throws StartRefused if it was not built */
    public Part part(Path home, Pace pace, DataFolder data, Orphans orphans) {
        Path target = home.resolve("deploy/sandbox/target");
        Path jar = target.resolve("haat-sandbox-0.1.0.jar");
        if (!Files.isRegularFile(jar)) {
            throw new StartRefused("The sandbox is not built; run mvn -DskipTests package first.");
        }
        List<String> command = JavaProgram.ofClassPath(
                FLAGS,
                jar + ":" + target.resolve("lib") + "/*",
                MAIN,
                "--port",
                String.valueOf(port),
                "--queue-port",
                String.valueOf(queuePort),
                "--data",
                data.root().toString(),
                "--speed",
                pace.factor());
        return new ChildPart(
                "sandbox",
                () -> new ChildProcess.Command(command, Map.of(), data.log("sandbox")),
                this::isUp,
                this::isUp,
                Duration.ofSeconds(5),
                orphans);
    }

    private boolean isUp() {
        return Health.isOk(url() + "/sandbox/api/health");
    }
}
