package org.haat.channelsync.channel.amazon.wire;

import org.jspecify.annotations.Nullable;

/**
 * A document of the Feeds API (2021-06-30): to write to, or to read from, at a presigned address.
 *
 * @param compressionAlgorithm {@code GZIP}, or null when the bytes are plain
 */
public record FeedDocument(
        @Nullable String feedDocumentId,
        @Nullable String url,
        @Nullable String compressionAlgorithm) {

    /** Body of createFeedDocument. */
    public record New(String contentType) {}
}
