package org.haat.look;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LanguageTest {
    @Test
    void ownChoiceComesBeforeTheBrowsers() {
        assertThat(Language.choose("hi", "bn-IN,bn;q=0.9")).isEqualTo(Language.HI);
        assertThat(Language.choose(null, "bn-IN,bn;q=0.9,en;q=0.5")).isEqualTo(Language.BN);
    }

    @Test
    void whatIsNotOursIsEnglish() {
        assertThat(Language.choose("fr", null)).isEqualTo(Language.EN);
        assertThat(Language.choose(null, "fr-FR")).isEqualTo(Language.EN);
        assertThat(Language.choose(null, ";;;q=x")).isEqualTo(Language.EN);
        assertThat(Language.choose(null, "x".repeat(5000))).isEqualTo(Language.EN);
        assertThat(Language.of("bnx")).isEqualTo(Language.EN);
    }
}
