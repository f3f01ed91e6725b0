package org.haat.order.tax;

/**
 * GST inside an inclusive price, in minor units, each amount rounded half up. Inside one State the two halves are equal
 * by construction, so that parts and taxable value always sum to the price.
 *
 * @param taxable value before tax
 */
public record TaxSplit(long taxable, long cgst, long sgst, long igst) {
    private static final int WHOLE = 10_000;

    /**
     * @param price inclusive of tax, not negative
     * @param rateBasisPoints 500 for 5 %
     */
    public static TaxSplit ofInclusive(long price, int rateBasisPoints, boolean sameState) {
        if (sameState) {
            long half = roundedShare(price, rateBasisPoints, 2L * (WHOLE + rateBasisPoints));
            return new TaxSplit(price - 2 * half, half, half, 0);
        }
        long tax = roundedShare(price, rateBasisPoints, (long) WHOLE + rateBasisPoints);
        return new TaxSplit(price - tax, 0, 0, tax);
    }

    /** Splits a tax that the channel already worked out. An odd paisa goes to the State's half. */
    public static TaxSplit ofKnown(long price, long tax, boolean sameState) {
        return sameState ? new TaxSplit(price - tax, tax / 2, tax - tax / 2, 0) : new TaxSplit(price - tax, 0, 0, tax);
    }

    private static long roundedShare(long price, int part, long whole) {
        return Math.floorDiv(Math.addExact(Math.multiplyExact(price, 2L * part), whole), 2 * whole);
    }
}
