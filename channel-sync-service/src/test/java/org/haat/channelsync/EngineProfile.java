package org.haat.channelsync;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Waiting times a hundredth of production's, so that a verification takes a tenth of a second. */
public class EngineProfile implements QuarkusTestProfile {
    /** Where partners of files leave theirs. */
    private static final Path CSV_DROP = newFolder();

    private static Path newFolder() {
        try {
            return Files.createTempDirectory(Path.of("target"), "csvdrop").toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a test may start a mail server, or a catalogue. */
    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.ofEntries(
                Map.entry("haat.sync.time-scale", "0.01"),
                Map.entry("haat.sync.engine.lease", "5s"),
                Map.entry("haat.sync.engine.poll", "2s"),
                Map.entry("haat.sync.orders.interval", "20s"),
                Map.entry("haat.sync.audit.nightly", "false"),
                Map.entry("haat.sync.audit.settle", "30s"),
                Map.entry("haat.sync.mass-change.least", "8"),
                Map.entry("haat.sync.retry.longest", "60s"),
                Map.entry("haat.channel.csvdrop.root", CSV_DROP.toString()),
                Map.entry("haat.catalogue.url", "http://127.0.0.1:" + freePort() + "/catalog"),
                Map.entry("haat.alert.every", "10m"),
                Map.entry("haat.alert.allow-private", "true"),
                Map.entry("haat.alert.first-pause", "100ms"),
                Map.entry("haat.alert.timeout", "3s"),
                Map.entry("haat.alert.smtp-host", "127.0.0.1"),
                Map.entry("quarkus.mailer.mock", "false"),
                Map.entry("quarkus.mailer.host", "127.0.0.1"),
                Map.entry("quarkus.mailer.port", Integer.toString(freePort())),
                Map.entry("quarkus.mailer.start-tls", "DISABLED"),
                Map.entry("quarkus.mailer.from", "haat@example.org"));
    }
}
