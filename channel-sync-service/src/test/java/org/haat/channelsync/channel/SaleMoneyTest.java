package org.haat.channelsync.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.haat.channelsync.channel.SaleMoney.Exchange;
import org.haat.event.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaleMoneyTest {
    private static SaleMoney money(String currency, String rate, String margin, long step) {
        return new SaleMoney(
                currency,
                new Exchange("INR", new BigDecimal(rate), LocalDate.of(2026, 11, 20), new BigDecimal(margin), step));
    }

    @ParameterizedTest
    @CsvSource({
        "USD, 199950, 80,    0,    1,  2500", // 1999.50 / 80 = 24.99375, rounded up
        "USD, 200000, 80,    0,    1,  2500",
        "USD, 200000, 80,    10,   1,  2750",
        "USD, 200001, 80,    0,    1,  2501",
        "USD, 200001, 80,    0,    50, 2550",
        "GBP, 199950, 111.37, 12.5, 1, 2020",
        "AED, 199950, 24.03, 0,    100, 8400",
        "JPY, 199950, 0.57,  0,    1,  3508", // a currency without hundredths
        "KWD, 199950, 287.3, 0,    1,  6960" // and one with thousandths
    })
    void priceIsDividedByTheRateAndRoundedUpToTheStep(
            String currency, long paise, String rate, String margin, long step, long minor) {
        assertThat(money(currency, rate, margin, step).of(Money.inr(paise))).contains(new Money(minor, currency));
    }

    @Property(tries = 500)
    void roundingNeverTakesFromTheMakerAndNeverAddsAWholeStep(
            @ForAll @LongRange(min = 1, max = 100_000_000) long paise,
            @ForAll @LongRange(min = 1, max = 500) long step) {
        BigDecimal rate = new BigDecimal("88.2537");
        long minor = money("USD", "88.2537", "7.5", step)
                .of(Money.inr(paise))
                .orElseThrow()
                .minor();

        BigDecimal exactTimesRate = BigDecimal.valueOf(paise).multiply(new BigDecimal("1.075"));
        assertThat(BigDecimal.valueOf(minor).multiply(rate)).isGreaterThanOrEqualTo(exactTimesRate);
        assertThat(BigDecimal.valueOf(minor - step).multiply(rate)).isLessThan(exactTimesRate);
        assertThat(minor % step).isZero();
    }

    @Test
    void priceInTheAccountsMoneyGoesAsItIsAndOneWithoutARateDoesNot() {
        SaleMoney without = new SaleMoney("USD", null);

        assertThat(without.of(new Money(1_999, "USD"))).contains(new Money(1_999, "USD"));
        assertThat(without.of(Money.inr(100))).isEmpty();
        assertThat(money("USD", "80", "0", 1).of(new Money(100, "EUR"))).isEmpty();
    }

    @Test
    void rateThatIsNoneIsRefused() {
        assertThatThrownBy(() -> money("USD", "0", "0", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> money("USD", "80", "-1", 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
