package org.haat.channelsync.channel.flipkart.wire;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a listing, price or stock call says of one SKU; also, by {@link #errors} alone, of a batch refused as a whole. */
@JsonNaming(SnakeCaseStrategy.class)
public record ChangeResult(
        @Nullable String status,
        @Nullable List<Fault> errors,
        @Nullable List<Fault> attributeErrors) {

    /** @param code a number in the published schema, text in samples: kept as text */
    public record Fault(
            @Nullable String severity,
            @Nullable String code,
            @Nullable String description,
            @Nullable String attribute,
            @Nullable String path) {}
}
