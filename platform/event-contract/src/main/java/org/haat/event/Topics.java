package org.haat.event;

/** Kafka topics. Every topic is partitioned by its key; the key's form is given for each. */
public final class Topics {
    /** {@link ListingSnapshot}, compacted, key {@link EventKey#ofSku}. Owner: catalog-service. */
    public static final String CATALOG_LISTING = "catalog.listing";
    /** {@link StockLevel}, compacted, key {@link EventKey#ofSku}. Owner: catalog-service. */
    public static final String CATALOG_STOCK = "catalog.stock";
    /** {@link ReservationOutcome}, key {@link EventKey#ofOrder}. Owner: catalog-service. */
    public static final String CATALOG_RESERVATION = "catalog.reservation";
    /** {@link ListingStatus}, compacted, key {@link EventKey#ofListing}. Owner: channel-sync-service. */
    public static final String CHANNEL_LISTING_STATUS = "channel.listing-status";
    /** {@link ChannelOrder}, kept seven days because it carries sealed personal data, key {@link EventKey#ofRemoteOrder}. Owner: channel-sync-service. */
    public static final String CHANNEL_ORDER = "channel.order";
    /** {@link ShipmentConfirmation}, key {@link EventKey#ofRemoteOrder}. Owner: channel-sync-service. */
    public static final String CHANNEL_SHIPMENT = "channel.shipment";
    /** {@link ShipmentStep}, key {@link EventKey#ofRemoteOrder}. Owner: channel-sync-service. */
    public static final String CHANNEL_SHIPMENT_STEP = "channel.shipment-step";
    /** {@link ChannelReturn}, key {@link EventKey#ofRemoteReturn}. Owner: channel-sync-service. */
    public static final String CHANNEL_RETURN = "channel.return";
    /** {@link OrderLineMovement}, key {@link EventKey#ofOrder}. Owner: order-service. */
    public static final String ORDER_LINE = "order.line";
    /** {@link Shipment}, key {@link EventKey#ofOrder}. Owner: order-service. */
    public static final String ORDER_SHIPMENT = "order.shipment";
    /** {@link OrderCancellation}, key {@link EventKey#ofOrder}. Owner: order-service. */
    public static final String ORDER_CANCELLATION = "order.cancellation";

    private Topics() {}
}
