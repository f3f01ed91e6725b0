package org.haat.channelsync.console;

import org.haat.channelsync.adoption.There;
import org.haat.channelsync.adoption.ThereView;
import org.haat.channelsync.adoption.ThereView.Suggestion;
import org.haat.event.Money;
import org.haat.look.Figures;
import org.haat.look.Language;
import org.jspecify.annotations.Nullable;

/**
 * A listing on the channel that is not in our catalogue, as a person reads it.
 *
 * @param shown price and stock there
 * @param then price and stock after linking it to what is suggested
 */
record ThereLine(There there, String shown, @Nullable Suggestion suggestion, String then) {
    private static final String UNKNOWN = "–";

    static ThereLine of(ThereView.Line line, Language language) {
        There there = line.there();
        Suggestion suggestion = line.suggestion();
        return new ThereLine(
                there,
                words(there.price(), there.quantity(), language),
                suggestion,
                suggestion == null ? "" : words(suggestion.price(), suggestion.quantity(), language));
    }

    private static String words(@Nullable Money price, @Nullable Integer quantity, Language language) {
        return (price == null ? UNKNOWN : Amount.of(price.minor(), price.currency(), language)) + " · "
                + (quantity == null ? UNKNOWN : Figures.number(language, quantity));
    }
}
