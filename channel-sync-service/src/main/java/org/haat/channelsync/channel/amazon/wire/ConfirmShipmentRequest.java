package org.haat.channelsync.channel.amazon.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Body of confirmShipment (Orders v0). */
public record ConfirmShipmentRequest(String marketplaceId, PackageDetail packageDetail) {

    /**
     * @param packageReferenceId a positive integer, as text: a JSON number is refused
     * @param carrierName required when {@code carrierCode} is {@code Other}
     * @param shipDate ISO 8601
     */
    public record PackageDetail(
            String packageReferenceId,
            String carrierCode,
            @Nullable String carrierName,
            @Nullable String shippingMethod,
            String trackingNumber,
            String shipDate,
            List<Item> orderItems) {}

    /** Pieces of one line in the parcel. */
    public record Item(String orderItemId, int quantity) {}
}
