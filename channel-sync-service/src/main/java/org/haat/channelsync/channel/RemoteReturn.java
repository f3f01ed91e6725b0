package org.haat.channelsync.channel;

import java.time.Instant;
import org.haat.event.ChannelReturn;
import org.jspecify.annotations.Nullable;

/** Goods on their way back as the channel shows them. Fields mean what they mean in {@link ChannelReturn}; nothing personal. */
public record RemoteReturn(
        String remoteReturnId,
        long version,
        ChannelReturn.Kind kind,
        ChannelReturn.Status status,
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
        Instant updatedAt) {}
