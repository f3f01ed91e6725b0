package org.haat.channelsync.channel;

import java.time.Instant;
import org.haat.event.ChannelOrder;
import org.haat.event.Money;
import org.jspecify.annotations.Nullable;

/**
 * An order as the kit wants the partner to show it: one line, one buyer.
 *
 * @param rawStatus a status word that no description knows, or null for {@code status} in the partner's own word
 */
public record OrderSeed(
        String id,
        String sku,
        int quantity,
        Money unitPrice,
        ChannelOrder.Status status,
        @Nullable String rawStatus,
        Instant placedAt,
        Instant updatedAt) {
    public static final String BUYER = "Ananya Canary";
    public static final String PHONE = "9000000017";
    public static final String EMAIL = "ananya.canary@example.org";
    public static final String STREET = "17 Canary Lane";
    public static final String PIN = "700001";
    public static final String STATE = "WB";

    public static OrderSeed of(String id) {
        return new OrderSeed(
                id,
                "HAAT-1",
                2,
                Money.inr(199_950),
                ChannelOrder.Status.UNSHIPPED,
                null,
                Instant.parse("2026-11-20T18:29:59Z"),
                Instant.parse("2026-11-20T18:45:00Z"));
    }

    public OrderSeed saying(String unknownStatus) {
        return new OrderSeed(id, sku, quantity, unitPrice, status, unknownStatus, placedAt, updatedAt);
    }

    public OrderSeed with(ChannelOrder.Status other) {
        return new OrderSeed(id, sku, quantity, unitPrice, other, rawStatus, placedAt, updatedAt);
    }
}
