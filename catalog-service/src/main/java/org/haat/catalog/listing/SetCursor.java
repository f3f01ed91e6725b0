package org.haat.catalog.listing;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.haat.edge.Problem;
import org.jspecify.annotations.Nullable;

/** Where a page of change sets ended: the newest first, those of one moment by id, so that none is left out between pages. */
public record SetCursor(Instant at, UUID id) {
    static final SetCursor NEWEST = new SetCursor(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1, -1));

    static SetCursor after(ChangeSet set) {
        return new SetCursor(set.at(), set.id());
    }

    /** @throws Problem 422 when it is none of ours */
    static SetCursor parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return NEWEST;
        }
        int end = text.indexOf('_');
        try {
            Instant at = Instant.parse(text.substring(0, Math.max(0, end)));
            if (at.isBefore(Instant.EPOCH) || at.isAfter(NEWEST.at)) {
                throw unknown();
            }
            return new SetCursor(at, UUID.fromString(text.substring(end + 1)));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static Problem unknown() {
        return Problem.invalid("before", "not-a-cursor", "Send the next of the page before.");
    }

    @Override
    public String toString() {
        return at + "_" + id;
    }
}
