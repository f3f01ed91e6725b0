package org.haat.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowTest {
    @TempDir
    Path proc;

    private int measured;

    /** Measures once; the host takes so many of a hundred ticks meanwhile, the last number ever after. */
    private int measure(List<Integer> stolen) throws IOException {
        int steal = stolen.get(Math.min(measured, stolen.size() - 1));
        measured++;
        Files.writeString(proc.resolve("stat"), "cpu  " + (100 - steal) + " 0 0 0 0 0 0 " + steal + " 0 0\n");
        return measured;
    }

    private Window<Integer> window(Duration patience, Integer... stolen) throws Exception {
        Callable<Noise> watching = () -> {
            Files.writeString(proc.resolve("stat"), "cpu  0 0 0 0 0 0 0 0 0 0\n");
            return Noise.watch(proc);
        };
        return Window.of(() -> measure(List.of(stolen)), watching, patience);
    }

    @Test
    void theFirstQuietOneCounts() throws Exception {
        assertThat(window(Duration.ofDays(1), 40, 3, 0, 0)).isEqualTo(new Window<>(3, Optional.empty()));
        assertThat(measured).isEqualTo(3);
    }

    @Test
    void aHostThatIsNeverQuietIsSaid() throws Exception {
        assertThat(window(Duration.ZERO, 7, 0)).isEqualTo(new Window<>(1, Optional.of("steal 7.0 %")));
    }
}
