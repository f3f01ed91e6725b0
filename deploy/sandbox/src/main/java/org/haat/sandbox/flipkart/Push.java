package org.haat.sandbox.flipkart;

import java.time.Instant;

/**
 * A notification on its way to a seller's program.
 *
 * @param id rises with each, so that those of one shipment go out in order
 * @param blocks whether later ones of the shipment wait for it
 * @param due when it is sent next
 * @param tries how often it was sent in vain
 */
public record Push(
        long id,
        String account,
        String shipmentId,
        String eventType,
        String body,
        boolean blocks,
        Instant due,
        int tries) {

    Push again(Instant later) {
        return new Push(id, account, shipmentId, eventType, body, blocks, later, tries + 1);
    }
}
