package org.haat.channelsync.channel.flipkart;

/** Keeps a spreadsheet from running a cell as a formula: such a cell gets an apostrophe in front, and loses it on return. */
final class SpreadsheetCell {
    private static final String DANGEROUS = "=+-@\t\r\n\0";

    private SpreadsheetCell() {}

    static String safe(String text) {
        return isDangerous(text) ? "'" + text : text;
    }

    /** The text without our apostrophe and without blanks around it. */
    static String unwrapped(String cell) {
        String text = cell.strip();
        return text.startsWith("'") && isDangerous(text.substring(1)) ? text.substring(1) : text;
    }

    private static boolean isDangerous(String text) {
        return !text.isEmpty() && DANGEROUS.indexOf(text.charAt(0)) >= 0;
    }
}
