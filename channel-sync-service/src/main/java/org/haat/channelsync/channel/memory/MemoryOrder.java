package org.haat.channelsync.channel.memory;

import java.time.Instant;
import java.util.List;
import org.haat.channelsync.channel.RemoteOrder;
import org.haat.event.ChannelOrder;
import org.haat.event.Money;
import org.jspecify.annotations.Nullable;

/**
 * An order as the marketplace in memory keeps it.
 *
 * @param status its own word; the channel knows those of {@link ChannelOrder.Status}
 */
public record MemoryOrder(
        String id,
        String status,
        Instant placedAt,
        Instant updatedAt,
        List<ChannelOrder.Line> lines,
        Money total,
        String deliveryState,
        String deliveryPin,
        RemoteOrder.@Nullable Buyer buyer) {

    MemoryOrder moved(String newStatus, Instant at) {
        return new MemoryOrder(id, newStatus, placedAt, at, lines, total, deliveryState, deliveryPin, buyer);
    }
}
