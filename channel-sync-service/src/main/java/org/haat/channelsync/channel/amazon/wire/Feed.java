package org.haat.channelsync.channel.amazon.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A feed as getFeed shows it (Feeds 2021-06-30), as far as it is read. */
public record Feed(
        @Nullable String feedId,
        @Nullable String feedType,
        @Nullable String createdTime,
        @Nullable String processingStatus,
        @Nullable String processingEndTime,
        @Nullable String resultFeedDocumentId) {

    /** Body of createFeed. */
    public record New(String feedType, List<String> marketplaceIds, String inputFeedDocumentId) {}

    /** Answer of createFeed. */
    public record Created(@Nullable String feedId) {}

    /** Answer of getFeeds. */
    public record Page(@Nullable List<Feed> feeds, @Nullable String nextToken) {}
}
