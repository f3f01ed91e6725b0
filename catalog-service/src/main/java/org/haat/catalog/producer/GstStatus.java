package org.haat.catalog.producer;

/** How a producer stands under GST; decides where it may sell. */
public enum GstStatus {
    REGULAR,
    /** Section 10: may not sell to another State. */
    COMPOSITION,
    /** Unregistered with an enrolment number: one State only through a marketplace (Notif. 34/2023). */
    ENROLLED,
    /** Unregistered without an enrolment number: no marketplace. */
    UNREGISTERED
}
