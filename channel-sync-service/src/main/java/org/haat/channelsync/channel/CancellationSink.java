package org.haat.channelsync.channel;

import org.haat.event.OrderCancellation;

/** Tells the channel that the seller gives up an order, or lines of it. */
public interface CancellationSink {
    /**
     * Moves the channel's order towards "cancelled". Safe to repeat: it reads the order's state first.
     *
     * @return done when the channel now shows the pieces as cancelled
     * @throws ChannelException with {@code REJECTED} or {@code NOT_FOUND} when the channel will never take it
     */
    ShipmentSink.Progress cancel(Account account, OrderCancellation cancellation);
}
