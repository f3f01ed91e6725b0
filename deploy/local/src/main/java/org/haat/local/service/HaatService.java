package org.haat.local.service;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.haat.local.StartRefused;
import org.haat.local.process.ChildPart;
import org.haat.local.process.ChildProcess;
import org.haat.local.process.Health;
import org.haat.local.process.HeapRoom;
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
 * @param youngMegabytes room for what a request needs while it lasts; what does not fit is kept until the whole heap is
 *     cleared, which stops everything for half a second: the catalogue answers most requests side by side
 */
public record HaatService(String name, String folder, String path, String database, int youngMegabytes) {
    public static final HaatService CATALOGUE =
            new HaatService("catalogue", "catalog-service", "/catalog", "catalog", 14);
    public static final HaatService ORDERS = new HaatService("orders", "order-service", "/orders", "orders", 6);
    public static final HaatService CHANNELS = new HaatService("channels", "channel-sync-service", "/sync", "sync", 8);
    public static final List<HaatService> ALL = List.of(CATALOGUE, ORDERS, CHANNELS);

    public static final HeapRoom ROOM = new HeapRoom(15, 20);

    /** Measured: with these a service idles below 220 MB resident, before and after work, and imports 100,000 rows. Its
     * memory is classes first (21,000 of them), then heap, then compiled code; what is compiled later is compiled less.
     */
    private static final List<String> FLAGS = List.of(
            "-Xms24m",
            "-Xmx144m",
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

    /** A service with more requests than it can answer is slow to say that it lives; to stop it would lose them all. */
    private static final Duration BUSY = Duration.ofSeconds(5);

    private List<String> flags() {
        String young = youngMegabytes + "m";
        return Stream.of(FLAGS, ROOM.flags(), List.of("-XX:NewSize=" + young, "-XX:MaxNewSize=" + young))
                .flatMap(List::stream)
                .toList();
    }

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
        return new ChildPart(
                name,
                () -> new ChildProcess.Command(JavaProgram.ofJar(flags(), jar), environment, log),
                () -> isReady(address),
                () -> lives(address),
                Duration.ofSeconds(20),
                orphans);
    }

    static boolean isReady(Address address) {
        return Health.isOk(health(address) + "/ready");
    }

    static boolean lives(Address address) {
        return Health.isOk(health(address) + "/live", BUSY);
    }

    private static String health(Address address) {
        return "http://127.0.0.1:" + address.managementPort() + "/q/health";
    }
}
