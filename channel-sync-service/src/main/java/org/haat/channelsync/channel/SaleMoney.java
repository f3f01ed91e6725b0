package org.haat.channelsync.channel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Optional;
import org.haat.event.Money;
import org.jspecify.annotations.Nullable;

/**
 * The money that an account sells in, and how a price in another becomes it.
 *
 * @param currency ISO 4217
 * @param exchange null when the account has no rate in force: then only prices in {@code currency} can go
 */
public record SaleMoney(String currency, @Nullable Exchange exchange) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /**
     * A rate that a person entered.
     *
     * @param from ISO 4217, the money of the catalogue
     * @param rate units of {@code from} for one unit of the account's money
     * @param on the day it was taken
     * @param marginPercent added, for the rate's moves and the cost of sending abroad
     * @param stepMinor prices are whole multiples of it, in minor units of the account's money
     */
    public record Exchange(String from, BigDecimal rate, LocalDate on, BigDecimal marginPercent, long stepMinor) {
        public Exchange {
            if (rate.signum() <= 0 || marginPercent.signum() < 0 || stepMinor < 1) {
                throw new IllegalArgumentException("A rate and a step are above zero, a margin is not below it");
            }
        }
    }

    /**
     * The price in this money: divided by the rate, with the margin, rounded up to the step, so that rounding never takes
     * from the maker. Exact until that one rounding.
     *
     * @return empty when there is no rate for the price's currency
     */
    public Optional<Money> of(Money price) {
        if (price.currency().equals(currency)) {
            return Optional.of(price);
        }
        Exchange by = exchange;
        if (by == null || !by.from().equals(price.currency())) {
            return Optional.empty();
        }
        BigDecimal amount = BigDecimal.valueOf(price.minor(), digits(by.from()))
                .movePointRight(digits(currency))
                .multiply(HUNDRED.add(by.marginPercent()));
        BigDecimal oneStep = by.rate().multiply(HUNDRED).multiply(BigDecimal.valueOf(by.stepMinor()));
        long steps = amount.divide(oneStep, 0, RoundingMode.CEILING).longValueExact();
        return Optional.of(new Money(Math.multiplyExact(steps, by.stepMinor()), currency));
    }

    private static int digits(String currency) {
        return Currency.getInstance(currency).getDefaultFractionDigits();
    }
}
