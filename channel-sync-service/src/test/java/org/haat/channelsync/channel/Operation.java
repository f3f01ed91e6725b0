package org.haat.channelsync.channel;

import org.jspecify.annotations.Nullable;

/** What the kit makes a channel do, in the kit's words; a harness knows which of its partner's calls that is. */
public enum Operation {
    TOKEN(null, false),
    PREVIEW_LISTING(ListingPreview.class, false),
    PUT_LISTING(ListingSink.class, true),
    RETIRE_LISTING(ListingSink.class, true),
    SET_PRICE(PriceSink.class, true),
    SET_STOCK(StockSink.class, true),
    UPLOAD_FEED(FeedSink.class, true),
    BEGIN_FEED(FeedSink.class, true),
    LIST_FEEDS(FeedSink.class, false),
    ASK_FEED(FeedSink.class, false),
    READ_LISTINGS(ListingReader.class, false),
    LIST_LISTINGS(ListingCensus.class, false),
    LIST_ORDERS(OrderSource.class, false),
    GET_ORDER(OrderSource.class, false),
    LIST_RETURNS(ReturnSource.class, false),
    CONFIRM_SHIPMENT(ShipmentSink.class, true),
    CANCEL_ORDER(CancellationSink.class, true);

    private final @Nullable Class<?> facet;
    private final boolean write;

    Operation(@Nullable Class<?> facet, boolean write) {
        this.facet = facet;
        this.write = write;
    }

    public boolean write() {
        return write;
    }

    /** Whether the channel has the facet that this belongs to. */
    public boolean in(Channel channel) {
        return facet != null && channel.facet(facet).isPresent();
    }
}
