package org.haat.channelsync.adoption;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far we know what an account has at its channel.
 *
 * @param cursor page to go on with
 * @param whole false when a page said that the channel has more than its pages reach
 * @param since when the look under way began
 * @param lookedAt when the last one ended
 */
public record Look(
        State state,
        @Nullable String cursor,
        boolean whole,
        @Nullable Instant since,
        @Nullable Instant lookedAt) {

    /** What may be put. */
    public enum State {
        /** The channel's pages are read; nothing new is put meanwhile. */
        CENSUS,
        /** The channel does not show everything by pages: each listing is read before its first put. */
        EACH,
        /** All is known. */
        DONE
    }

    public boolean isLooking() {
        return state == State.CENSUS;
    }
}
