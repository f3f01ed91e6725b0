package org.haat.channelsync.channel.flipkart;

import java.util.regex.Pattern;

/** Flipkart's serial number of a catalogue product: 13 to 16 letters and digits. */
final class Fsn {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9]{13,16}");

    private Fsn() {}

    static boolean looksRight(String text) {
        return FORM.matcher(text).matches();
    }
}
