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

    /** Asks the channel about this listing at {@code due}; {@code began} restarts the deadlines. */
    public ListingRow verifyFrom(Instant began, Instant due) {
        return new ListingRow(
                id,
                agency,
                account,
                channel,
                sku,
                districtLgd,
                title,
                wanted,
                wantedCause,
                state,
                cause,
                since,
                version,
                remoteId,
                reference,
                listingVersion,
                began,
                due,
                0,
                readAt);
    }

    public ListingRow readAgain(@Nullable Instant due, Instant now) {
        return new ListingRow(
                id,
                agency,
                account,
                channel,
                sku,
                districtLgd,
                title,
                wanted,
                wantedCause,
                state,
                cause,
                since,
                version,
                remoteId,
                reference,
                listingVersion,
                acceptedAt,
                due,
                verifyAttempts + 1,
                now);
    }

    public ListingRow identified(@Nullable String remote, @Nullable String submission) {
        return new ListingRow(
                id,
                agency,
                account,
                channel,
                sku,
                districtLgd,
                title,
                wanted,
                wantedCause,
                state,
                cause,
                since,
                version,
                remote == null ? remoteId : remote,
                submission == null ? reference : submission,
                listingVersion,
                acceptedAt,
                verifyDueAt,
                verifyAttempts,
                readAt);
    }

    public ListingRow showing(long snapshotVersion) {
        return new ListingRow(
                id,
                agency,
                account,
                channel,
                sku,
                districtLgd,
                title,
                wanted,
                wantedCause,
                state,
                cause,
                since,
                version,
                remoteId,
                reference,
                snapshotVersion,
                acceptedAt,
                verifyDueAt,
                verifyAttempts,
                readAt);
    }

    /** The same row as it will stand in another state; for deciding what follows. */
    public ListingRow inState(State next) {
        return new ListingRow(
                id,
                agency,
                account,
                channel,
                sku,
                districtLgd,
                title,
                wanted,
                wantedCause,
                next,
                cause,
                since,
                version,
                remoteId,
                reference,
                listingVersion,
                acceptedAt,
                verifyDueAt,
                verifyAttempts,
                readAt);
    }

    ListingRow wanted(Wanted wish, String why, String newTitle, int district) {
        return new ListingRow(
                id,
                agency,
                account,
                channel,
                sku,
                district,
                newTitle,
                wish,
                why,
                state,
                cause,
                since,
                version,
                remoteId,
                reference,
                listingVersion,
                acceptedAt,
                verifyDueAt,
                verifyAttempts,
                readAt);
    }
}
