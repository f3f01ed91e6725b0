package org.haat.channelsync.channel;

import org.haat.event.Shipment;

/** Tells the channel that goods left. */
public interface ShipmentSink {
    /**
     * Moves the channel's order towards "shipped" by as many steps as it takes now. Safe to repeat: it reads the order's
     * state first where a step is not idempotent (Flipkart: pack, wait, dispatch).
     *
     * @throws ChannelException with {@code REJECTED} or {@code NOT_FOUND} when the channel will never take it
     */
    Progress confirm(Account account, Shipment shipment);

    /**
     * @param done the channel now shows the goods as shipped or handed over
     * @param step what was reached, for the person who watches ({@code packing}, {@code packed}, {@code dispatched})
     */
    record Progress(boolean done, String step) {}
}
