package org.haat.sandbox.market;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who ends an order at the marketplace. */
public enum Canceller {
    BUYER,
    /** The marketplace itself: not paid, not handed over in time, the courier never came. */
    MARKETPLACE,
    /** The seller on the marketplace's own pages. */
    SELLER;

    public static Optional<Canceller> of(String word) {
        return Arrays.stream(values())
                .filter(one -> one.name().equalsIgnoreCase(word))
                .findFirst();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
