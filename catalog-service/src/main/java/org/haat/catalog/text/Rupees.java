package org.haat.catalog.text;

import java.math.BigDecimal;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Amounts as people write and read them: {@code 1850.00} in files, ₹1,23,456.00 on a page. Inside they are paise. */
public final class Rupees {
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,2})?");

    private Rupees() {}

    /** Empty when the text is no plain amount with at most two decimals; grouping commas are not guessed at. */
    public static OptionalLong toPaise(String text) {
        return AMOUNT.matcher(text).matches()
                ? OptionalLong.of(new BigDecimal(text).movePointRight(2).longValueExact())
                : OptionalLong.empty();
    }

    /** With Indian grouping; the JDK groups en-IN by thousands. */
    public static String format(long paise) {
        String rupees = Long.toString(Math.abs(paise) / 100);
        StringBuilder grouped = new StringBuilder(rupees);
        for (int at = rupees.length() - 3; at > 0; at -= 2) {
            grouped.insert(at, ',');
        }
        long rest = Math.abs(paise) % 100;
        return (paise < 0 ? "-₹" : "₹") + grouped + '.' + (rest < 10 ? "0" : "") + rest;
    }
}
