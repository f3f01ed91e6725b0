package org.haat.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Goods of one order line on their way back, as the channel shows them now: the whole of it, at {@code version}. A consumer keeps
 * the highest version. It moves no stock: that is decided by the person who holds the goods.
 *
 * @param version made from the channel's own last-updated time in epoch milliseconds
 * @param channelStatus the channel's own word, also where {@code status} is {@code OTHER}
 * @param remoteOrderId the order as it stands in {@link ChannelOrder}, or null when the channel does not say
 * @param remoteGroupId the buyer's whole order, or null
 * @param remoteLineId the channel's id of the line
 * @param quantity whole pieces, at least 1
 * @param reason the channel's own word of why, or null
 * @param expectedAt when the goods are to arrive, or null
 */
public record ChannelReturn(
        String agency,
        String account,
        String channel,
        String remoteReturnId,
        long version,
        Kind kind,
        Status status,
        String channelStatus,
        @Nullable String remoteOrderId,
        @Nullable String remoteGroupId,
        String remoteLineId,
        int quantity,
        @Nullable String reason,
        @Nullable String subReason,
        @Nullable String carrier,
        @Nullable String trackingNumber,
        @Nullable Instant expectedAt,
        Instant createdAt,
        Instant updatedAt) {

    /** Who sends it back. */
    public enum Kind {
        /** The buyer, after it was delivered. */
        CUSTOMER,
        /** The courier, who could not deliver it. */
        COURIER
    }

    /** In the order in which they follow one another; a channel may leave some out. */
    public enum Status {
        CREATED,
        ON_THE_WAY,
        /** The channel shows it as back. */
        COMPLETED,
        CANCELLED,
        /** A word that nobody described; {@code channelStatus} has it. */
        OTHER
    }
}
