package org.haat.catalog.producer;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GstinTest {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String VALID = "19ZZZAS0001Q1ZQ";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "27AAPFU0939F1ZV",
                "19ZZZAS0001Q1ZQ",
                "19ZZZAB2417K1Z3",
                "19ZZZCT0420L2ZN",
                "08ZZZTR0815H1ZW",
                "08ZZZPM7733D1Z2",
                "07ZZZCN9090E1ZM",
                "19ZZZAS0088A1Z0"
            })
    void validNumbersCheck(String gstin) {
        assertThat(Gstin.hasForm(gstin)).isTrue();
        assertThat(Gstin.checks(gstin)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"19ZZZAS0001Q1ZP", "19ZZZAS0010Q1ZQ", "03AAJCR2207E1Z2"})
    void wrongCheckDigitsAreCaught(String gstin) {
        assertThat(Gstin.hasForm(gstin)).isTrue();
        assertThat(Gstin.checks(gstin)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "19zzzas0001q1zq", "19ZZZAS0001Q1Z", "39ZZZAS0001Q1ZQ", "00ZZZAS0001Q1ZQ", "19ZZZXS0001Q1ZQ"
            })
    void otherFormsAreRefused(String gstin) {
        assertThat(Gstin.hasForm(gstin)).isFalse();
    }

    @Property
    void everyMistypedCharacterIsCaught(@ForAll @IntRange(max = 13) int at, @ForAll @IntRange(max = 35) int typed) {
        char wrong = ALPHABET.charAt(typed);
        Assume.that(VALID.charAt(at) != wrong);
        String mistyped = VALID.substring(0, at) + wrong + VALID.substring(at + 1);
        assertThat(Gstin.hasForm(mistyped) && Gstin.checks(mistyped)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"19ZZZAS0001Q1ZQ"})
    void partsAreRead(String gstin) {
        assertThat(Gstin.state(gstin)).isEqualTo("19");
        assertThat(Gstin.pan(gstin)).isEqualTo("ZZZAS0001Q");
    }
}
