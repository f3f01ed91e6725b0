package org.haat.order.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.haat.event.ChannelOrder;
import org.haat.event.Money;
import org.haat.vault.Vault;
import org.jspecify.annotations.Nullable;

/**
 * An order as its page shows it; the buyer masked, and absent while the channel has not confirmed the payment.
 *
 * @param cancellation who ended it, when and why; absent while nobody did
 * @param cancelledUnderWay its channel cancelled it when pieces of it had left
 * @param makers whose work it is and what was sold of each
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderView(
        UUID id,
        String agency,
        String channel,
        String account,
        String remoteOrderId,
        @Nullable String remoteGroupId,
        long version,
        long revision,
        OrderState state,
        ChannelOrder.Status channelStatus,
        @Nullable CancelledBy cancelledBy,
        @Nullable Cancellation cancellation,
        boolean cancelledUnderWay,
        Instant placedAt,
        Instant updatedAt,
        Instant receivedAt,
        Instant changedAt,
        @Nullable Instant shipAfter,
        @Nullable Instant shipBy,
        boolean onHold,
        @Nullable String holdReason,
        boolean fulfilledByChannel,
        Money total,
        @Nullable String deliveryState,
        @Nullable String deliveryPin,
        @Nullable String placeOfSupply,
        @Nullable Buyer buyer,
        Set<Attention> attention,
        List<MakerShare> makers,
        List<Line> lines) {

    /**
     * @param openQuantity pieces that were neither cancelled nor have left
     * @param shippableQuantity of these, held by the catalogue
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Line(
            UUID id,
            String remoteLineId,
            String sku,
            boolean skuKnown,
            @Nullable String title,
            @Nullable String producerCode,
            @Nullable String producerName,
            int quantity,
            int cancelledQuantity,
            int shippedQuantity,
            int returnedQuantity,
            int openQuantity,
            int shippableQuantity,
            Reservation reservation,
            @Nullable Money unitPrice,
            Money lineTotal,
            Money shipping,
            @Nullable LineTax tax,
            boolean buyerCancelRequested) {
        static Line of(OrderLine line) {
            String currency = line.order.currency;
            return new Line(
                    line.id,
                    line.remoteLineId,
                    line.sku,
                    line.skuKnown,
                    line.title,
                    line.producerCode,
                    line.producerName,
                    line.quantity,
                    line.cancelledQuantity,
                    line.shippedQuantity,
                    line.returnedQuantity,
                    line.openQuantity(),
                    Math.max(0, line.shippableQuantity()),
                    line.stock.reservation,
                    line.unitPriceMinor == null ? null : new Money(line.unitPriceMinor, currency),
                    new Money(line.lineTotalMinor, currency),
                    new Money(line.shippingMinor, currency),
                    line.tax,
                    line.buyerCancelRequested);
        }
    }

    public static OrderView of(Order order, Vault vault) {
        boolean pending = order.channelStatus == ChannelOrder.Status.PENDING;
        return new OrderView(
                order.id,
                order.agency(),
                order.channel,
                order.account,
                order.remoteOrderId,
                order.remoteGroupId,
                order.version,
                order.revision,
                order.state,
                order.channelStatus,
                order.cancelledBy,
                order.cancellation,
                order.cancelledUnderWay,
                order.placedAt,
                order.updatedAt,
                order.receivedAt,
                order.changedAt,
                order.shipAfter,
                order.shipBy,
                order.isOnHold(),
                order.holdReason,
                order.fulfilledByChannel,
                new Money(order.totalMinor, order.currency),
                order.deliveryState,
                pending ? null : order.deliveryPin,
                order.placeOfSupply,
                order.maskedBuyer(vault).orElse(null),
                order.flags(),
                MakerShare.of(order),
                order.lines.stream().map(Line::of).toList());
    }
}
