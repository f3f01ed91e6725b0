package org.haat.channelsync.channel.flipkart.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One SKU of {@code POST /listings/v3/update/inventory}: the absolute count at each place. */
@JsonNaming(SnakeCaseStrategy.class)
public record StockBlock(String productId, List<Count> locations) {
    /**
     * Pieces that may be sold from one place.
     *
     * @param status only to open or close the place for this SKU
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Count(String id, @Nullable String status, int inventory) {
        public Count(String id, int inventory) {
            this(id, null, inventory);
        }
    }
}
