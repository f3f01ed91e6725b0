package org.haat.order.tax;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaxSplitTest {
    @ParameterizedTest
    @CsvSource({
        "249900, 500, 5950, 238000, 11900, 238000",
        "129900, 500, 3093, 123714, 6186, 123714",
        "99900, 500, 2379, 95142, 4757, 95143",
        "45000, 500, 1071, 42858, 2143, 42857",
        "349900, 1800, 26687, 296526, 53375, 296525",
        "185000, 300, 2694, 179612, 5388, 179612"
    })
    void workedExamples(long price, int rate, long half, long taxableInside, long igst, long taxableOutside) {
        TaxSplit inside = TaxSplit.ofInclusive(price, rate, true);
        TaxSplit outside = TaxSplit.ofInclusive(price, rate, false);

        assertThat(inside).isEqualTo(new TaxSplit(taxableInside, half, half, 0));
        assertThat(outside).isEqualTo(new TaxSplit(taxableOutside, 0, 0, igst));
    }

    @Property
    void partsSumToThePriceAndNeverExceedTheTrueTaxByMoreThanAPaisa(
            @ForAll @LongRange(min = 0, max = 10_000_000_000L) long price,
            @ForAll @IntRange(min = 0, max = 4_000) int rate,
            @ForAll boolean sameState) {
        TaxSplit split = TaxSplit.ofInclusive(price, rate, sameState);

        assertThat(split.taxable() + split.cgst() + split.sgst() + split.igst()).isEqualTo(price);
        assertThat(split.taxable()).isBetween(0L, price);
        assertThat(split.cgst()).isEqualTo(split.sgst());
        double exact = (double) price * rate / (10_000 + rate);
        assertThat((double) (split.cgst() + split.sgst() + split.igst()) - exact)
                .isBetween(-1.001, 1.001);
    }

    @Property
    void taxThatTheChannelKnowsIsKeptWhole(
            @ForAll @LongRange(min = 0, max = 10_000_000) long price,
            @ForAll @IntRange(min = 0, max = 100) int percent,
            @ForAll boolean sameState) {
        long tax = price * percent / 100;
        TaxSplit split = TaxSplit.ofKnown(price, tax, sameState);

        assertThat(split.cgst() + split.sgst() + split.igst()).isEqualTo(tax);
        assertThat(split.taxable()).isEqualTo(price - tax);
        assertThat(Math.abs(split.cgst() - split.sgst())).isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"19, WB", "08, RJ", "05, UK", "37, AP"})
    void gstCodesHaveTheirStates(String gst, String iso) {
        assertThat(GstStates.isoOf(gst)).contains(iso);
    }

    @ParameterizedTest
    @CsvSource({"UT, UK", "UK, UK", "CT, CG", "OR, OD", "TG, TS", "WB, WB"})
    void codesBeforeAndAfterTheChangeAreOneState(String given, String today) {
        assertThat(GstStates.canonical(given)).contains(today);
    }

    @ParameterizedTest
    @CsvSource({"25", "28", "99", "''"})
    void retiredCodesAreNoStates(String gst) {
        assertThat(GstStates.isoOf(gst)).isEmpty();
    }
}
