package org.haat.channelsync.channel;

/** One line of a document for the bulk route. */
public sealed interface FeedLine {
    String sku();

    /** Creates or replaces a whole listing. */
    record Put(ListingLine line) implements FeedLine {
        @Override
        public String sku() {
            return line.sku();
        }
    }

    /** Takes a listing down for good. */
    record Retire(String sku) implements FeedLine {}

    /** Sets a price. */
    record Price(PriceLine line) implements FeedLine {
        @Override
        public String sku() {
            return line.sku();
        }
    }

    /** Sets stock to an absolute number. */
    record Stock(StockLine line) implements FeedLine {
        @Override
        public String sku() {
            return line.sku();
        }
    }
}
