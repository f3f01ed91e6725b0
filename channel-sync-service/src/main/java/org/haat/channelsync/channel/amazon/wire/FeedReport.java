package org.haat.channelsync.channel.amazon.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Processing report of a JSON_LISTINGS_FEED (v2), as far as it is read. */
public record FeedReport(
        @Nullable Header header,
        @Nullable List<Issue> issues,
        @Nullable Summary summary) {

    public record Header(
            @Nullable String sellerId, @Nullable String feedId) {}

    /** @param messageId null when it is about the feed as a whole */
    public record Issue(
            @Nullable Integer messageId,
            @Nullable String sku,
            @Nullable String code,
            @Nullable String severity,
            @Nullable String message,
            @Nullable String attributeName) {}

    public record Summary(
            @Nullable Integer messagesProcessed,
            @Nullable Integer messagesAccepted,
            @Nullable Integer messagesInvalid) {}
}
