package org.haat.channelsync.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
                    White with red border, ' white  with RED border '
                    Warp & weft, Warp &amp; weft
                    5.5 m, 5.5\u00a0m
                    a \u201cfine\u201d saree, a \u201cfine\u201d saree
                    caf\u00e9, cafe\u0301
                    """)
    void wayInWhichAChannelWritesATextIsNoDifference(String sent, String shown) {
        assertThat(differences(List.of(sent), List.of(shown)).sent()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Cotton, Silk", "5.5 m, 5.5 cm", "Hand wash, Hand wash cold", "Saree, Sarees", "12, 1 2"})
    void anotherTextIsADifferenceInBothWords(String sent, String shown) {
        Texts.Told told = differences(List.of(sent), List.of(shown));
        assertThat(told).isEqualTo(new Texts.Told("color: " + sent, "color: " + shown));
    }

    @Test
    void orderOfValuesDoesNotCountAndTheirNumberDoes() {
        assertThat(differences(List.of("one", "two"), List.of("two", "one")).sent())
                .isEmpty();
        assertThat(differences(List.of("one", "two"), List.of("one")).shown()).isEqualTo("color: one");
    }

    @Test
    void whatOnlyOneSideNamesIsNotJudged() {
        assertThat(Texts.differences(
                                Map.of("color", List.of("Red")),
                                Map.of("size", List.of("L"), "color en_US", List.of("Blue")))
                        .sent())
                .isEmpty();
    }

    @Test
    void whatIsAboutAPersonIsNamedAndNotShown() {
        Texts.Told told = Texts.differences(
                Map.of("manufacturer_details", List.of("Mina Devi, Nadia 741101")),
                Map.of("manufacturer_details", List.of("Mina Devi, Surat 395001")));

        assertThat(told).isEqualTo(new Texts.Told("manufacturer_details: …", "manufacturer_details: …"));
    }

    @Test
    void ofALongTextThePlaceIsToldWhereItParts() {
        String begin = "It is woven by hand. ".repeat(30);
        Texts.Told told = differences(List.of(begin + "In Nadia."), List.of(begin + "In Surat."));
        assertThat(told.sent()).endsWith("In Nadia.").hasSizeLessThan(200);
        assertThat(told.shown()).endsWith("In Surat.").hasSizeLessThan(200);
    }

    private static Texts.Told differences(List<String> sent, List<String> shown) {
        return Texts.differences(Map.of("color", sent), Map.of("color", shown));
    }
}
