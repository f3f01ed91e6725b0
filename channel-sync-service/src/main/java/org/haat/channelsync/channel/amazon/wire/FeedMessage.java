package org.haat.channelsync.channel.amazon.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One message of a JSON_LISTINGS_FEED (v2). */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FeedMessage(
        int messageId,
        String sku,
        String operationType,
        @Nullable String productType,
        @Nullable String requirements,
        @Nullable ObjectNode attributes,
        @Nullable List<ListingsItemPatchRequest.Patch> patches) {

    public static FeedMessage update(int id, String sku, ListingsItemPutRequest request) {
        return new FeedMessage(
                id, sku, "UPDATE", request.productType(), request.requirements(), request.attributes(), null);
    }

    public static FeedMessage patch(int id, String sku, ListingsItemPatchRequest request) {
        return new FeedMessage(id, sku, "PATCH", request.productType(), null, null, request.patches());
    }

    public static FeedMessage delete(int id, String sku) {
        return new FeedMessage(id, sku, "DELETE", null, null, null, null);
    }

    /** The head of the document. */
    public record Header(String sellerId, String version, String issueLocale) {}
}
