package org.haat.channelsync.channel.csvdrop;

import java.text.Normalizer;

/** Text that is fit for a cell: no spreadsheet runs it as a formula, and it stays on its line. */
final class SafeCell {
    private static final String DANGEROUS = "=+-@\t\r\n\0";

    private SafeCell() {}

    static boolean isHarmless(String text) {
        return text.isEmpty() || DANGEROUS.indexOf(text.charAt(0)) < 0;
    }

    /** One line, composed; with an apostrophe in front where a spreadsheet would calculate. */
    static String of(String text) {
        String line = Normalizer.normalize(text, Normalizer.Form.NFC).replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
        String bare = line.strip();
        return isHarmless(bare) ? bare : "'" + bare;
    }

    /** A cell as somebody meant it: without blanks around it and without the apostrophe of {@link #of}. */
    static String unwrapped(String cell) {
        String text = Normalizer.normalize(cell.strip(), Normalizer.Form.NFC);
        boolean wrapped = text.startsWith("'") && !isHarmless(text.substring(1));
        return wrapped ? text.substring(1) : text;
    }
}
