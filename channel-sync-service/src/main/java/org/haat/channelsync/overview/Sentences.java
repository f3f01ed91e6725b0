package org.haat.channelsync.overview;

import java.text.MessageFormat;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.haat.look.Figures;
import org.haat.look.Language;

/** Sentences for people in English, Bengali and Hindi, with figures and times as pages write them. */
final class Sentences {
    private static final List<Locale> LANGUAGES =
            List.of(Locale.ENGLISH, Locale.forLanguageTag("bn"), Locale.forLanguageTag("hi"));
    private final ResourceBundle bundle;
    private final Locale locale;

    private Sentences(Locale locale) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle(
                "org.haat.channelsync.overview.explain",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** The best language of an {@code Accept-Language} header; English when none fits or it is no such header. */
    static Sentences forHeader(String acceptLanguage) {
        try {
            Locale best = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), LANGUAGES);
            return new Sentences(best == null ? Locale.ENGLISH : best);
        } catch (IllegalArgumentException e) {
            return new Sentences(Locale.ENGLISH);
        }
    }

    String language() {
        return locale.getLanguage();
    }

    Explanation.Step step(String key, Object... arguments) {
        return new Explanation.Step(key, say(key, arguments));
    }

    String say(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), locale).format(texts(arguments));
    }

    /** A word if there is one for the key, else the word itself. */
    String word(String key, String otherwise) {
        try {
            return bundle.getString(key);
        } catch (MissingResourceException e) {
            return otherwise;
        }
    }

    /** One of the texts that say the same in several languages. */
    String of(Map<String, String> texts, String otherwise) {
        String english = texts.getOrDefault(Locale.ENGLISH.getLanguage(), otherwise);
        return texts.getOrDefault(locale.getLanguage(), english);
    }

    private Object[] texts(Object... arguments) {
        Object[] texts = new Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            texts[i] = text(arguments[i]);
        }
        return texts;
    }

    private String text(Object argument) {
        Language language = Language.of(language());
        if (argument instanceof Instant time) {
            return Figures.time(language, time);
        }
        return argument instanceof Number number ? Figures.number(language, number) : String.valueOf(argument);
    }
}
