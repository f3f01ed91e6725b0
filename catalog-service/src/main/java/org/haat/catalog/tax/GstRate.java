package org.haat.catalog.tax;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One dated row of the tariff.
 *
 * @param hsnPrefix the rate holds for codes that begin so; the longest prefix wins
 * @param unitValuePaise the slab's edge: value of one piece before tax; null when the condition needs none
 * @param validTo last day, or null
 */
public record GstRate(
        String hsnPrefix,
        Condition condition,
        @Nullable Long unitValuePaise,
        int basisPoints,
        LocalDate validFrom,
        @Nullable LocalDate validTo) {

    /** When the row holds. */
    public enum Condition {
        ALWAYS,
        UNIT_VALUE_UP_TO,
        UNIT_VALUE_ABOVE,
        KHADI_CERTIFIED
    }

    boolean holdsOn(LocalDate date) {
        return !date.isBefore(validFrom) && (validTo == null || !date.isAfter(validTo));
    }

    /** The price with tax at which a value before tax of exactly {@code unitValuePaise} is sold. */
    long edgeWithTax() {
        long edge = unitValuePaise == null ? 0 : unitValuePaise;
        return edge + edge * basisPoints / 10_000;
    }
}
