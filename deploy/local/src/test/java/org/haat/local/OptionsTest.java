package org.haat.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @Test
    void everyOptionIsRead() {
        Options options = Options.parse(List.of(
                "demo", "--once", "--fast", "--skus", "200", "--orders", "7", "--data", "kept", "--port", "9000"));

        assertThat(options.demo()).isTrue();
        assertThat(options.once()).isTrue();
        assertThat(options.pace()).isEqualTo(Pace.FAST);
        assertThat(options.skus()).isEqualTo(200);
        assertThat(options.orders()).isEqualTo(7);
        assertThat(options.data()).contains(Path.of("kept"));
        assertThat(options.port()).isEqualTo(OptionalInt.of(9000));
    }

    @Test
    void paceIsATenthUnlessAnotherIsAskedFor() {
        assertThat(Options.parse(List.of("demo")).pace()).isEqualTo(Pace.SHORT);
        assertThat(Options.parse(List.of("demo", "--real")).pace()).isEqualTo(Pace.REAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--skus",
                "--skus x",
                "--skus 0",
                "--skus -1",
                "--skus 100001",
                "--orders -1",
                "--port 70000",
                "--data",
                "--data --once",
                "--nonsense"
            })
    void wrongOptionIsNamed(String words) {
        List<String> arguments = new java.util.ArrayList<>(List.of("up"));
        arguments.addAll(List.of(words.split(" ")));

        assertThatThrownBy(() -> Options.parse(arguments))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(words.split(" ")[0]);
    }
}
