package org.haat.channelsync.channel.flipkart;

import java.util.regex.Pattern;

/** A shipment's id, like a UUID. What looks otherwise must not reach a URL. */
final class ShipmentId {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private ShipmentId() {}

    static boolean looksRight(String text) {
        return FORM.matcher(text).matches();
    }
}
