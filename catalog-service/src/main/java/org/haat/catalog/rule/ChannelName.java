package org.haat.catalog.rule;

import java.util.Locale;
import java.util.ResourceBundle;

/** A channel as people call it, in English, Bengali or Hindi; the pages call it the same. */
public final class ChannelName {
    private static final String BUNDLE = "org.haat.catalog.rule.channels";

    private ChannelName() {}

    /** One without a name is told by its id. */
    public static String of(String channel, Locale locale) {
        ResourceBundle names = ResourceBundle.getBundle(BUNDLE, locale, RefusalText.NO_FALLBACK);
        return names.containsKey(channel) ? names.getString(channel) : channel;
    }
}
