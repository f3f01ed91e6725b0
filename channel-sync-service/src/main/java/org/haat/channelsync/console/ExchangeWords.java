package org.haat.channelsync.console;

import org.haat.channelsync.channel.SaleMoney;
import org.haat.look.Figures;
import org.haat.look.Language;
import org.haat.look.Messages;

/** How an account makes its prices, for whoever looks at them. */
final class ExchangeWords {
    private ExchangeWords() {}

    static String of(SaleMoney money, Messages messages, Language language) {
        SaleMoney.Exchange by = money.exchange();
        return by == null
                ? messages.text(language, "price_exchange_none", money.currency())
                : messages.text(
                        language,
                        "price_exchange",
                        money.currency(),
                        Figures.number(language, by.rate()),
                        by.on().toString(),
                        Figures.number(language, by.marginPercent()));
    }
}
