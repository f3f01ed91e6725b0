package org.haat.order.returns;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.haat.event.ChannelReturn;
import org.jspecify.annotations.Nullable;

/**
 * A return as the API shows it.
 *
 * @param orderId null while we have no such order
 * @param announced false while only we expect it, because the order was cancelled under way; then its id is ours
 * @param channelStatus the channel's own word
 * @param sellable pieces that can be sold again, null until a person has looked
 * @param missing of what was announced, pieces that were not in the parcel
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReturnView(
        UUID id,
        String remoteReturnId,
        boolean announced,
        String channel,
        @Nullable UUID orderId,
        @Nullable UUID lineId,
        @Nullable String remoteOrderId,
        String remoteLineId,
        ChannelReturn.Kind kind,
        ChannelReturn.Status status,
        String channelStatus,
        int quantity,
        @Nullable String reason,
        @Nullable String subReason,
        @Nullable String carrier,
        @Nullable String trackingNumber,
        @Nullable Instant expectedAt,
        Instant createdAt,
        Instant updatedAt,
        boolean mayBeReceived,
        @Nullable Integer sellable,
        @Nullable Integer damaged,
        @Nullable Integer missing,
        @Nullable Instant receivedAt,
        @Nullable String receivedBy) {
    static ReturnView of(OrderReturn goods) {
        Integer sellable = goods.sellable;
        Integer damaged = goods.damaged;
        return new ReturnView(
                goods.id,
                goods.remoteReturnId,
                !goods.isOurWord(),
                goods.channel,
                goods.orderId,
                goods.lineId,
                goods.remoteOrderId,
                goods.remoteLineId,
                goods.kind,
                goods.status,
                goods.channelStatus,
                goods.quantity,
                goods.reason,
                goods.subReason,
                goods.carrier,
                goods.trackingNumber,
                goods.expectedAt,
                goods.createdAt,
                goods.updatedAt,
                goods.isOpen(),
                sellable,
                damaged,
                sellable == null || damaged == null ? null : Integer.valueOf(goods.quantity - sellable - damaged),
                goods.receivedAt,
                goods.receivedBy);
    }
}
