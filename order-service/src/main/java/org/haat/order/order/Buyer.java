package org.haat.order.order;

import org.jspecify.annotations.Nullable;

/** A buyer's personal data in the clear: made only to be shown, never stored, never logged. */
public record Buyer(
        @Nullable String name,
        @Nullable String addressLine1,
        @Nullable String addressLine2,
        @Nullable String city,
        @Nullable String phone,
        @Nullable String email) {
    private static final String DOTS = "••••";

    /** Enough to recognise an order by, not enough to find a person: a first letter, the city, two digits. */
    public Buyer masked() {
        return new Buyer(
                name == null ? null : firstLetter(name) + DOTS,
                addressLine1 == null ? null : DOTS,
                addressLine2 == null ? null : DOTS,
                city,
                phone == null ? null : DOTS + (phone.length() > 4 ? phone.substring(phone.length() - 2) : ""),
                email == null ? null : DOTS);
    }

    private static String firstLetter(String text) {
        return text.isEmpty() ? "" : text.substring(0, text.offsetByCodePoints(0, 1));
    }

    /** Names no data. */
    @Override
    public String toString() {
        return "Buyer";
    }
}
