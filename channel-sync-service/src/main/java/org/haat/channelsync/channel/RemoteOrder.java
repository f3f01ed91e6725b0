package org.haat.channelsync.channel;

import java.time.Instant;
import java.util.List;
import org.haat.event.ChannelOrder;
import org.haat.event.Money;
import org.jspecify.annotations.Nullable;

/**
 * An order as the channel shows it, with the buyer's personal data in the clear: never log or store it, seal it. Fields
 * mean what they mean in {@link ChannelOrder}.
 */
public record RemoteOrder(
        String remoteOrderId,
        @Nullable String remoteGroupId,
        long version,
        ChannelOrder.Status status,
        Instant placedAt,
        Instant updatedAt,
        @Nullable Instant shipAfter,
        @Nullable Instant shipBy,
        boolean onHold,
        List<ChannelOrder.Line> lines,
        Money total,
        @Nullable String deliveryState,
        @Nullable String deliveryPin,
        @Nullable Buyer buyer,
        boolean fulfilledByChannel) {

    /** The same order with its lines told otherwise. */
    public RemoteOrder with(List<ChannelOrder.Line> otherLines) {
        return new RemoteOrder(
                remoteOrderId,
                remoteGroupId,
                version,
                status,
                placedAt,
                updatedAt,
                shipAfter,
                shipBy,
                onHold,
                otherLines,
                total,
                deliveryState,
                deliveryPin,
                buyer,
                fulfilledByChannel);
    }

    /** Personal data. */
    public record Buyer(
            @Nullable String name,
            @Nullable String addressLine1,
            @Nullable String addressLine2,
            @Nullable String city,
            @Nullable String phone,
            @Nullable String email) {
        @Override
        public String toString() {
            return "Buyer[withheld]";
        }
    }
}
