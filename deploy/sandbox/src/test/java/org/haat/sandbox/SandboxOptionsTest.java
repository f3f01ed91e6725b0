package org.haat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxOptionsTest {
    @Test
    void optionsAreRead() {
        assertThat(SandboxOptions.parse(List.of("--port", "0", "--data", "x", "--speed", "0.01")))
                .isEqualTo(new SandboxOptions(0, Path.of("x"), 0.01));
    }

    @Test
    void nonsenseIsOneSentence() {
        for (List<String> args : List.of(
                List.of("--port"),
                List.of("--port", "x"),
                List.of("--port", "70000"),
                List.of("--speed", "0"),
                List.of("--loud", "1"))) {
            assertThatThrownBy(() -> SandboxOptions.parse(args))
                    .as(args.toString())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("usage:");
        }
    }

    @Test
    void takenPortIsOneSentence(@TempDir Path data) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            SandboxOptions options = new SandboxOptions(taken.getLocalPort(), data, 1);
            assertThatThrownBy(() -> Sandbox.start(options, Clock.systemUTC()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is taken");
        }
    }
}
