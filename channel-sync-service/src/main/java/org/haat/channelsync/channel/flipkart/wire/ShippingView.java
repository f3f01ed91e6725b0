package org.haat.channelsync.channel.flipkart.wire;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answer of {@code GET /v3/shipments/{ids}}: where the goods go. Personal data: never logged. */
public record ShippingView(@Nullable List<Shipment> shipments) {

    /** One shipment's destination. */
    public record Shipment(
            @Nullable String shipmentId,
            @Nullable Address deliveryAddress,
            @Nullable Person buyerDetails,
            @Nullable List<Part> subShipments) {
        @Override
        public String toString() {
            return "Shipment[" + shipmentId + ", address withheld]";
        }
    }

    /** A parcel of the shipment. */
    public record Part(@Nullable Couriers courierDetails) {}

    /** Who fetches it and who brings it; often the same. */
    public record Couriers(
            @Nullable Courier pickupDetails, @Nullable Courier deliveryDetails) {}

    /** A courier with its number for the parcel. */
    public record Courier(
            @Nullable String vendorName, @Nullable String trackingId) {}

    /** The buyer. */
    public record Person(
            @Nullable String firstName, @Nullable String lastName) {
        @Override
        public String toString() {
            return "Person[withheld]";
        }
    }

    /** {@code contactNumber} is filled for self-ship only. */
    public record Address(
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String addressLine1,
            @Nullable String addressLine2,
            @Nullable String landmark,
            @Nullable String city,
            @JsonAlias("stateName") @Nullable String state,
            @Nullable String stateCode,
            @JsonAlias("pinCode") @Nullable String pincode,
            @Nullable String contactNumber) {
        @Override
        public String toString() {
            return "Address[withheld]";
        }
    }
}
