package org.haat.sandbox.amazon;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haat.sandbox.market.Sale;
import org.jspecify.annotations.Nullable;

/** An order's life: pending, unshipped, partially shipped, shipped; or cancelled. */
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
final class AmazonOrder {
    /** A package as the seller reported it. */
    record Parcel(
            String packageReferenceId,
            String carrier,
            @Nullable String shippingService,
            String trackingNumber,
            Instant shipTime,
            Instant created,
            Map<String, Integer> quantities) {}

    @Nullable
    Sale sale;

    String status = "PENDING";
    Instant updated = Instant.EPOCH;
    Instant authorised = Instant.EPOCH;

    /** What subscribers were last told of. */
    @Nullable
    String toldStatus;

    @Nullable
    Instant shipped;

    /** In the words of the orders API. */
    @Nullable
    String cancelledBy;

    @Nullable
    String cancelReason;

    List<Parcel> parcels = new ArrayList<>();

    AmazonOrder() {}

    AmazonOrder(Sale sale, Instant authorised) {
        this.sale = sale;
        this.authorised = authorised;
        this.updated = sale.placed();
    }

    Sale sale() {
        if (sale == null) {
            throw new IllegalStateException("An order without its sale");
        }
        return sale;
    }

    boolean pending() {
        return status.equals("PENDING");
    }

    boolean cancelled() {
        return status.equals("CANCELLED");
    }

    void authorise(Instant at) {
        if (pending()) {
            status = "UNSHIPPED";
            updated = at;
        }
    }

    int shippedOf(String itemId) {
        return parcels.stream()
                .mapToInt(p -> p.quantities.getOrDefault(itemId, 0))
                .sum();
    }

    boolean hasParcel(String reference) {
        return parcels.stream().anyMatch(p -> p.packageReferenceId.equals(reference));
    }

    /** Adds the parcel, or puts it in the place of the one with its reference. */
    void ship(Parcel parcel, Instant now) {
        parcels.removeIf(p -> p.packageReferenceId.equals(parcel.packageReferenceId));
        parcels.add(parcel);
        boolean all = sale().lines().stream().allMatch(l -> shippedOf(l.itemId()) >= l.quantity());
        status = all ? "SHIPPED" : "PARTIALLY_SHIPPED";
        if (shipped == null) {
            shipped = now;
        }
        updated = now;
    }

    void cancel(String by, String reason, Instant now) {
        status = "CANCELLED";
        cancelledBy = by;
        cancelReason = reason;
        updated = now;
    }

    /** What is still to ship, by item. */
    Map<String, Integer> open() {
        Map<String, Integer> open = new LinkedHashMap<>();
        sale().lines().forEach(l -> open.put(l.itemId(), l.quantity() - shippedOf(l.itemId())));
        return open;
    }
}
