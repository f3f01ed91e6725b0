package org.haat.channelsync.channel.amazon.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answer to a PUT, PATCH or DELETE of a listing. */
public record Submission(
        @Nullable String sku,
        @Nullable String status,
        @Nullable String submissionId,
        @Nullable List<Issue> issues,
        @Nullable List<Identifier> identifiers) {
    /** In the answer to a preview: the catalogue's item that it would be. */
    public record Identifier(
            @Nullable String marketplaceId, @Nullable String asin) {}
}
