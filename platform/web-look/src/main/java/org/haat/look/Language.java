package org.haat.look;

import com.ibm.icu.util.ULocale;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A language of the console. Figures stand in European digits in all three, so that a number can be compared with a bill
 * or typed into a marketplace as it stands.
 */
public enum Language {
    EN("en", "English", "En", "en_IN"),
    BN("bn", "বাংলা", "বাং", "bn_IN@numbers=latn"),
    HI("hi", "हिन्दी", "हिं", "hi_IN@numbers=latn");

    private final String tag;
    private final String ownName;
    private final String shortName;
    private final ULocale formats;

    Language(String tag, String ownName, String shortName, String formats) {
        this.tag = tag;
        this.ownName = ownName;
        this.shortName = shortName;
        this.formats = new ULocale(formats);
    }

    /** {@code en}, {@code bn} or {@code hi}: cookie value, file suffix and {@code lang} attribute. */
    public String tag() {
        return tag;
    }

    /** The language's name in itself. */
    public String ownName() {
        return ownName;
    }

    /** The name in two or three letters, for a narrow screen. */
    public String shortName() {
        return shortName;
    }

    public Locale locale() {
        return Locale.forLanguageTag(tag);
    }

    ULocale formats() {
        return formats;
    }

    /** The language of a tag such as {@code bn} or {@code bn-IN}; English when it is none of ours. */
    public static Language of(@Nullable String tag) {
        String wanted = tag == null ? "" : tag.strip().toLowerCase(Locale.ROOT);
        for (Language language : values()) {
            if (wanted.equals(language.tag) || wanted.startsWith(language.tag + '-')) {
                return language;
            }
        }
        return EN;
    }

    /** The person's own choice first, then what the browser asks for. */
    public static Language choose(@Nullable String chosen, @Nullable String acceptLanguage) {
        if (chosen != null && !chosen.isBlank()) {
            return of(chosen);
        }
        return acceptLanguage == null || acceptLanguage.length() > 200 ? EN : preferred(acceptLanguage);
    }

    private static Language preferred(String acceptLanguage) {
        try {
            List<Locale> ours = List.of(EN.locale(), BN.locale(), HI.locale());
            Locale best = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), ours);
            return best == null ? EN : of(best.getLanguage());
        } catch (IllegalArgumentException malformed) {
            return EN;
        }
    }
}
