package org.haat.channelsync.channel.flipkart.wire;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/** One SKU of {@code POST /listings/v3/update/inventory}: the absolute count at each place. */
@JsonNaming(SnakeCaseStrategy.class)
public record StockBlock(String productId, List<Count> locations) {
    /** Pieces that may be sold from one place. */
    public record Count(String id, int inventory) {}
}
