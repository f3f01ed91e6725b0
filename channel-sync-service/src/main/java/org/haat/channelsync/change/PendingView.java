package org.haat.channelsync.change;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.haat.channelsync.adoption.Look;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.listing.Urgency;
import org.haat.channelsync.safety.Kind;
import org.haat.event.ListingStatus.State;
import org.jspecify.annotations.Nullable;

/** What would be sent for an account now, without a call. */
public final class PendingView {
    private PendingView() {}

    /** What holds a change back. */
    public enum Hold {
        /** The account is paused, refused, or its channel is stopped. */
        ACCOUNT,
        /** A person looks first. */
        REVIEW,
        /** So much changes at once that operations look first. */
        MASS_CHANGE,
        /** What is there is looked at first. */
        LOOKING,
        /** It is tried again at its time. */
        LATER
    }

    /** @param atLeast true when there are more than were counted */
    public record Summary(
            UUID account,
            boolean review,
            Look.State look,
            boolean active,
            List<Count> changes,
            List<Calls> calls,
            List<Refused> refused,
            List<Kind> held,
            boolean atLeast,
            Instant at) {}

    public record Count(Urgency urgency, long changes) {}

    /** @param calls how many calls of this operation it would take */
    public record Calls(String operation, long calls) {}

    /** What is not sent because it was refused before: by the channel, or by our own check of its rules. */
    public record Refused(String cause, long listings) {}

    /** @param next give it as {@code after} for the next page; null at the end */
    public record Page(List<Line> listings, @Nullable Long next, Instant at) {}

    public record Line(long listing, String sku, String title, State state, List<Change> changes) {}

    /**
     * One facet.
     *
     * @param before what the channel took last, null when nothing or content
     * @param after what it would get, null for content
     * @param attributes of content, what differs; empty when the listing is new, ends, or its former content is not known
     * @param known false when the former content is not known
     * @param hold null when it goes as soon as its turn comes
     */
    public record Change(
            Facet facet,
            Urgency urgency,
            @JsonRawValue @Nullable String before,
            @JsonRawValue @Nullable String after,
            List<Difference> attributes,
            boolean known,
            @Nullable Hold hold) {}
}
