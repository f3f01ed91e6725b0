package org.haat.catalog.listing;

import java.util.Locale;
import java.util.ResourceBundle;
import org.haat.catalog.listing.Explain.Stand;
import org.haat.catalog.product.ProductState;
import org.haat.catalog.rule.ChannelName;

/** Says where a product stands, in English, Bengali or Hindi. */
final class StandText {
    private static final String BUNDLE = "org.haat.catalog.listing.stands";
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private StandText() {}

    static String ofStand(Stand stand, String channel, Locale locale) {
        return text("stand." + stand.name(), locale).replace("{0}", ChannelName.of(channel, locale));
    }

    static String ofState(ProductState state, Locale locale) {
        return text("state." + state.name(), locale);
    }

    private static String text(String key, Locale locale) {
        ResourceBundle bundle = ResourceBundle.getBundle(BUNDLE, locale, NO_FALLBACK);
        return bundle.getString(key);
    }
}
