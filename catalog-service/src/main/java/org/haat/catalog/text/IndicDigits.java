package org.haat.catalog.text;

/** Bengali and Devanagari digits become ASCII at the edge; identifiers and amounts inside are ASCII only. */
public final class IndicDigits {
    private IndicDigits() {}

    public static String toAscii(String text) {
        StringBuilder ascii = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int digit = digit(c);
            if (digit >= 0) {
                ascii = ascii == null ? new StringBuilder(text) : ascii;
                ascii.setCharAt(i, (char) ('0' + digit));
            }
        }
        return ascii == null ? text : ascii.toString();
    }

    private static int digit(char c) {
        if (c >= '\u09E6' && c <= '\u09EF') {
            return c - '\u09E6';
        }
        return c >= '\u0966' && c <= '\u096F' ? c - '\u0966' : -1;
    }
}
