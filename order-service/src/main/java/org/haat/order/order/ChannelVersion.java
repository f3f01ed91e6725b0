package org.haat.order.order;

import java.time.Instant;
import org.haat.event.ChannelOrder;
import org.haat.order.tax.GstStates;

/** One version of an order as its channel shows it, held against what we have. */
final class ChannelVersion {
    private final Order order;
    private final ChannelOrder in;

    ChannelVersion(Order order, ChannelOrder in) {
        this.order = order;
        this.in = in;
    }

    /** True when it has the lines and the total that we have: the same order told again. */
    boolean isWhatWeHave() {
        return order.totalMinor == in.total().minor()
                && order.lines.size() == in.lines().size()
                && in.lines().stream().allMatch(this::isOurs);
    }

    private boolean isOurs(ChannelOrder.Line line) {
        return order.lineByRemoteId(line.remoteLineId())
                .filter(known -> known.quantity == line.quantity()
                        && known.sku.equalsIgnoreCase(line.sku())
                        && known.lineTotalMinor == line.lineTotal().minor()
                        && known.shippingMinor == line.shipping().minor())
                .isPresent();
    }

    /** Takes over its head; lines and status follow in {@link OrderRevision}. What it leaves out stays as it was. */
    void takeOverHead(Instant now) {
        order.version = in.version();
        order.remoteGroupId = in.remoteGroupId();
        order.channelStatus = in.status();
        order.updatedAt = in.updatedAt();
        order.shipAfter = in.shipAfter();
        order.shipBy = in.shipBy();
        order.channelHold = in.onHold();
        order.totalMinor = in.total().minor();
        if (in.deliveryState() != null) {
            order.deliveryState = GstStates.canonical(in.deliveryState()).orElse(in.deliveryState());
        }
        if (in.deliveryPin() != null) {
            order.deliveryPin = in.deliveryPin();
        }
        if (in.buyer() != null) {
            order.buyer = SealedBuyer.of(in.buyer());
        }
        order.changedAt = now;
    }
}
