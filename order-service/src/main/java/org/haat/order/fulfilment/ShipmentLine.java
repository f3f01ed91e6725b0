package org.haat.order.fulfilment;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/** Pieces of one line in a shipment; the agency stands in each row for row-level security. */
@Embeddable
public record ShipmentLine(
        @Column(name = "agency") String agency,
        @Column(name = "line_id") UUID lineId,
        @Column(name = "quantity") int quantity) {}
