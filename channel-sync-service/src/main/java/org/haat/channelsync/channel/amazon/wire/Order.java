package org.haat.channelsync.channel.amazon.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order of Orders 2026-01-01. All but the ids, times and items may be missing, by role and by status. */
public record Order(
        @Nullable String orderId,
        @Nullable String createdTime,
        @Nullable String lastUpdatedTime,
        @Nullable Buyer buyer,
        @Nullable Recipient recipient,
        @Nullable Proceeds proceeds,
        @Nullable Fulfillment fulfillment,
        @Nullable List<Item> orderItems,
        @Nullable List<Parcel> packages) {

    /** Personal data. */
    public record Buyer(
            @Nullable String buyerName, @Nullable String buyerEmail) {
        @Override
        public String toString() {
            return "Buyer[withheld]";
        }
    }

    /** Personal data. */
    public record Recipient(@Nullable Address deliveryAddress) {}

    /** Personal data. */
    public record Address(
            @Nullable String name,
            @Nullable String addressLine1,
            @Nullable String addressLine2,
            @Nullable String addressLine3,
            @Nullable String city,
            @Nullable String districtOrCounty,
            @Nullable String stateOrRegion,
            @Nullable String postalCode,
            @Nullable String countryCode,
            @Nullable String phone) {
        @Override
        public String toString() {
            return "Address[withheld]";
        }
    }

    /** What the order brings. */
    public record Proceeds(@Nullable Money grandTotal) {}

    /** @param fulfilledBy {@code MERCHANT} or {@code AMAZON} */
    public record Fulfillment(
            @Nullable String fulfillmentStatus,
            @Nullable String fulfilledBy,
            @Nullable Window shipByWindow) {}

    /** Two ends of a time. */
    public record Window(
            @Nullable String earliestDateTime, @Nullable String latestDateTime) {}

    /** A line. */
    public record Item(
            @Nullable String orderItemId,
            @Nullable Integer quantityOrdered,
            @Nullable Product product,
            @Nullable ItemProceeds proceeds,
            @Nullable Cancellation cancellation,
            @Nullable ItemFulfillment fulfillment) {}

    /** What was bought. */
    public record Product(
            @Nullable String sellerSku,
            @Nullable String title,
            @Nullable Price price) {}

    /** Price of one piece. */
    public record Price(@Nullable Money unitPrice) {}

    /** What a line brings, in parts. */
    public record ItemProceeds(
            @Nullable Money proceedsTotal, @Nullable List<Breakdown> breakdowns) {}

    /** @param type {@code ITEM}, {@code SHIPPING}, {@code TAX}, {@code DISCOUNT} … */
    public record Breakdown(@Nullable String type, @Nullable Money subtotal) {}

    /** A wish of the buyer, or a fact. */
    public record Cancellation(
            @Nullable Request cancellationRequest, @Nullable Execution cancellationExecution) {}

    /** The buyer asks; nothing is cancelled by it. */
    public record Request(@Nullable String requester) {}

    /** It is cancelled. */
    public record Execution(
            @Nullable String cancelledBy, @Nullable String cancelReason) {}

    /** How much of a line has gone. */
    public record ItemFulfillment(
            @Nullable Integer quantityFulfilled, @Nullable Integer quantityUnfulfilled) {}

    /** A parcel that the seller confirmed. */
    public record Parcel(
            @Nullable String packageReferenceId,
            @Nullable PackageStatus packageStatus,
            @Nullable String trackingNumber) {}

    /** For example {@code DELIVERED}. */
    public record PackageStatus(@Nullable String status) {}
}
