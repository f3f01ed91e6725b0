package org.haat.channelsync.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A document of changes on its way.
 *
 * @param call the open call that carries its lines
 * @param document the channel's name of the document, once it has it
 * @param reference the channel's number of the feed, once it has begun
 * @param begunAt when the channel was told to begin
 * @param askDueAt when the next step is due
 * @param late it has taken longer than it may
 * @param word the channel's last word of it
 * @param givenUpBy who waits for it no longer, or null
 * @param takeBack what is known of asking it back, or null when nobody did
 * @param takeBackAt when that was asked
 */
public record FeedRow(
        long id,
        UUID account,
        long call,
        Operation operation,
        int lines,
        State state,
        @Nullable String document,
        @Nullable String reference,
        Instant claimedAt,
        @Nullable Instant begunAt,
        int asks,
        @Nullable Instant askedAt,
        @Nullable Instant askDueAt,
        boolean late,
        @Nullable String word,
        @Nullable Instant finishedAt,
        @Nullable String outcome,
        @Nullable String givenUpBy,
        @Nullable TakeBack takeBack,
        @Nullable Instant takeBackAt) {
    /** What is known of asking the channel to take a feed back. Whether it did, the feed's outcome tells. */
    public enum TakeBack {
        ASKED,
        TOO_LATE
    }

    /** See the table's words. */
    public enum State {
        PREPARING,
        UPLOADED,
        STARTING,
        LOST,
        RUNNING,
        OVER
    }

    boolean isDue(Instant now) {
        return askDueAt == null || !askDueAt.isAfter(now);
    }

    /** Whether it may still turn out that the channel took it back. */
    boolean mayComeBack(Instant now, Duration patience) {
        return takeBack == TakeBack.ASKED && takeBackAt != null && now.isBefore(takeBackAt.plus(patience));
    }

    Duration elapsed(Instant now) {
        return Duration.between(begunAt == null ? claimedAt : begunAt, now);
    }
}
