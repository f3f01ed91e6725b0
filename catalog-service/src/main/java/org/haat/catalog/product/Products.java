package org.haat.catalog.product;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.haat.catalog.text.SearchKey;
import org.jspecify.annotations.Nullable;

/** The products that the caller may see. SKUs are compared without regard to case. */
@ApplicationScoped
public class Products implements PanacheRepositoryBase<Product, UUID> {
    /**
     * What a list is narrowed to; null or empty means all.
     *
     * @param text part of SKU, title or brand, in any of the three scripts
     * @param skus only these
     */
    public record Search(
            @Nullable ProductState state,
            @Nullable String craft,
            @Nullable String producer,
            @Nullable String text,
            Collection<String> skus) {
        public static Search of(ProductState state) {
            return new Search(state, null, null, null, List.of());
        }
    }

    public Optional<Product> ofSku(String sku) {
        return find("lower(sku) = ?1", lower(sku)).firstResultOptional();
    }

    /** Locked in the order of SKUs until the transaction ends, by SKU in lower case. */
    public Map<String, Product> lock(String agency, Collection<String> skus) {
        List<String> lower = skus.stream().map(Products::lower).distinct().toList();
        Map<String, Product> locked = new HashMap<>();
        find("agency = ?1 and lower(sku) in ?2 order by lower(sku)", agency, lower)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list()
                .forEach(product -> locked.put(lower(product.sku), product));
        return locked;
    }

    /** What is needed to know that a draft would change nothing; read without a lock. */
    public record Fingerprint(
            byte[] contentHash,
            byte[] termsHash,
            int districtLgd,
            @Nullable String rowStock) {
        public boolean isOf(ProductDraft draft, int district) {
            return districtLgd == district
                    && Arrays.equals(contentHash, draft.contentHash())
                    && Arrays.equals(termsHash, draft.terms().hash());
        }
    }

    /** By SKU in lower case. */
    public Map<String, Fingerprint> fingerprints(String agency, Collection<String> skus) {
        List<String> lower = skus.stream().map(Products::lower).distinct().toList();
        Map<String, Fingerprint> fingerprints = new HashMap<>();
        getEntityManager()
                .createQuery(
                        "select lower(sku), contentHash, termsHash, districtLgd, rowStock from Product"
                                + " where agency = :agency and lower(sku) in :skus",
                        Object[].class)
                .setParameter("agency", agency)
                .setParameter("skus", lower)
                .getResultList()
                .forEach(row -> fingerprints.put(
                        (String) row[0],
                        new Fingerprint((byte[]) row[1], (byte[]) row[2], (int) row[3], (String) row[4])));
        return fingerprints;
    }

    /** In the order of SKUs, those after {@code after}. */
    public List<Product> page(Search search, @Nullable String after, int limit) {
        StringBuilder query = new StringBuilder("sku > :after");
        Parameters parameters = Parameters.with("after", after == null ? "" : after);
        narrow(search, query, parameters);
        return find(query + " order by sku, agency", parameters)
                .page(Page.ofSize(limit))
                .list();
    }

    /** How many there are of each state. */
    public Map<ProductState, Long> countByState() {
        Map<ProductState, Long> counts = new HashMap<>();
        getEntityManager()
                .createQuery("select state, count(*) from Product group by state", Object[].class)
                .getResultList()
                .forEach(row -> counts.put((ProductState) row[0], (Long) row[1]));
        return counts;
    }

    public static String lower(String sku) {
        return sku.toLowerCase(Locale.ROOT);
    }

    private static void narrow(Search search, StringBuilder query, Parameters parameters) {
        if (search.state() != null) {
            query.append(" and state = :state");
            parameters.and("state", search.state());
        }
        if (search.craft() != null) {
            query.append(" and craft = :craft");
            parameters.and("craft", search.craft());
        }
        if (search.producer() != null) {
            query.append(" and lower(producerCode) = :producer");
            parameters.and("producer", search.producer().toLowerCase(Locale.ROOT));
        }
        if (search.text() != null && !search.text().isBlank()) {
            query.append(" and searchKey like :text escape '!'");
            parameters.and("text", '%' + literal(SearchKey.of(search.text())) + '%');
        }
        if (!search.skus().isEmpty()) {
            query.append(" and lower(sku) in :skus");
            parameters.and("skus", search.skus().stream().map(Products::lower).toList());
        }
    }

    private static String literal(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
