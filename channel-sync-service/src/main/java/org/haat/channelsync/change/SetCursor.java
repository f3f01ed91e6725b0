package org.haat.channelsync.change;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.haat.edge.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of change sets ended: the newest first, those of one moment by account and id, so that none of them is left
 * out between two pages.
 */
public record SetCursor(Instant firstAt, UUID account, String id) {
    static final SetCursor NEWEST = new SetCursor(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1, -1), "");
    private static final int PARTS = 3;

    static SetCursor after(ChangeSetView.Set set) {
        return new SetCursor(set.firstAt(), set.account(), set.id());
    }

    /** @throws Problem 422 when it is none of ours */
    static SetCursor parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return NEWEST;
        }
        String[] parts = text.split("_", PARTS);
        if (parts.length != PARTS) {
            throw unknown();
        }
        try {
            Instant at = Instant.parse(parts[0]);
            if (at.isBefore(Instant.EPOCH) || at.isAfter(NEWEST.firstAt)) {
                throw unknown();
            }
            return new SetCursor(at, UUID.fromString(parts[1]), parts[2]);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static Problem unknown() {
        return Problem.invalid("before", "not-a-cursor", "Send the next of the page before.");
    }

    @Override
    public String toString() {
        return firstAt + "_" + account + '_' + id;
    }
}
