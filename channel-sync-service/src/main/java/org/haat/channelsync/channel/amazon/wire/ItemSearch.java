package org.haat.channelsync.channel.amazon.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answer of searchListingsItems. */
public record ItemSearch(
        @Nullable Integer numberOfResults,
        @Nullable Pagination pagination,
        @Nullable List<Item> items) {

    /** @param nextToken null on the last page */
    public record Pagination(@Nullable String nextToken) {}

    /**
     * One listing as Amazon holds it.
     *
     * @param attributes the seller's, as they were sent
     */
    public record Item(
            @Nullable String sku,
            @Nullable List<Summary> summaries,
            @Nullable JsonNode attributes,
            @Nullable List<Issue> issues,
            @Nullable List<Offer> offers,
            @Nullable List<Availability> fulfillmentAvailability) {}

    /** @param status any of {@code BUYABLE} and {@code DISCOVERABLE} */
    public record Summary(
            @Nullable String marketplaceId,
            @Nullable String asin,
            @Nullable List<String> status,
            @Nullable String itemName) {}

    /** The price a buyer sees. */
    public record Offer(
            @Nullable String marketplaceId,
            @Nullable String offerType,
            @Nullable Money price) {}

    /** What Amazon sells from, as against what the seller last sent. */
    public record Availability(
            @Nullable String fulfillmentChannelCode,
            @Nullable Integer quantity) {}
}
