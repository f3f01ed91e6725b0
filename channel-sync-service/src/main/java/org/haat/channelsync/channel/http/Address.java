package org.haat.channelsync.channel.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Builds a URL from a base, path segments and query parameters, each percent-encoded by RFC 3986 ({@code %20}, not +). */
public final class Address {
    private static final String UNRESERVED = "-._~";
    private final String text;
    private final boolean hasQuery;

    private Address(String text, boolean hasQuery) {
        this.text = text;
        this.hasQuery = hasQuery;
    }

    public static Address of(String baseUrl) {
        return new Address(baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl, false);
    }

    /** Adds segments; a slash inside one is encoded. */
    public Address path(String... segments) {
        StringBuilder longer = new StringBuilder(text);
        for (String segment : segments) {
            longer.append('/').append(encode(segment));
        }
        return new Address(longer.toString(), hasQuery);
    }

    public Address query(String name, String value) {
        return new Address(text + (hasQuery ? '&' : '?') + encode(name) + '=' + encode(value), true);
    }

    public URI uri() {
        return URI.create(text);
    }

    static String encode(String raw) {
        StringBuilder encoded = new StringBuilder(raw.length() + 8);
        for (byte b : raw.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 128 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", b & 0xff));
            }
        }
        return encoded.toString();
    }
}
