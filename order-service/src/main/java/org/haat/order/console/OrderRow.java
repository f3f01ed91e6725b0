package org.haat.order.console;

import java.time.Duration;
import java.time.Instant;
import org.haat.order.order.OrderState;
import org.haat.order.order.OrderSummary;
import org.jspecify.annotations.Nullable;

/**
 * An order in the list.
 *
 * @param tone of its state
 * @param deadline tone of the latest hand-over: {@code bad} when it has passed, {@code warn} within a day
 */
record OrderRow(OrderSummary order, String channel, String tone, String deadline) {
    private static final Duration SOON = Duration.ofHours(24);

    static OrderRow of(OrderSummary order, Instant now) {
        return new OrderRow(
                order,
                channel(order.channel()),
                tone(order.state()),
                order.state().isOpen() ? deadline(order.shipBy(), now) : "");
    }

    /** Partners' own channels share one name. */
    static String channel(String channel) {
        return channel.startsWith("partner:") ? "partner" : channel;
    }

    static String tone(OrderState state) {
        return switch (state) {
            case RECEIVED, ACCEPTED -> "warn";
            case ALLOCATED, PACKED, READY_TO_SHIP -> "info";
            case SHIPPED, DELIVERED, CLOSED -> "good";
            case CANCELLED, RTO, RETURNED -> "bad";
        };
    }

    static String deadline(@Nullable Instant shipBy, Instant now) {
        if (shipBy == null) {
            return "";
        }
        return now.isAfter(shipBy) ? "bad" : now.isAfter(shipBy.minus(SOON)) ? "warn" : "";
    }
}
