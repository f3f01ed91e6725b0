package org.haat.channelsync.listing;

import java.time.Instant;
import java.util.List;
import org.haat.event.ListingStatus;
import org.jspecify.annotations.Nullable;

/**
 * What a channel said when a person had it look a listing over; nothing was sent for it.
 *
 * @param fit whether the channel would take it
 * @param asked false when a check of ours found enough against it, so that the channel was not asked
 * @param remoteId ASIN of the product that it would be, when the channel names one
 * @param current false once content or price changed after the look
 */
public record Preview(
        Instant at,
        String person,
        boolean fit,
        boolean asked,
        @Nullable String remoteId,
        boolean current,
        List<ListingStatus.Issue> issues) {}
