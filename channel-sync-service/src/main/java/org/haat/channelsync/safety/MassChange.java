package org.haat.channelsync.safety;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Changes of one kind to so many listings of an account that a second person looks first.
 *
 * @param listings how many when it began to wait, those sent shortly before included
 * @param live listings of the account that buyers could see then
 * @param waiting how many wait now
 */
public record MassChange(
        long id,
        UUID account,
        String accountName,
        String channel,
        String agency,
        Kind kind,
        State state,
        Instant since,
        long listings,
        long live,
        long waiting,
        @Nullable Instant decidedAt,
        @Nullable String decidedBy) {

    /** Where it stands. */
    public enum State {
        WAITING,
        /** A person let it through. */
        RELEASED,
        /** The catalogue took it back. */
        GONE
    }

    /** One listing of it: what the channel has, and what it would get. */
    public record Line(
            long listing,
            String sku,
            String title,
            @Nullable String applied,
            @Nullable String desired) {}

    public boolean waits() {
        return state == State.WAITING;
    }
}
