package org.haat.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.haat.bench.figure.Length;
import org.haat.local.StartRefused;
import org.junit.jupiter.api.Test;

class BenchOptionsTest {
    @Test
    void everythingInFullUnlessAskedOtherwise() {
        BenchOptions options = BenchOptions.parse(List.of("sync"));

        assertThat(options.length()).isEqualTo(Length.FULL);
        assertThat(options.wants("B19")).isTrue();
        assertThat(options.data()).isEmpty();
    }

    @Test
    void aFewFiguresAndAShortRun() {
        BenchOptions options = BenchOptions.parse(List.of("sync", "--short", "--only", "b9,B10"));

        assertThat(options.length()).isEqualTo(Length.SHORT);
        assertThat(options.wants("B9")).isTrue();
        assertThat(options.wants("B10")).isTrue();
        assertThat(options.wants("B7")).isFalse();
    }

    @Test
    void whatIsNotUnderstoodIsNamed() {
        assertThatThrownBy(() -> BenchOptions.parse(List.of())).isInstanceOf(StartRefused.class);
        assertThatThrownBy(() -> BenchOptions.parse(List.of("sync", "--fast"))).hasMessageContaining("--fast");
        assertThatThrownBy(() -> BenchOptions.parse(List.of("sync", "--only", "all")))
                .hasMessageContaining("--only");
        assertThatThrownBy(() -> BenchOptions.parse(List.of("sync", "--data", "--short")))
                .hasMessageContaining("--data");
    }
}
