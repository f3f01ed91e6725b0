package org.haat.channelsync.console;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haat.channelsync.audit.AuditView;
import org.haat.channelsync.audit.DriftKind;
import org.haat.look.Language;
import org.haat.look.Messages;

/**
 * A difference that an audit found, as a person reads it.
 *
 * @param wanted state in words, price in rupees, texts under the names of what they are, or the text as it is
 */
record DriftLine(AuditView.Line line, String wanted, String shown) {
    private static final Pattern PRICES = Pattern.compile("(\\d+\\.\\d\\d) / (\\d+\\.\\d\\d) ([A-Z]{3})");
    private static final Pattern ATTRIBUTE = Pattern.compile("(^| \\| )([a-z_]+)(?: ([a-z]{2})_[A-Z]{2})?: ");

    static DriftLine of(AuditView.Line line, Messages messages, Language language) {
        Matcher wanted = PRICES.matcher(line.wanted());
        Matcher shown = PRICES.matcher(line.shown());
        boolean both = wanted.matches() && shown.matches();
        boolean mrp = both && !wanted.group(2).equals(shown.group(2));
        if (both) {
            return new DriftLine(line, price(wanted, mrp, messages, language), price(shown, mrp, messages, language));
        }
        return line.kind() == DriftKind.CONTENT
                ? new DriftLine(line, named(line.wanted(), messages, language), named(line.shown(), messages, language))
                : new DriftLine(
                        line, words(line.wanted(), messages, language), words(line.shown(), messages, language));
    }

    /** The MRP only where it differs: where a channel does not show it, the one that it took stands in its place. */
    private static String price(Matcher prices, boolean mrp, Messages messages, Language language) {
        String price = amount(prices.group(1), prices.group(3), language);
        return mrp
                ? messages.text(language, "price_and_mrp", price, amount(prices.group(2), prices.group(3), language))
                : price;
    }

    /** Texts under the names that people give to a channel's attributes, with the language that a text is in. */
    private static String named(String texts, Messages messages, Language language) {
        PendingWords words = new PendingWords(messages, language);
        return ATTRIBUTE.matcher(texts).replaceAll(found -> {
            String tongue = found.group(3) == null
                    ? ""
                    : ", " + new Locale(found.group(3)).getDisplayLanguage(language.locale());
            return Matcher.quoteReplacement(found.group(1) + words.attribute(found.group(2)) + tongue + ": ");
        });
    }

    private static String words(String text, Messages messages, Language language) {
        return messages.textOf(language, "listing", text, text);
    }

    private static String amount(String number, String currency, Language language) {
        return Amount.of(new BigDecimal(number).unscaledValue().longValueExact(), currency, language);
    }
}
