package org.haat.channelsync.channel.amazon.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Amazon has against a listing. */
public record Issue(
        @Nullable String code,
        @Nullable String message,
        @Nullable String severity,
        @Nullable List<String> attributeNames,
        @Nullable Enforcements enforcements) {

    /** What Amazon does about it. */
    public record Enforcements(@Nullable List<Action> actions) {}

    /** For example {@code LISTING_SUPPRESSED}. */
    public record Action(@Nullable String action) {}
}
