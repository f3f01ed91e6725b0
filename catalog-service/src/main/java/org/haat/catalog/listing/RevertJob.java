package org.haat.catalog.listing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far the putting back of a change set is.
 *
 * @param lines how many products the set changed
 * @param seen how many have been looked at
 * @param done how many were put back
 * @param kept how many stay as they are though they differ
 * @param failed a fault stopped it; asking again goes over the rest, and what is put back already stays so
 */
public record RevertJob(
        long id,
        UUID changeSet,
        Instant askedAt,
        String askedBy,
        @Nullable Instant endedAt,
        boolean failed,
        int lines,
        int seen,
        int done,
        int kept) {
    @JsonIgnore
    public boolean isRunning() {
        return endedAt == null;
    }

    /** Of a hundred. */
    public int percent() {
        return lines == 0 ? 100 : (int) Math.min(100, 100L * seen / lines);
    }
}
