package org.haat.order.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.haat.event.ChannelOrder;
import org.haat.event.Money;
import org.jspecify.annotations.Nullable;

/** An order as a list shows it: nothing of the buyer. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderSummary(
        UUID id,
        String agency,
        String channel,
        String account,
        String remoteOrderId,
        OrderState state,
        ChannelOrder.Status channelStatus,
        Instant placedAt,
        @Nullable Instant shipBy,
        boolean onHold,
        boolean fulfilledByChannel,
        Money total,
        int pieces,
        List<String> skus,
        Set<Attention> attention) {

    public static OrderSummary of(Order order) {
        return new OrderSummary(
                order.id,
                order.agency(),
                order.channel,
                order.account,
                order.remoteOrderId,
                order.state,
                order.channelStatus,
                order.placedAt,
                order.shipBy,
                order.isOnHold(),
                order.fulfilledByChannel,
                new Money(order.totalMinor, order.currency),
                order.lines.stream().mapToInt(line -> line.quantity).sum(),
                order.lines.stream().map(line -> line.sku).distinct().toList(),
                order.flags());
    }
}
