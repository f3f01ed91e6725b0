package org.haat.channelsync;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
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

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "haat.sync.time-scale", "0.01",
                "haat.sync.engine.lease", "5s",
                "haat.sync.engine.poll", "2s",
                "haat.sync.orders.interval", "20s",
                "haat.sync.audit.nightly", "false",
                "haat.sync.audit.settle", "30s",
                "haat.sync.mass-change.least", "8",
                "haat.sync.retry.longest", "60s",
                "haat.channel.csvdrop.root", CSV_DROP.toString());
    }
}
