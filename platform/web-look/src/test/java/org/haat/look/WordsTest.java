package org.haat.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.haat.testsupport.PageWords;
import org.junit.jupiter.api.Test;

class WordsTest {
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
    void aLiteralWordAndAnUnknownKeyAreFound() {
        assertThat(words.faultsOfTemplates(Path.of("src/test/resources/templates")))
                .anyMatch(fault -> fault.contains("says without a key: Products"));
    }
}
