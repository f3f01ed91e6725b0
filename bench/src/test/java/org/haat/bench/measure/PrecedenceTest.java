package org.haat.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrecedenceTest {
    @TempDir
    Path proc;

    private Path autogroup(long pid) throws IOException {
        Path file = Files.createDirectories(proc.resolve(String.valueOf(pid))).resolve("autogroup");
        return Files.writeString(file, "/autogroup-7 nice 0\n");
    }

    @Test
    void whatWasStartedStepsBackAndNothingElseDoes() throws IOException {
        Path child = autogroup(11);
        Path stranger = autogroup(12);

        Precedence.take(proc, Stream.of(11L));

        assertThat(child).hasContent("10");
        assertThat(stranger).hasContent("/autogroup-7 nice 0\n");
    }

    @Test
    void aSystemWithoutSharesOfSessionsIsLeftAlone() {
        assertThatCode(() -> Precedence.take(proc, Stream.of(11L))).doesNotThrowAnyException();
        assertThat(proc).isEmptyDirectory();
    }
}
