package org.haat.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.haat.testsupport.PageWords;
import org.junit.jupiter.api.Test;

class WordsTest {
    /** One page with a fault of each kind. */
    private static final Path SAMPLE = Path.of("../look-sample/src/test");

    private final PageWords words = new PageWords();

    @Test
    void everyWordStandsInThreeLanguages() {
        assertThat(words.untranslated()).isEmpty();
    }

    @Test
    void layoutSaysNothingWithoutAKey() {
        assertThat(words.faultsOfTemplates(Path.of("src/main/resources/templates")))
                .isEmpty();
    }

    @Test
    void everyProblemIsSaidWithWhatToDo() {
        assertThat(words.unsaidProblems(Path.of("../edge/src/main/java"), "Problem.java", "ProblemMappers.java"))
                .isEmpty();
        assertThat(words.unsaidProblems(Path.of("src/main/java"))).isEmpty();
        assertThat(Stream.of(
                                "bad-request",
                                "not-found",
                                "method-not-allowed",
                                "not-acceptable",
                                "too-large",
                                "unsupported-media-type")
                        .map(words::unsaidError))
                .allMatch(List::isEmpty);
    }

    @Test
    void aCodeWithoutWordsIsFound() {
        assertThat(words.unsaidProblems(SAMPLE.resolve("java")))
                .containsExactly(
                        "error_nobody_wrote_this",
                        "error_help_nobody_wrote_this",
                        "fault_nor_this",
                        "SamplePage.java makes a code of a value");
    }

    @Test
    void aLiteralWordAndAnUnknownKeyAreFound() {
        assertThat(words.faultsOfTemplates(SAMPLE.resolve("resources/templates")))
                .anyMatch(fault -> fault.contains("says without a key: Products"));
    }
}
