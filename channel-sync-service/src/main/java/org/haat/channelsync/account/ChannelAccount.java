package org.haat.channelsync.account;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An agency's seller account on a channel, without its secrets.
 *
 * @param cause why it is not active, in words for a person
 * @param stopped why its whole channel is stopped, else null
 * @param awaySince since when it shows no stock because nobody is there to send goods, else null
 * @param version grows with each change a person makes, for If-Match
 */
public record ChannelAccount(
        UUID id,
        String agency,
        String channel,
        String name,
        AccountState state,
        @Nullable String cause,
        Instant stateSince,
        Map<String, String> settings,
        long version,
        Instant updatedAt,
        String updatedBy,
        @Nullable String stopped,
        @Nullable Instant awaySince,
        @Nullable String awayReason) {
    /** Nothing leaves for an account that is not, and nothing is fetched. */
    public boolean isActive() {
        return state == AccountState.ACTIVE && stopped == null;
    }

    public boolean isAway() {
        return awaySince != null;
    }
}
