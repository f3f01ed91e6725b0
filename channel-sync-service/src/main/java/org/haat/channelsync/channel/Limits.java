package org.haat.channelsync.channel;

/**
 * How many lines one call may carry, per facet.
 *
 * @param listingBatch lines per call of {@link ListingSink}; a longer list is split by the channel itself
 * @param priceBatch lines per call of {@link PriceSink}
 * @param stockBatch lines per call of {@link StockSink}
 * @param readBatch SKUs per call of {@link ListingReader}
 */
public record Limits(int listingBatch, int priceBatch, int stockBatch, int readBatch) {}
