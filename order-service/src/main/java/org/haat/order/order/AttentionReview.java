package org.haat.order.order;

import org.haat.event.ChannelOrder.Status;

/** What a person must look at, as far as it follows from the order as it stands now. */
final class AttentionReview {
    private AttentionReview() {}

    static void of(Order order) {
        boolean open = order.state.isOpen();
        order.flag(
                Attention.UNKNOWN_SKU,
                open && order.lines.stream().anyMatch(line -> !line.skuKnown && line.openQuantity() > 0));
        order.flag(Attention.SHORT_STOCK, open && order.lines.stream().anyMatch(OrderLine::isShort));
        order.flag(
                Attention.BUYER_WANTS_TO_CANCEL,
                open && order.lines.stream().anyMatch(line -> line.buyerCancelRequested && line.openQuantity() > 0));
        order.flag(Attention.TOTAL_DIFFERS, open && sumOfLines(order) != order.totalMinor);
        order.flag(Attention.CANCEL_ON_CHANNEL, channelExpectsWhatWeCancelled(order));
    }

    private static long sumOfLines(Order order) {
        return order.lines.stream()
                .mapToLong(line -> line.lineTotalMinor + line.shippingMinor)
                .sum();
    }

    private static boolean channelExpectsWhatWeCancelled(Order order) {
        return !order.isFromPartner()
                && order.channelStatus != Status.CANCELLED
                && (order.cancelledBy == null || order.cancelledBy == CancelledBy.SELLER)
                && order.lines.stream().anyMatch(OrderLine::cancelledOnlyByUs);
    }
}
