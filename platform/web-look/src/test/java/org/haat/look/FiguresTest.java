package org.haat.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static final Instant NEW_YEAR_OF_TAX = Instant.parse("2026-03-31T18:30:00Z");

    @Test
    void moneyIsGroupedTheIndianWayInEveryLanguage() {
        for (Language language : Language.values()) {
            assertThat(Figures.money(language, 12_345_600)).isEqualTo("₹1,23,456.00");
            assertThat(Figures.money(language, -5)).isEqualTo("−₹0.05");
            assertThat(Figures.number(language, 123_456_789)).isEqualTo("12,34,56,789");
        }
        assertThat(Figures.money(Language.EN, Long.MIN_VALUE)).startsWith("−₹92,23,37,20,36,85,47,758.08");
    }

    @Test
    void timesAreIndian() {
        assertThat(Figures.date(Language.EN, NEW_YEAR_OF_TAX)).isEqualTo("1 Apr 2026");
        assertThat(Figures.time(Language.EN, NEW_YEAR_OF_TAX)).isEqualTo("1 Apr 2026, 00:00");
        assertThat(Figures.date(Language.HI, NEW_YEAR_OF_TAX)).contains("अप्रैल");
    }

    @Test
    void distanceNamesThePastAndTheFuture() {
        assertThat(Figures.distance(Language.EN, NEW_YEAR_OF_TAX, NEW_YEAR_OF_TAX.plusSeconds(7200)))
                .isEqualTo("2 hours ago");
        assertThat(Figures.distance(Language.BN, NEW_YEAR_OF_TAX, NEW_YEAR_OF_TAX.minusSeconds(300)))
                .isEqualTo("5 মিনিটে");
    }

    @Test
    void durationsAreToldInTheTwoLargestUnits() {
        assertThat(Figures.duration(Language.EN, Duration.ofMillis(350))).isEqualTo("0.4 secs");
        assertThat(Figures.duration(Language.EN, Duration.ofSeconds(59))).isEqualTo("59 secs");
        assertThat(Figures.duration(Language.EN, Duration.ofSeconds(179))).matches("2 mins?,? 59 secs");
        assertThat(Figures.duration(Language.EN, Duration.ofMinutes(65))).matches("1 hr,? 5 mins?");
        assertThat(Figures.duration(Language.EN, Duration.ofHours(49))).matches("2 days,? 1 hr");
        assertThat(Figures.duration(Language.EN, Duration.ofHours(24))).isEqualTo("1 day");
        assertThat(Figures.duration(Language.HI, Duration.ofSeconds(12))).startsWith("12 ");
    }

    @Test
    void aWholeOfNothingIsNoPercent() {
        assertThat(Figures.percent(Language.EN, 5, 0)).isEqualTo("0%");
        assertThat(Figures.percent(Language.EN, 1, 4)).isEqualTo("25%");
    }
}
