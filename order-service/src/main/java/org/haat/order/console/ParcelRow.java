package org.haat.order.console;

import java.time.Instant;
import java.util.UUID;
import org.haat.order.fulfilment.Shipment;
import org.haat.order.fulfilment.ShipmentView;
import org.jspecify.annotations.Nullable;

/**
 * A parcel in the list of the person who packs.
 *
 * @param deadline tone of the latest hand-over, empty once the channel shows it
 */
record ParcelRow(
        UUID orderId,
        String remoteOrderId,
        String channel,
        @Nullable Instant shipBy,
        String deadline,
        ShipmentView parcel) {
    static ParcelRow of(Shipment shipment, Instant now) {
        ShipmentView parcel = ShipmentView.of(shipment);
        boolean waits = parcel.confirmation() == Shipment.Confirmation.WAITING
                || parcel.confirmation() == Shipment.Confirmation.REFUSED;
        return new ParcelRow(
                shipment.orderId(),
                shipment.remoteOrderId(),
                OrderRow.channel(shipment.channel()),
                shipment.shipBy(),
                waits ? OrderRow.deadline(shipment.shipBy(), now) : "",
                parcel);
    }
}
