package org.haat.order.sku;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The agency's goods, as the catalogue tells of them. */
@ApplicationScoped
public class KnownSkus implements PanacheRepositoryBase<KnownSku, KnownSku.Key> {
    /** Finds a SKU in any case of its letters. */
    public Optional<KnownSku> find(String agency, String sku) {
        return findByIdOptional(KnownSku.Key.of(agency, sku));
    }
}
