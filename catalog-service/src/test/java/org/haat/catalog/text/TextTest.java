package org.haat.catalog.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
    @ParameterizedTest
    @CsvSource({"১২৩৪৫৬৭৮৯০,1234567890", "१२३४५६७८९०,1234567890", "P০৪-a,P04-a", "plain,plain"})
    void indicDigitsBecomeAscii(String typed, String ascii) {
        assertThat(IndicDigits.toAscii(typed)).isEqualTo(ascii);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,29,900.00", "129.999", "-5", "1e3", "", " 12", "₹12", "12.", "1234567890123"})
    void whatIsNoPlainAmountIsRefused(String typed) {
        assertThat(Rupees.toPaise(typed)).isEqualTo(OptionalLong.empty());
    }

    @Property
    void amountsSurviveWritingAndReading(@ForAll @LongRange(max = 99_999_999_999_99L) long paise) {
        String plain = Rupees.format(paise).replace("₹", "").replace(",", "");
        assertThat(Rupees.toPaise(plain)).hasValue(paise);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"262501|₹2,625.01", "12345678950|₹12,34,56,789.50", "5|₹0.05", "10000000|₹1,00,000.00"})
    void amountsAreGroupedTheIndianWay(long paise, String shown) {
        assertThat(Rupees.format(paise)).isEqualTo(shown);
    }

    @Test
    void spellingsOfOneWordShareAKey() {
        assertThat(SearchKey.of("শাড়ি")).isEqualTo(SearchKey.of("শাড়ি"));
        assertThat(SearchKey.of("শাড়ী")).isEqualTo(SearchKey.of("শাড়ি"));
        assertThat(SearchKey.of("ব্লু")).isEqualTo(SearchKey.of("ব্লূ"));
        assertThat(SearchKey.of("ब्ल्यू पॉटरी")).isEqualTo(SearchKey.of("ब्ल्यु पॉटरी"));

        assertThat(SearchKey.of("Baluchari  ", null, "SAREE")).isEqualTo("baluchari saree");
    }

    @Test
    void fieldsDoNotRunTogetherInAHash() {
        assertThat(new ContentHash().add("ab", "c").bytes())
                .isNotEqualTo(new ContentHash().add("a", "bc").bytes());
        assertThat(new ContentHash().add("a", null).bytes())
                .isNotEqualTo(new ContentHash().add("a", "").bytes());
    }
}
