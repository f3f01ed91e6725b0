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
        int failures) {
    static final String SCHEDULE = "schedule";

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
