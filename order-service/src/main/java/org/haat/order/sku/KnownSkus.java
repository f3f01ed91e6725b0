package org.haat.order.sku;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The agency's goods, as the catalogue tells of them. SKUs are found in any case of their letters. */
@ApplicationScoped
public class KnownSkus implements PanacheRepositoryBase<KnownSku, KnownSku.Key> {
    public Optional<KnownSku> find(String agency, String sku) {
        return findByIdOptional(KnownSku.Key.of(agency, sku));
    }

    /** All of these that are known, in one question to the database. */
    public Function<String, Optional<KnownSku>> among(String agency, Collection<String> skus) {
        List<String> keys = skus.stream()
                .map(sku -> sku.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        Map<String, KnownSku> known = new HashMap<>();
        for (KnownSku sku : list("key.agency = ?1 and key.skuKey in ?2", agency, keys)) {
            known.put(sku.key.skuKey(), sku);
        }
        return sku -> Optional.ofNullable(known.get(sku.toLowerCase(Locale.ROOT)));
    }
}
