package org.haat.catalog.tax;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.haat.catalog.tax.GstRate.Condition;
import org.haat.catalog.tax.GstTariff.DeadBand;
import org.haat.catalog.tax.GstTariff.Rate;
import org.haat.catalog.tax.GstTariff.Unknown;
import org.junit.jupiter.api.Test;

class GstTariffTest {
    private static final LocalDate BEFORE = LocalDate.of(2025, 9, 21);
    private static final LocalDate AFTER = LocalDate.of(2025, 9, 22);
    private static final GstTariff TARIFF = new GstTariff(List.of(
            new GstRate("63", Condition.UNIT_VALUE_UP_TO, 100_000L, 500, LocalDate.of(2017, 7, 1), BEFORE),
            new GstRate("63", Condition.UNIT_VALUE_ABOVE, 100_000L, 1200, LocalDate.of(2017, 7, 1), BEFORE),
            new GstRate("63", Condition.UNIT_VALUE_UP_TO, 250_000L, 500, AFTER, null),
            new GstRate("63", Condition.UNIT_VALUE_ABOVE, 250_000L, 1800, AFTER, null),
            new GstRate("52", Condition.ALWAYS, null, 500, AFTER, null),
            new GstRate("52", Condition.KHADI_CERTIFIED, null, 0, AFTER, null),
            new GstRate("7117", Condition.ALWAYS, null, 300, AFTER, null),
            new GstRate("71171910", Condition.ALWAYS, null, 0, AFTER, null)));

    @Test
    void slabTurnsExactlyAtTheEdgesOfTheDeadBand() {
        assertThat(TARIFF.rateOf("63041910", 262_500, false, AFTER)).isEqualTo(new Rate(500));
        assertThat(TARIFF.rateOf("63041910", 262_501, false, AFTER)).isEqualTo(new DeadBand(262_501, 295_000));
        assertThat(TARIFF.rateOf("63041910", 295_000, false, AFTER)).isEqualTo(new DeadBand(262_501, 295_000));
        assertThat(TARIFF.rateOf("63041910", 295_001, false, AFTER)).isEqualTo(new Rate(1800));
    }

    @Test
    void theDayBeforeHasItsOwnSlabAndBand() {
        assertThat(TARIFF.rateOf("63041910", 105_000, false, BEFORE)).isEqualTo(new Rate(500));
        assertThat(TARIFF.rateOf("63041910", 105_001, false, BEFORE)).isEqualTo(new DeadBand(105_001, 112_000));
        assertThat(TARIFF.rateOf("63041910", 112_001, false, BEFORE)).isEqualTo(new Rate(1200));
    }

    @Test
    void fabricHasNoSlab() {
        assertThat(TARIFF.rateOf("52083121", 265_000, false, AFTER)).isEqualTo(new Rate(500));
    }

    @Test
    void khadiFabricIsNilOnlyFromCertifiedSellers() {
        assertThat(TARIFF.rateOf("52081190", 62_500, true, AFTER)).isEqualTo(new Rate(0));
        assertThat(TARIFF.rateOf("52081190", 62_500, false, AFTER)).isEqualTo(new Rate(500));
        assertThat(TARIFF.rateOf("63041910", 62_500, true, AFTER)).isEqualTo(new Rate(500));
    }

    @Test
    void longestPrefixWins() {
        assertThat(TARIFF.rateOf("71171910", 35_000, false, AFTER)).isEqualTo(new Rate(0));
        assertThat(TARIFF.rateOf("71171990", 35_000, false, AFTER)).isEqualTo(new Rate(300));
    }

    @Test
    void unknownCodeHasNoRate() {
        assertThat(TARIFF.rateOf("99999999", 100, false, AFTER)).isEqualTo(new Unknown());
        assertThat(TARIFF.rateOf("52083121", 100, false, BEFORE)).isEqualTo(new Unknown());
    }

    /** The band is right if the value before tax contradicts both slabs inside it, and neither outside. */
    @Property
    void everyPriceFitsOneSlabOrLiesInTheBand(@ForAll @LongRange(min = 1, max = 1_000_000) long price) {
        boolean fitsLow = price * 10_000 <= 250_000L * 10_500;
        boolean fitsHigh = price * 10_000 > 250_000L * 11_800;
        GstTariff.Answer answer = TARIFF.rateOf("63041910", price, false, AFTER);
        assertThat(answer instanceof DeadBand).isEqualTo(!fitsLow && !fitsHigh);
        assertThat(answer.equals(new Rate(500))).isEqualTo(fitsLow);
    }
}
