package org.haat.event;

/**
 * An amount in the minor unit of its currency (paise for INR), as ISO 4217 code.
 *
 * @param minor minor units; may be negative for a refund
 */
public record Money(long minor, String currency) {
    public static Money inr(long paise) {
        return new Money(paise, "INR");
    }

    /** @throws IllegalArgumentException if the currencies differ; {@link ArithmeticException} on overflow */
    public Money plus(Money other) {
        requireSameCurrency(other);
        return new Money(Math.addExact(minor, other.minor), currency);
    }

    public Money times(int quantity) {
        return new Money(Math.multiplyExact(minor, (long) quantity), currency);
    }

    private void requireSameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("Cannot add " + other.currency + " to " + currency);
        }
    }
}
