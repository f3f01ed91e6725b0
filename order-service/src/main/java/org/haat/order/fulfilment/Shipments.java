package org.haat.order.fulfilment;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
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

    /** Parcels that a person has to do with: not taken by their channel yet, or with a label made since {@code since}. */
    public List<Shipment> inWork(Instant since, ParcelCursor from, int limit) {
        return find(
                        "select s from Shipment s join fetch s.order o where (s.confirmation in (?1, ?2) or s.papersAt > ?3)"
                                + " and (coalesce(o.shipBy, ?4) > ?5 or coalesce(o.shipBy, ?4) = ?5"
                                + " and (s.createdAt > ?6 or s.createdAt = ?6 and s.id > ?7))"
                                + " order by coalesce(o.shipBy, ?4), s.createdAt, s.id",
                        Shipment.Confirmation.WAITING,
                        Shipment.Confirmation.REFUSED,
                        since,
                        ParcelCursor.NEVER,
                        from.shipBy(),
                        from.createdAt(),
                        from.id())
                .page(0, limit)
                .list();
    }

    Optional<Shipment> byClientKey(UUID orderId, String clientKey) {
        return find("order.id = ?1 and clientKey = ?2", orderId, clientKey).firstResultOptional();
    }
}
