package org.haat.channelsync.inbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All listings with a cause tried again.
 *
 * @param account of one account only, else null
 * @param listings that had the cause when it was asked for
 * @param seen of them, gone through so far
 * @param tried of those seen, sent or read again
 * @param quarantined of those seen, left alone because the cause is known to be fatal
 */
public record RetryJob(
        long id,
        Cause cause,
        @Nullable UUID account,
        Instant askedAt,
        String askedBy,
        @Nullable Instant endedAt,
        long listings,
        long seen,
        long tried,
        long quarantined) {
    public boolean running() {
        return endedAt == null;
    }

    public long percent() {
        return endedAt != null || listings == 0 ? 100 : Math.min(99, seen * 100 / listings);
    }
}
