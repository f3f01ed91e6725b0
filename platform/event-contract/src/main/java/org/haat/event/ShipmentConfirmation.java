package org.haat.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the channel said when we told it of a shipment.
 *
 * @param confirmed true when the channel now shows the goods as shipped
 * @param message the channel's own words when it refused, else null
 */
public record ShipmentConfirmation(
        String agency,
        String account,
        String channel,
        String remoteOrderId,
        String shipmentId,
        boolean confirmed,
        @Nullable String code,
        @Nullable String message,
        Instant at) {}
