package org.haat.catalog.security;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;

/** The language of an answer: the first that the caller accepts of English, Bengali and Hindi. */
public final class Languages {
    private static final List<String> KNOWN = List.of("en", "bn", "hi");

    private Languages() {}

    public static Locale of(HttpHeaders headers) {
        return headers.getAcceptableLanguages().stream()
                .filter(locale -> KNOWN.contains(locale.getLanguage()))
                .findFirst()
                .map(locale -> Locale.forLanguageTag(locale.getLanguage()))
                .orElse(Locale.ENGLISH);
    }
}
