package org.haat.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where one listing stands on one channel account, as the channel itself last said.
 *
 * @param version grows with each change of this listing's status
 * @param state our word for it
 * @param remoteId ASIN or FSN
 * @param listingVersion version of the {@link ListingSnapshot} that the channel shows, 0 if none
 * @param since when the state began, UTC
 */
public record ListingStatus(
        String agency,
        String account,
        String channel,
        String sku,
        long version,
        State state,
        @Nullable String remoteId,
        long listingVersion,
        Instant since,
        List<Issue> issues) {
    /** How the code of an issue begins that tells of a change which the channel does not show yet. */
    public static final String DELAYED = "DELAYED_";

    /** The life of a listing on a channel. Accepted is not live: only the channel's own reading makes it so. */
    public enum State {
        DRAFT,
        AWAITING_IDENTIFIER,
        /** A person had the channel look it over; nothing was sent. */
        PREVIEWED,
        SUBMITTED,
        ACCEPTED,
        LIVE,
        ISSUES,
        SUPPRESSED,
        PAUSED,
        RETIRED,
        FAILED_VERIFICATION
    }

    /**
     * @param code the channel's code, or ours in capitals
     * @param severity {@code ERROR}, {@code WARNING} or {@code INFO}
     * @param message the channel's own words
     * @param field the field it is about, in the channel's words, or null
     * @param remedy key of a plain next step in the message bundles, for example {@code remedy.image.too-small}
     * @param owner who acts
     */
    public record Issue(
            String code,
            String severity,
            String message,
            @Nullable String field,
            String remedy,
            Owner owner) {}

    /** Who mends an issue. */
    public enum Owner {
        PRODUCER,
        AGENCY,
        OPERATIONS,
        PARTNER
    }
}
