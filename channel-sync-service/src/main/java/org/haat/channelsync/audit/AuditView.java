package org.haat.channelsync.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An audit as people and programs see it.
 *
 * @param state {@code RUNNING} or how it ended
 * @param phase what it does while it runs, else null
 * @param why code of what keeps it from being whole or from mending, else null
 * @param callsPerMinimum calls made against the least possible, once it ended
 * @param texts listings whose content was compared with what was sent
 * @param textsLeft listings whose content was not read, since the channel's list tells no change of it
 * @param contents whose content was read, where the channel's list does not tell it
 * @param contentShare which part of {@code contentShares} this audit read, or null
 * @param contentShares in how many nights the content of each listing is compared
 * @param drift what differed, by kind; nothing while nothing was confirmed
 */
public record AuditView(
        long id,
        UUID account,
        String accountName,
        String channel,
        String state,
        @Nullable String phase,
        @Nullable String why,
        boolean reportOnly,
        String askedBy,
        Instant beganAt,
        @Nullable Instant endedAt,
        long found,
        long compared,
        long moving,
        long calls,
        long minimum,
        @Nullable Double callsPerMinimum,
        long texts,
        long textsLeft,
        Contents contents,
        @Nullable Integer contentShare,
        int contentShares,
        List<Drift> drift) {

    /** Whose content is read. */
    public enum Contents {
        /** What the list says was changed since it was read last. */
        CHANGED,
        /** The same, and a part of all listings. */
        SHARE,
        ALL
    }

    /** @param waiting lines that a person must decide about */
    public record Drift(DriftKind kind, long lines, long repaired, long waiting) {}

    /**
     * One difference.
     *
     * @param ours whether it is a listing of this account here
     */
    public record Line(
            long id,
            DriftKind kind,
            String sku,
            @Nullable String remoteId,
            boolean ours,
            String wanted,
            String shown,
            String state,
            Instant foundAt,
            @Nullable Instant settledAt,
            @Nullable String settledBy) {}

    /** All lines of drift. */
    public long lines() {
        return drift.stream().mapToLong(Drift::lines).sum();
    }

    public boolean running() {
        return state.equals("RUNNING");
    }
}
