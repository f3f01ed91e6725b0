package org.haat.channelsync.channel.flipkart.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One SKU of {@code POST /listings/v3} and {@code /listings/v3/update}: the whole offer, since an update wipes what it omits.
 *
 * @param shippingFees kept as Flipkart showed it; Haat does not set it
 * @param datingLabel kept as Flipkart showed it; Haat does not set it
 * @param archivedStatus only in an update
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ListingBlock(
        String productId,
        Price price,
        Tax tax,
        String listingStatus,
        @Nullable JsonNode shippingFees,
        String fulfillmentProfile,
        @Nullable Fulfillment fulfillment,
        List<Pack> packages,
        List<Location> locations,
        @Nullable AddressLabel addressLabel,
        @Nullable JsonNode datingLabel,
        @Nullable String archivedStatus) {

    /** Whole rupees, tax included. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Price(long mrp, long sellingPrice, String currency) {}

    /** @param hsn 8 digits */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Tax(@Nullable String hsn, @Nullable String taxCode) {}

    /** @param dispatchSla days to hand-over, at least 1 */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Fulfillment(
            @Nullable Integer dispatchSla,
            @Nullable String shippingProvider,
            @Nullable String procurementType,
            @Nullable String regionRestriction) {}

    /** A parcel: centimetres and kilograms. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Pack(
            @Nullable String id,
            @Nullable String name,
            @Nullable Dimensions dimensions,
            @Nullable BigDecimal weight,
            @Nullable JsonNode handling,
            @Nullable JsonNode notionalValue) {}

    /** Centimetres. */
    public record Dimensions(BigDecimal length, BigDecimal breadth, BigDecimal height) {}

    /** Stock at one place of dispatch. */
    public record Location(
            String id, @Nullable String status, @Nullable Integer inventory) {}

    /** Legal Metrology's declarations; at most five of each. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record AddressLabel(
            @Nullable List<String> manufacturerDetails,
            @Nullable List<String> packerDetails,
            @Nullable List<String> importerDetails,
            @Nullable List<String> countriesOfOrigin) {}
}
