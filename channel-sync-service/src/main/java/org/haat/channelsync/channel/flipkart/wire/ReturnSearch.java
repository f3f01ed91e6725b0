package org.haat.channelsync.channel.flipkart.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answer of {@code GET /v2/returns}. A return stays a tree, so that one that cannot be read does not spoil the page. */
public record ReturnSearch(
        @Nullable Boolean hasMore,
        @Nullable String nextUrl,
        @Nullable List<JsonNode> returnItems) {

    /** One item on its way back; many fields may be null. The buyer's comments are left out: they may name a person. */
    public record Item(
            @Nullable String returnId,
            @Nullable String orderItemId,
            @Nullable String orderId,
            @Nullable String shipmentId,
            @Nullable Integer quantity,
            @Nullable String status,
            @Nullable String type,
            @Nullable String reason,
            @Nullable String subReason,
            @Nullable String trackingId,
            @Nullable String courierName,
            @Nullable String createdDate,
            @Nullable String updatedDate,
            @Nullable String expectedDate) {}
}
