package org.haat.order.fulfilment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.haat.order.order.CancelledUnderWay;

/** A channel that cancelled an order takes no parcel of it any more; nobody need wait for its answer or mend a refusal. */
@ApplicationScoped
public class WithdrawParcels {
    private final Shipments shipments;

    public WithdrawParcels(Shipments shipments) {
        this.shipments = shipments;
    }

    void cancelled(@Observes CancelledUnderWay told) {
        shipments.ofOrder(told.order().id()).forEach(Shipment::withdrawn);
    }
}
