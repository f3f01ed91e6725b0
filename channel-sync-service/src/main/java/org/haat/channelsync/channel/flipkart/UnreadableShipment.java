package org.haat.channelsync.channel.flipkart;

/** A shipment in a form we do not know; its message says which, without a person in it. */
final class UnreadableShipment extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableShipment(String reason) {
        super(reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
