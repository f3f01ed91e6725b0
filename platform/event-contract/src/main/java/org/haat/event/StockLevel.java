package org.haat.event;

/**
 * What may be sold of one SKU now, over all of the agency's locations, reservations already taken off. Always the
 * absolute number, never a difference.
 *
 * @param version grows with each change of this SKU's stock; independent of the listing's version
 * @param availableToSell whole pieces, never negative
 */
public record StockLevel(String agency, String sku, long version, int availableToSell) {}
