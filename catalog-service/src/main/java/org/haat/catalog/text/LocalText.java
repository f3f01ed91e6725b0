package org.haat.catalog.text;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One text in English and, where it was given, in Bengali and Hindi. Marketplaces get no machine translation. */
public record LocalText(
        @Nullable String en, @Nullable String bn, @Nullable String hi) {

    /** By BCP 47 language, only those that were given. */
    public Map<String, String> byLanguage() {
        Map<String, String> texts = new LinkedHashMap<>();
        put(texts, "en", en);
        put(texts, "bn", bn);
        put(texts, "hi", hi);
        return texts;
    }

    /** In the reader's language, or the English. */
    public String in(Locale locale) {
        Map<String, String> texts = byLanguage();
        String text = texts.get(locale.getLanguage());
        return text != null ? text : texts.getOrDefault("en", "");
    }

    public static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static void put(Map<String, String> texts, String language, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            texts.put(language, text);
        }
    }
}
