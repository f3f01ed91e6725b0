package org.haat.order.privacy;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The audit trail of looks at buyers' data, behind the scope of whoever asks. */
@ApplicationScoped
public class BuyerReveals implements PanacheRepositoryBase<BuyerReveal, Long> {
    /** The newest first. */
    public List<BuyerReveal> ofOrder(UUID orderId) {
        return list("orderId = ?1 order by id desc", orderId);
    }
}
