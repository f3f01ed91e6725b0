package org.haat.catalog.producer;

import java.util.regex.Pattern;

/** The GST identification number: State, PAN, count, Z, check digit over the first fourteen. */
public final class Gstin {
    private static final Pattern FORM =
            Pattern.compile("(0[1-9]|[12][0-9]|3[0-8]|97)[A-Z]{3}[PCHFATBLJG][A-Z][0-9]{4}[A-Z][1-9A-Z]Z[0-9A-Z]");
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int BODY = 14;

    private Gstin() {}

    public static boolean hasForm(String gstin) {
        return FORM.matcher(gstin).matches();
    }

    /** Call it only for text that {@link #hasForm}. */
    public static boolean checks(String gstin) {
        return gstin.charAt(BODY) == checkDigit(gstin.substring(0, BODY));
    }

    public static String state(String gstin) {
        return gstin.substring(0, 2);
    }

    public static String pan(String gstin) {
        return gstin.substring(2, 12);
    }

    /** @param body the first fourteen characters */
    public static char checkDigit(String body) {
        int sum = 0;
        for (int i = 0; i < BODY; i++) {
            int product = ALPHABET.indexOf(body.charAt(i)) * (i % 2 == 0 ? 1 : 2);
            sum += product / 36 + product % 36;
        }
        // The outer remainder matters when the sum is a multiple of 36.
        return ALPHABET.charAt((36 - sum % 36) % 36);
    }
}
