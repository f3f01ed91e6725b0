package org.haat.channelsync.channel.amazon;

import java.math.BigDecimal;
import java.util.Currency;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.http.ChannelJson;
import org.haat.event.Money;

/** Money between minor units and Amazon's decimals, exact in both directions, in any currency. */
final class ExactMoney {
    private ExactMoney() {}

    static BigDecimal decimal(Money money) {
        return BigDecimal.valueOf(money.minor(), digits(money.currency()));
    }

    /** @throws ChannelException of kind {@code PROTOCOL} when it is no amount of that currency */
    static Money exact(org.haat.channelsync.channel.amazon.wire.Money money, String where) {
        String amount = ChannelJson.required(money.amount(), where + ".amount");
        String currency = ChannelJson.required(money.currencyCode(), where + ".currencyCode");
        try {
            BigDecimal minor = new BigDecimal(amount).movePointRight(digits(currency));
            return new Money(minor.longValueExact(), currency);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ChannelException(
                    FailureKind.PROTOCOL, where + " is not an exact amount of " + currency, "AMOUNT", null, e);
        }
    }

    private static int digits(String currency) {
        return Currency.getInstance(currency).getDefaultFractionDigits();
    }
}
