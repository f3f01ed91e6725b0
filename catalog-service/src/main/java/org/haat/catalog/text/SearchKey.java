package org.haat.catalog.text;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Folds what writers of Bengali, Hindi and English spell in more than one way, so that a search finds both spellings: NFC,
 * no joiners, no nukta, ASCII digits, short vowels, one sibilant, one dental nasal, no chandrabindu, lower case.
 */
public final class SearchKey {
    private static final String FROM = "\u09C0\u09C2\u09A3\u09B6\u09B7\u0940\u0942\u0936\u0937\u0901\u0981";
    private static final String TO = "\u09BF\u09C1\u09A8\u09B8\u09B8\u093F\u0941\u0938\u0938\u0902\u0982";
    private static final String DROPPED = "\u200C\u200D\u09BC\u093C\uFEFF";

    private SearchKey() {}

    /** Joins the texts with one blank. */
    public static String of(@Nullable String... texts) {
        StringBuilder key = new StringBuilder();
        for (String text : texts) {
            if (text != null && !text.isBlank()) {
                key.append(key.isEmpty() ? "" : " ").append(fold(text));
            }
        }
        return key.toString();
    }

    private static String fold(String text) {
        String plain = IndicDigits.toAscii(Normalizer.normalize(text, Normalizer.Form.NFC))
                .replace("\u09CE", "\u09A4\u09CD")
                .replace('\u00A0', ' ')
                .toLowerCase(Locale.ROOT);
        StringBuilder folded = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            int at = FROM.indexOf(c);
            if (at >= 0) {
                folded.append(TO.charAt(at));
            } else if (DROPPED.indexOf(c) < 0) {
                folded.append(c);
            }
        }
        return folded.toString().strip();
    }
}
