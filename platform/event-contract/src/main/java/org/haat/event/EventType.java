package org.haat.event;

import java.util.Optional;

/**
 * Every event type with its version, topic, payload record and JSON Schema. A change that an old reader could not
 * survive becomes a new constant with the next version; the old one and its frozen samples stay.
 */
public enum EventType {
    LISTING_SNAPSHOT("org.haat.catalog.listing.v1", Topics.CATALOG_LISTING, ListingSnapshot.class),
    STOCK_LEVEL("org.haat.catalog.stock.v1", Topics.CATALOG_STOCK, StockLevel.class),
    RESERVATION_OUTCOME("org.haat.catalog.reservation.v1", Topics.CATALOG_RESERVATION, ReservationOutcome.class),
    LISTING_STATUS("org.haat.channel.listing-status.v1", Topics.CHANNEL_LISTING_STATUS, ListingStatus.class),
    CHANNEL_ORDER("org.haat.channel.order.v1", Topics.CHANNEL_ORDER, ChannelOrder.class),
    SHIPMENT_CONFIRMATION("org.haat.channel.shipment.v1", Topics.CHANNEL_SHIPMENT, ShipmentConfirmation.class),
    SHIPMENT_STEP("org.haat.channel.shipment-step.v1", Topics.CHANNEL_SHIPMENT_STEP, ShipmentStep.class),
    CHANNEL_RETURN("org.haat.channel.return.v1", Topics.CHANNEL_RETURN, ChannelReturn.class),
    ORDER_LINE_MOVEMENT("org.haat.order.line.v1", Topics.ORDER_LINE, OrderLineMovement.class),
    SHIPMENT("org.haat.order.shipment.v1", Topics.ORDER_SHIPMENT, Shipment.class),
    ORDER_CANCELLATION("org.haat.order.cancellation.v1", Topics.ORDER_CANCELLATION, OrderCancellation.class);

    private final String id;
    private final String topic;
    private final Class<? extends Record> payload;

    EventType(String id, String topic, Class<? extends Record> payload) {
        this.id = id;
        this.topic = topic;
        this.payload = payload;
    }

    /** The CloudEvents {@code type}. */
    public String id() {
        return id;
    }

    public String topic() {
        return topic;
    }

    public Class<? extends Record> payload() {
        return payload;
    }

    /** Class path of the JSON Schema (draft 2020-12) of {@code data}. */
    public String schemaResource() {
        return "/org/haat/event/schema/" + id + ".json";
    }

    public static Optional<EventType> of(String id) {
        for (EventType type : values()) {
            if (type.id.equals(id)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
