package org.haat.order.order;

/** Whether the catalogue holds goods for a line. */
public enum Reservation {
    /** None is asked for: the channel holds the goods, or nothing is left to send. */
    NONE,
    /** Asked for; the catalogue has not answered. */
    ASKED,
    GRANTED,
    /** The stock had run out. */
    SHORT
}
