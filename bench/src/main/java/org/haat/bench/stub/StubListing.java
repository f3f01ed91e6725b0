package org.haat.bench.stub;

/** A listing as the stub shows it. Prices in paise. */
public record StubListing(long mrp, long price, int quantity) {
    StubListing price(long other) {
        return new StubListing(mrp, other, quantity);
    }

    StubListing quantity(int other) {
        return new StubListing(mrp, price, other);
    }
}
