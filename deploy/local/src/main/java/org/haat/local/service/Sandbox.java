package org.haat.local.service;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.haat.local.DataFolder;
import org.haat.local.StartRefused;
import org.haat.local.process.ChildPart;
import org.haat.local.process.ChildProcess;
import org.haat.local.process.Health;
import org.haat.local.process.JavaProgram;
import org.haat.local.process.Orphans;
import org.haat.local.process.Part;

/** The program that stands in for the marketplaces. */
public record Sandbox(int port) {
    private static final List<String> FLAGS = List.of("-Xmx128m", "-XX:TieredStopAtLevel=1");

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Where it writes each call it received, one JSON object a line. */
    public static Path callLog(DataFolder data) {
        return data.root().resolve("sandbox").resolve("calls.jsonl");
    }

    /** @throws StartRefused if it was not built */
    public Part part(Path home, boolean fast, DataFolder data, Orphans orphans) {
        Path jar = jar(home);
        List<String> arguments = new ArrayList<>(List.of(
                "--port",
                String.valueOf(port),
                "--data",
                data.root().resolve("sandbox").toString()));
        if (fast) {
            arguments.addAll(List.of("--pace", "100"));
        }
        return new ChildPart(
                "sandbox",
                () -> new ChildProcess.Command(
                        JavaProgram.ofJar(FLAGS, jar, arguments.toArray(String[]::new)), Map.of(), data.log("sandbox")),
                () -> Health.isOk(url() + "/sandbox/api/health"),
                () -> Health.isOk(url() + "/sandbox/api/health"),
                Duration.ofSeconds(5),
                orphans);
    }

    private static Path jar(Path home) {
        Path target = home.resolve("deploy/sandbox/target");
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().matches("haat-sandbox-[0-9.]+\\.jar"))
                    .findFirst()
                    .orElseThrow(
                            () -> new StartRefused("The sandbox is not built; run mvn -DskipTests package first."));
        } catch (java.io.IOException e) {
            throw new StartRefused("The sandbox is not built; run mvn -DskipTests package first.", e);
        }
    }
}
