package org.haat.order.fulfilment;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Shipments, behind the scope of whoever asks. */
@ApplicationScoped
public class Shipments implements PanacheRepositoryBase<Shipment, UUID> {
    /** In the order they left. */
    public List<Shipment> ofOrder(UUID orderId) {
        return list("order.id = ?1 order by packageNumber", orderId);
    }

    Optional<Shipment> byClientKey(UUID orderId, String clientKey) {
        return find("order.id = ?1 and clientKey = ?2", orderId, clientKey).firstResultOptional();
    }
}
