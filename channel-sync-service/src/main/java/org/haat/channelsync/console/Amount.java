package org.haat.channelsync.console;

import java.math.BigDecimal;
import org.haat.look.Figures;
import org.haat.look.Language;

/** A price as a person reads it: rupees as everywhere else, other currencies by their code. */
final class Amount {
    private Amount() {}

    /** @param minor hundredths of the currency */
    static String of(long minor, String currency, Language language) {
        return currency.equals("INR")
                ? Figures.money(language, minor)
                : Figures.number(language, BigDecimal.valueOf(minor, 2)) + ' ' + currency;
    }
}
