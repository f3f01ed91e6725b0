package org.haat.channelsync.channel.flipkart.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Request of {@code POST /v3/shipments/filter}. Dates are ISO 8601 with their offset. */
public record ShipmentSearch(
        Filter filter, Pagination pagination, @Nullable Sort sort) {

    /** Which shipments: one type a call, its states always named. */
    public record Filter(
            String type,
            List<String> states,
            @Nullable Boolean hold,
            @Nullable String locationId,
            @Nullable DateRange modifiedDate,
            @Nullable DateRange cancellationDate,
            @Nullable String cancellationType) {}

    /** Both ends are always sent. */
    public record DateRange(String from, String to) {}

    /** Shipments a page. */
    public record Pagination(int pageSize) {}

    /** Order of the answer. */
    public record Sort(String field, String order) {}

    /** Answer; also of the order view. A shipment stays a tree, so that one that cannot be read does not spoil the page. */
    public record Page(
            @Nullable Boolean hasMore,
            @Nullable String nextPageUrl,
            @Nullable List<JsonNode> shipments) {}
}
