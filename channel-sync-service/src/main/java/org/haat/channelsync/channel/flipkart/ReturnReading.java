package org.haat.channelsync.channel.flipkart;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.haat.channelsync.channel.CodeTable;
import org.haat.channelsync.channel.RemoteReturn;
import org.haat.channelsync.channel.flipkart.wire.ReturnSearch;
import org.haat.event.ChannelReturn;
import org.jspecify.annotations.Nullable;

/**
 * Makes a return of Flipkart's row. Pure. Flipkart publishes no list of its status words: those that the table does not know come
 * through as they are, because no stock and no money hangs on them.
 */
final class ReturnReading {
    private static final Map<String, ChannelReturn.Status> WORDS =
            CodeTable.rows(ReturnReading.class, "return-states.csv").stream()
                    .collect(Collectors.toUnmodifiableMap(
                            row -> row.getOrDefault("state", ""),
                            row -> ChannelReturn.Status.valueOf(row.getOrDefault("canonical", ""))));

    private ReturnReading() {}

    /**
     * @param source the walk that found it; the row's own type goes before it
     * @throws UnreadableShipment when something it needs is missing
     */
    static RemoteReturn of(ReturnSearch.Item item, String source) throws UnreadableShipment {
        Instant created = IndiaTime.instant(item.createdDate())
                .orElseThrow(() -> new UnreadableShipment("it has no readable createdDate"));
        Instant updated = IndiaTime.instant(item.updatedDate()).orElse(created);
        String word = Objects.requireNonNullElse(item.status(), "").strip();
        int quantity = Objects.requireNonNullElse(item.quantity(), 1);
        if (quantity < 1) {
            throw new UnreadableShipment("it has the quantity " + quantity);
        }
        return new RemoteReturn(
                id(item.returnId(), "returnId"),
                updated.toEpochMilli(),
                kind(Objects.requireNonNullElse(item.type(), source), source),
                WORDS.getOrDefault(key(word), ChannelReturn.Status.OTHER),
                word,
                text(item.shipmentId()),
                text(item.orderId()),
                id(item.orderItemId(), "orderItemId"),
                quantity,
                text(item.reason()),
                text(item.subReason()),
                text(item.courierName()),
                text(item.trackingId()),
                IndiaTime.instant(item.expectedDate()).orElse(null),
                created,
                updated);
    }

    private static ChannelReturn.Kind kind(String type, String source) {
        String known = type.equals("courier_return") || type.equals("customer_return") ? type : source;
        return known.equals("courier_return") ? ChannelReturn.Kind.COURIER : ChannelReturn.Kind.CUSTOMER;
    }

    /** The notifications say {@code RETURN_CREATED} for what the list calls {@code created}. */
    private static String key(String word) {
        return word.toLowerCase(Locale.ROOT).replace(' ', '_').replaceFirst("^return_", "");
    }

    private static String id(@Nullable String id, String field) throws UnreadableShipment {
        String text = text(id);
        if (text == null || !ShipmentId.looksRight(text)) {
            throw new UnreadableShipment("it has no usable " + field);
        }
        return text;
    }

    private static @Nullable String text(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
