package org.haat.catalog.product;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.haat.catalog.sql.Bulk;
import org.haat.catalog.sql.Sql;
import org.haat.catalog.text.SearchKey;
import org.haat.edge.Problem;
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

    private final Sql sql;
    private final Bulk bulk;

    public Products(Sql sql, Bulk bulk) {
        this.sql = sql;
        this.bulk = bulk;
    }

    public Optional<Product> ofSku(String sku) {
        return find("skuKey = ?1", lower(sku)).firstResultOptional();
    }

    /** Those of every agency that may be seen. */
    public List<Product> everyOfSku(String sku) {
        return list("skuKey = ?1 order by agency", lower(sku));
    }

    /** Locked in the order of SKUs until the transaction ends, by SKU in lower case. */
    public Map<String, Product> lock(String agency, Collection<String> skus) {
        List<String> lower = skus.stream().map(Products::lower).distinct().toList();
        Map<String, Product> locked = new HashMap<>();
        if (lower.isEmpty()) {
            return locked;
        }
        find("agency = ?1 and skuKey in ?2 order by skuKey", agency, lower)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list()
                .forEach(product -> locked.put(lower(product.sku), product));
        return locked;
    }

    /**
     * Writes products whole, one statement for the new and one for the changed, however many. Those in {@code changed} were
     * locked in this transaction; Hibernate looks after none of them any more.
     */
    public void store(Collection<Product> created, Collection<Product> changed) {
        changed.forEach(product -> {
            getEntityManager().detach(product);
            product.version++;
        });
        int written = bulk.insert("product", inOrder(created), "ON CONFLICT (agency, sku_key) DO NOTHING");
        if (written < created.size()) {
            throw Problem.conflict(
                    "sku-exists", "Somebody else just made a product of the same SKU. Look at it first.");
        }
        bulk.update("product", List.of("id"), inOrder(changed));
    }

    /** Two transactions that write the same SKUs do it in the same order, so that neither waits for the other in a circle. */
    private static List<Product> inOrder(Collection<Product> products) {
        return products.stream()
                .sorted(Comparator.comparing(product -> lower(product.sku)))
                .toList();
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
        sql.list(
                        // Key by key through the index, whatever the planner believes of a table that just began to
                        // fill.
                        "SELECT p.* FROM unnest(?) AS key CROSS JOIN LATERAL (SELECT sku_key, content_hash, terms_hash,"
                                + " district_lgd, row_stock FROM product WHERE agency = ? AND sku_key = key LIMIT 1) AS p",
                        row -> Map.entry(
                                row.getString(1),
                                new Fingerprint(row.getBytes(2), row.getBytes(3), row.getInt(4), row.getString(5))),
                        lower,
                        agency)
                .forEach(entry -> fingerprints.put(entry.getKey(), entry.getValue()));
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
            query.append(" and producerKey = :producer");
            parameters.and("producer", search.producer().toLowerCase(Locale.ROOT));
        }
        if (search.text() != null && !search.text().isBlank()) {
            query.append(" and searchKey like :text escape '!'");
            parameters.and("text", '%' + literal(SearchKey.of(search.text())) + '%');
        }
        if (!search.skus().isEmpty()) {
            query.append(" and skuKey in :skus");
            parameters.and("skus", search.skus().stream().map(Products::lower).toList());
        }
    }

    private static String literal(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
