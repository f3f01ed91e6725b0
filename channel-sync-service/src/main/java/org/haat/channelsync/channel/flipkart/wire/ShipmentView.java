package org.haat.channelsync.channel.flipkart.wire;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A shipment with its items and prices, as the search and the order view show it. Dates keep their offset. */
public record ShipmentView(
        @Nullable String shipmentId,
        @Nullable String locationId,
        @Nullable Boolean hold,
        @Nullable String dispatchAfterDate,
        @Nullable String dispatchByDate,
        @Nullable String updatedAt,
        @Nullable String shipmentType,
        @Nullable List<Item> orderItems,
        @Nullable List<Part> subShipments,
        @Nullable List<JsonNode> forms) {

    /** One line of the buyer's order in this shipment. */
    public record Item(
            @JsonAlias("id") @Nullable String orderItemId,
            @Nullable String orderId,
            @Nullable String cancellationGroupId,
            @Nullable String orderDate,
            @Nullable String cancellationDate,
            @Nullable String cancellationReason,
            @Nullable String cancellationSubReason,
            @Nullable String status,
            @Nullable Integer quantity,
            @Nullable String fsn,
            @Nullable String sku,
            @Nullable String listingId,
            @Nullable String title,
            @Nullable Prices priceComponents,
            @Nullable String serviceProfile,
            @JsonProperty("is_replacement") @Nullable Boolean replacement) {}

    /** Rupees for the whole line. {@code totalPrice} is what the buyer was charged, shipping included. */
    public record Prices(
            @Nullable BigDecimal sellingPrice,
            @Nullable BigDecimal customerPrice,
            @Nullable BigDecimal shippingCharge,
            @Nullable BigDecimal totalPrice) {}

    /** A parcel of the shipment. */
    public record Part(
            @Nullable String subShipmentId, @Nullable List<Content> packages) {}

    /** What lies in a parcel; weight stands beside the dimensions or among them, by source. */
    public record Content(
            @Nullable Size dimensions, @Nullable BigDecimal weight) {}

    /** Centimetres and kilograms. */
    public record Size(
            @Nullable BigDecimal length,
            @Nullable BigDecimal breadth,
            @Nullable BigDecimal height,
            @Nullable BigDecimal weight) {}
}
