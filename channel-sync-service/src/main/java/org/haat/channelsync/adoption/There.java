package org.haat.channelsync.adoption;

import java.time.Instant;
import org.haat.event.Money;
import org.jspecify.annotations.Nullable;

/**
 * A listing that an account has at its channel and that was not ours when we saw it.
 *
 * @param sku the channel's name of it
 * @param remoteId ASIN or FSN, or null where the channel did not say
 * @param title as buyers see it, empty where the channel did not say
 * @param live whether buyers can find it, or null where the channel did not say
 * @param ourSku the product of ours that it is linked to
 */
public record There(
        String sku,
        @Nullable String remoteId,
        String title,
        @Nullable Money mrp,
        @Nullable Money price,
        @Nullable Integer quantity,
        @Nullable Boolean live,
        State state,
        @Nullable String ourSku,
        Instant seenAt,
        @Nullable Instant settledAt,
        @Nullable String settledBy) {

    /** Without the figures that may have moved since. */
    There withoutFigures() {
        return new There(sku, remoteId, title, null, null, null, live, state, ourSku, seenAt, settledAt, settledBy);
    }

    /** What became of it. */
    public enum State {
        /** Waits for a person, or for a product of that name. */
        OPEN,
        LINKED,
        /** A person wants it left alone. */
        LEFT
    }
}
