package org.haat.local.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.haat.local.StartRefused;
import org.junit.jupiter.api.Test;

class FaultTest {
    private static final Fault CRASH = new Fault("F2", "a crash", scene -> "");
    private static final Fault TWO = new Fault("F13 F25", "two replicas", scene -> "");
    private static final List<Fault> ALL = List.of(CRASH, TWO);

    @Test
    void withoutAWordEveryFaultIsRehearsed() {
        assertThat(Fault.chosen(ALL, List.of())).isEqualTo(ALL);
    }

    @Test
    void aFaultIsChosenByAnyOfItsNumbers() {
        assertThat(Fault.chosen(ALL, List.of("--only", "f25"))).containsExactly(TWO);
        assertThat(Fault.chosen(ALL, List.of("--only", "F13,F2"))).containsExactly(CRASH, TWO);
    }

    @Test
    void aNumberThatDoesNotExistIsNamedWithThoseThatDo() {
        for (List<String> words : List.of(List.of("--only", "F99"), List.of("--only"), List.of("--fast"))) {
            assertThatThrownBy(() -> Fault.chosen(ALL, words))
                    .as("%s", words)
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("F13, F2, F25");
        }
    }
}
