package org.haat.channelsync.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One audit of one account.
 *
 * @param askedBy a person's name, or {@code schedule}
 * @param reportOnly true when nothing is mended
 * @param outcome null while it runs
 * @param why why it is incomplete, failed or mends nothing, as a code; else null
 * @param cursor page of the census to go on with
 * @param afterListing id of the listing read last
 * @param whole false when the channel has more than its pages reach
 * @param found listings on the pages
 * @param named those of them that the pages only named
 * @param read listings read one by one because no page showed them
 * @param compared listings of ours that were held against the channel
 * @param moving those of them with a change under way, judged another time
 * @param calls calls made, also those that failed
 * @param minimum calls without which this could not have been proven
 * @param failures failed calls since the last good one
 * @param contentShares what is read for its content alone, where pages tell less of it than a reading: 0 what they say was changed,
 *     1 every listing, N each N-th beside what was changed
 * @param contentShare which of the N
 * @param texts listings whose content was compared with what was sent
 * @param textsLeft listings that were not read for their content, since pages tell no change of it
 */
public record Audit(
        long id,
        UUID account,
        String agency,
        String askedBy,
        boolean scheduled,
        boolean reportOnly,
        Phase phase,
        @Nullable Outcome outcome,
        @Nullable String why,
        Instant beganAt,
        @Nullable Instant endedAt,
        @Nullable String cursor,
        long afterListing,
        boolean whole,
        long found,
        long named,
        long read,
        long compared,
        long moving,
        long calls,
        long minimum,
        int failures,
        int contentShares,
        int contentShare,
        long texts,
        long textsLeft) {
    static final String SCHEDULE = "schedule";
    /** Of {@link #contentShares}. */
    static final int WHAT_WAS_CHANGED = 0;

    static final int EVERY_LISTING = 1;

    /** What it does now. */
    public enum Phase {
        CENSUS,
        READ,
        CONFIRM
    }

    /** How it ended. */
    public enum Outcome {
        COMPLETE,
        INCOMPLETE,
        FAILED,
        STOPPED
    }

    boolean isRunning() {
        return outcome == null;
    }
}
