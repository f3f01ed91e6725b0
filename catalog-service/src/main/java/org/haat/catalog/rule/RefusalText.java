package org.haat.catalog.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** Says a refusal in English, Bengali or Hindi; a text that a language lacks is said in English. */
public final class RefusalText {
    private static final String BUNDLE = "org.haat.catalog.rule.refusals";
    static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private RefusalText() {}

    public static String message(Refusal refusal, Locale locale) {
        return text(refusal.rule() + ".message", refusal, locale);
    }

    public static String remedy(Refusal refusal, Locale locale) {
        return text(refusal.rule() + ".remedy", refusal, locale);
    }

    private static String text(String key, Refusal refusal, Locale locale) {
        ResourceBundle bundle = ResourceBundle.getBundle(BUNDLE, locale, NO_FALLBACK);
        String text = bundle.containsKey(key) ? bundle.getString(key) : key;
        List<String> arguments = new ArrayList<>();
        arguments.add(refusal.value() == null ? "" : refusal.value());
        arguments.add(refusal.field());
        refusal.arguments().forEach(argument -> arguments.add(ChannelName.of(argument, locale)));
        for (int i = 0; i < arguments.size(); i++) {
            text = text.replace("{" + i + "}", arguments.get(i));
        }
        return text;
    }
}
