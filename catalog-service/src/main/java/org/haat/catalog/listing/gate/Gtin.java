package org.haat.catalog.listing.gate;

import java.util.regex.Pattern;

/** GTIN-8, -12, -13 and -14 with their check digit. */
public final class Gtin {
    private static final Pattern FORM = Pattern.compile("[0-9]{8}|[0-9]{12,14}");

    private Gtin() {}

    public static boolean checks(String gtin) {
        if (!FORM.matcher(gtin).matches()) {
            return false;
        }
        int sum = 0;
        for (int i = gtin.length() - 2, weight = 3; i >= 0; i--, weight = 4 - weight) {
            sum += weight * (gtin.charAt(i) - '0');
        }
        return (10 - sum % 10) % 10 == gtin.charAt(gtin.length() - 1) - '0';
    }
}
