package org.haat.channelsync.channel.flipkart.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Request of {@code POST /listings/v3/search} without a filter: all offers. */
@JsonNaming(SnakeCaseStrategy.class)
public record ListingSearch(
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String pageId) {

    /** Answer: names only. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Page(
            @Nullable String nextPageId,
            @Nullable Boolean hasMore,
            @Nullable List<Name> listings) {}

    /** One offer. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Name(@Nullable String skuId, @Nullable String productId) {}
}
