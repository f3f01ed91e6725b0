package org.haat.order.partner;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a partner posts. Amounts are whole paise.
 *
 * @param type {@code order.placed}, {@code order.changed} or {@code order.cancelled}
 * @param timestamp when it happened
 * @param data {@link PlacedOrder} or {@link CancelledOrder}
 */
record PartnerEvent(String type, Instant timestamp, JsonNode data) {
    static final String PLACED = "order.placed";
    static final String CHANGED = "order.changed";
    static final String CANCELLED = "order.cancelled";

    /**
     * The whole order, also when only a part of it changed.
     *
     * @param version 1 when absent; each change sends a higher one
     * @param totalPaise what the buyer pays: all lines and their shipping
     */
    record PlacedOrder(
            @NotNull @Pattern(regexp = "[A-Za-z0-9._:/-]{1,64}")
            String orderId,

            @Nullable @Min(1) Long version,
            @NotNull Instant placedAt,
            @Nullable Instant shipBy,

            @NotNull @Pattern(regexp = "INR", message = "only INR is taken")
            String currency,

            @NotNull @Size(min = 1, max = 1_000) List<@NotNull @Valid Line> lines,
            @Min(0) @Max(MOST_PAISE) long totalPaise,
            @Nullable @Valid Person buyer,
            @Nullable @Valid Delivery delivery) {}

    /**
     * @param unitPricePaise of one piece, tax included
     * @param discountPaise off the whole line; none when absent
     * @param shippingPaise charged with this line; none when absent
     */
    record Line(
            @NotNull @Pattern(regexp = "[A-Za-z0-9._:-]{1,64}")
            String lineId,

            @NotNull @Pattern(regexp = "[A-Za-z0-9._-]{1,40}")
            String sku,

            @Min(1) @Max(100_000) int quantity,
            @Min(0) @Max(MOST_PAISE) long unitPricePaise,
            @Nullable @Min(0) @Max(MOST_PAISE) Long discountPaise,
            @Nullable @Min(0) @Max(MOST_PAISE) Long shippingPaise) {
        /** Negative when the discount is above the price. */
        long linePaise() {
            return unitPricePaise * quantity - (discountPaise == null ? 0 : discountPaise);
        }

        long shipping() {
            return shippingPaise == null ? 0 : shippingPaise;
        }
    }

    record Person(
            @Nullable @Size(max = 100) String name,

            @Nullable @Pattern(regexp = "\\+?[0-9 ()-]{6,20}", message = "is not a telephone number")
            String phone,

            @Nullable @Size(max = 200) @Pattern(regexp = "[^@\\s]+@[^@\\s]+", message = "is not an e-mail address")
            String email) {}

    /** @param state ISO 3166-2 part of the State, for example {@code WB} */
    record Delivery(
            @NotBlank @Size(max = 200) String line1,
            @Nullable @Size(max = 200) String line2,
            @NotBlank @Size(max = 100) String city,
            @NotNull @Pattern(regexp = "[A-Z]{2}") String state,

            @NotNull @Pattern(regexp = "[1-9][0-9]{5}", message = "is not a PIN code of six digits")
            String pin) {}

    record CancelledOrder(
            @NotNull @Pattern(regexp = "[A-Za-z0-9._:/-]{1,64}")
            String orderId,

            @NotBlank @Size(max = 200) String reason) {}

    /** Ten crore rupees: above it a slip of the keyboard is likelier than an order. */
    static final long MOST_PAISE = 10_000_000_000L;
}
