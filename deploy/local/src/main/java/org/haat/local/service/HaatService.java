package org.haat.local.service;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.haat.local.StartRefused;
import org.haat.local.process.ChildPart;
import org.haat.local.process.ChildProcess;
import org.haat.local.process.Health;
import org.haat.local.process.JavaProgram;
import org.haat.local.process.Orphans;
import org.haat.local.process.Part;

/**
 * One of the three services.
 *
 * @param name as a person reads it
 * @param folder module of the source tree, also the name of its log
 * @param path what the gateway sends to it
 * @param database its database and role
 */
public record HaatService(String name, String folder, String path, String database) {
    public static final HaatService CATALOGUE = new HaatService("catalogue", "catalog-service", "/catalog", "catalog");
    public static final HaatService ORDERS = new HaatService("orders", "order-service", "/orders", "orders");
    public static final HaatService CHANNELS = new HaatService("channels", "channel-sync-service", "/sync", "sync");
    public static final List<HaatService> ALL = List.of(CATALOGUE, ORDERS, CHANNELS);

    /** Measured: with these a service idles below 220 MB resident, before and after work, and imports 100,000 rows. Its
     * memory is classes first (21,000 of them), then heap, then compiled code; what is compiled later is compiled less.
     */
    private static final List<String> FLAGS = List.of(
            "-Xms24m",
            "-Xmx144m",
            "-XX:NewSize=5m",
            "-XX:MaxNewSize=6m",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=12",
            "-XX:-ShrinkHeapInSteps",
            "-XX:SoftRefLRUPolicyMSPerMB=100",
            "-XX:TieredStopAtLevel=1",
            "-XX:CompileThresholdScaling=4",
            "-XX:ReservedCodeCacheSize=32m",
            "-XX:MaxDirectMemorySize=48m",
            // Classes built beside this program need no second check, and a check loads thousands that nothing else
            // needs.
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-BytecodeVerificationRemote",
            "-Dsun.reflect.inflationThreshold=2147483647",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");

    /** @param home the source tree */
    public Path jar(Path home) {
        return home.resolve(folder).resolve("target/quarkus-app/quarkus-run.jar");
    }

    /**
     * @param httpPort where the gateway finds it
     * @param managementPort where health and metrics are
     */
    public record Address(int httpPort, int managementPort) {}

    /** @throws StartRefused if it was not built */
    public Part part(Path home, Address address, Map<String, String> environment, Path log, Orphans orphans) {
        Path jar = jar(home);
        if (!Files.isRegularFile(jar)) {
            throw new StartRefused("The " + folder + " is not built; run mvn -DskipTests package first.");
        }
        String health = "http://127.0.0.1:" + address.managementPort() + "/q/health";
        return new ChildPart(
                name,
                () -> new ChildProcess.Command(JavaProgram.ofJar(FLAGS, jar), environment, log),
                () -> Health.isOk(health + "/ready"),
                () -> Health.isOk(health + "/live"),
                Duration.ofSeconds(20),
                orphans);
    }
}
