package org.haat.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoiseTest {
    @TempDir
    Path proc;

    private void stat(long user, long idle, long steal) throws IOException {
        Files.writeString(
                proc.resolve("stat"), "cpu  " + user + " 0 0 " + idle + " 0 0 0 " + steal + " 0 0\ncpu0 1 2 3\n");
    }

    @Test
    void timeThatTheHostTookAwayIsADisturbance() throws IOException {
        stat(1_000, 1_000, 50);
        Noise noise = Noise.watch(proc);
        stat(1_050, 1_047, 53);

        assertThat(noise.disturbance()).hasValue("steal 3.0 %");
    }

    @Test
    void aLittleOfItIsNone() throws IOException {
        stat(1_000, 1_000, 50);
        Noise noise = Noise.watch(proc);
        stat(1_050, 1_048, 52);

        assertThat(noise.disturbance()).isEmpty();
    }

    @Test
    void aSystemThatTellsNothingDisturbsNothing() {
        assertThat(Noise.watch(proc).disturbance()).isEmpty();
        assertThat(Noise.load(proc)).isZero();
    }

    @Test
    void theLoadIsThatOfTheLastMinute() throws IOException {
        Files.writeString(proc.resolve("loadavg"), "2.50 1.00 0.50 1/100 4711\n");

        assertThat(Noise.load(proc)).isEqualTo(2.5);
    }
}
