package org.haat.channelsync.channel.amazon.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answer of searchOrders (Orders 2026-01-01). Orders stay trees here, so that one that is broken spoils no other. */
public record OrderSearch(
        @Nullable List<JsonNode> orders, @Nullable Pagination pagination) {

    /** @param nextToken absent on the last page */
    public record Pagination(@Nullable String nextToken) {}

    /** Answer of getOrder. */
    public record One(@Nullable JsonNode order) {}
}
