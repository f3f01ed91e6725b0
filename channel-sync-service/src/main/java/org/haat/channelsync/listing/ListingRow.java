package org.haat.channelsync.listing;

import java.time.Instant;
import java.util.UUID;
import org.haat.event.ListingStatus.State;
import org.jspecify.annotations.Nullable;

/**
 * One product on one account.
 *
 * @param wantedCause why it is wanted so: {@code catalogue} or {@code gate}
 * @param listingVersion version of the snapshot the channel was last seen to show, 0 if none
 * @param acceptedAt when the verification under way began
 */
public record ListingRow(
        long id,
        String agency,
        UUID account,
        String channel,
        String sku,
        int districtLgd,
        String title,
        Wanted wanted,
        String wantedCause,
        State state,
        String cause,
        Instant since,
        long version,
        @Nullable String remoteId,
        @Nullable String reference,
        long listingVersion,
        @Nullable Instant acceptedAt,
        @Nullable Instant verifyDueAt,
        int verifyAttempts,
        @Nullable Instant readAt) {

    /** What the catalogue wishes. */
    private record Wish(Wanted wanted, String cause, String title, int districtLgd) {}

    /** What the channel is known to have. */
    private record Shown(
            @Nullable String remoteId, @Nullable String reference, long version) {}

    /** Where the verification stands. */
    private record Verification(
            @Nullable Instant acceptedAt,
            @Nullable Instant dueAt,
            int attempts,
            @Nullable Instant readAt) {}

    /** Asks the channel about this listing at {@code due}; {@code began} restarts the deadlines. */
    public ListingRow verifyFrom(Instant began, Instant due) {
        return with(wish(), state, shown(), new Verification(began, due, 0, readAt));
    }

    public ListingRow readAgain(@Nullable Instant due, Instant now) {
        return with(wish(), state, shown(), new Verification(acceptedAt, due, verifyAttempts + 1, now));
    }

    /** As {@link #readAgain}, after a reading that told nothing of what the channel has of ours. */
    public ListingRow askAgain(@Nullable Instant due) {
        return with(wish(), state, shown(), new Verification(acceptedAt, due, verifyAttempts + 1, readAt));
    }

    public ListingRow identified(@Nullable String remote, @Nullable String submission) {
        String knownAs = remote == null ? remoteId : remote;
        String submitted = submission == null ? reference : submission;
        return with(wish(), state, new Shown(knownAs, submitted, listingVersion), verification());
    }

    /** As before the channel had anything of ours: known by no number there, shown in no version, asked about no more. */
    public ListingRow unlinked() {
        return with(wish(), state, new Shown(null, null, 0), new Verification(null, null, 0, readAt));
    }

    public ListingRow showing(long snapshotVersion) {
        return with(wish(), state, new Shown(remoteId, reference, snapshotVersion), verification());
    }

    /** The same row as it will stand in another state; for deciding what follows. */
    public ListingRow inState(State next) {
        return with(wish(), next, shown(), verification());
    }

    ListingRow wanted(Wanted wish, String why, String newTitle, int district) {
        return with(new Wish(wish, why, newTitle, district), state, shown(), verification());
    }

    private Wish wish() {
        return new Wish(wanted, wantedCause, title, districtLgd);
    }

    private Shown shown() {
        return new Shown(remoteId, reference, listingVersion);
    }

    private Verification verification() {
        return new Verification(acceptedAt, verifyDueAt, verifyAttempts, readAt);
    }

    private ListingRow with(Wish wish, State next, Shown shown, Verification verification) {
        return new ListingRow(
                id,
                agency,
                account,
                channel,
                sku,
                wish.districtLgd(),
                wish.title(),
                wish.wanted(),
                wish.cause(),
                next,
                cause,
                since,
                version,
                shown.remoteId(),
                shown.reference(),
                shown.version(),
                verification.acceptedAt(),
                verification.dueAt(),
                verification.attempts(),
                verification.readAt());
    }
}
