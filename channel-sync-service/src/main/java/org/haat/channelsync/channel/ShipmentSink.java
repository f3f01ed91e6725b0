package org.haat.channelsync.channel;

import org.haat.event.Shipment;

/** Tells the channel that goods left. */
public interface ShipmentSink {
    /** The step at which a channel with {@link ShipmentPapers} stops until they are kept. */
    String PACKED = "packed";

    /** The step of a shipment with which nothing was done yet, or with which the channel began anew. */
    String TO_PACK = "to pack";

    /**
     * Moves the channel's order towards "shipped" by as many steps as it takes now, at most to {@link #PACKED} where the channel
     * has {@link ShipmentPapers}. Safe to repeat: it reads the order's state first where a step is not idempotent (Flipkart:
     * pack, wait, dispatch).
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
