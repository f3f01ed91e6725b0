package org.haat.channelsync.channel.flipkart.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answer of {@code POST /listings/v3/details}. */
public record ListingDetails(
        @Nullable Map<String, Offer> available,
        @Nullable List<String> unavailable,
        @Nullable List<String> invalid) {

    /** Request of the same call. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Query(List<String> skuIds) {}

    /** One offer as Flipkart shows it to its seller. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Offer(
            @Nullable String listingId,
            @Nullable String productId,
            @Nullable String productTitle,
            @Nullable ShownPrice price,
            ListingBlock.@Nullable Tax tax,
            @Nullable String listingStatus,
            @Nullable JsonNode shippingFees,
            @Nullable String fulfillmentProfile,
            ListingBlock.@Nullable Fulfillment fulfillment,
            @Nullable List<ListingBlock.Pack> packages,
            @Nullable List<Shelf> locations,
            ListingBlock.@Nullable AddressLabel addressLabel,
            @Nullable JsonNode datingLabel,
            @Nullable String archivedStatus) {}

    /** Whole rupees; either of the selling prices may be filled. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record ShownPrice(
            @Nullable Long mrp,
            @Nullable Long sellingPrice,
            @Nullable Long flipkartSellingPrice,
            @Nullable String currency) {}

    /** @param pendingInventory pieces promised to orders already placed */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Shelf(
            @Nullable String id,
            @Nullable String status,
            @Nullable Integer inventory,
            @Nullable Integer pendingInventory) {}
}
