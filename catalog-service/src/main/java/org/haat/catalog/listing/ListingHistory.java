package org.haat.catalog.listing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haat.catalog.listing.gate.Judgement;
import org.haat.catalog.product.Product;
import org.haat.catalog.rule.Refusal;
import org.haat.catalog.sql.Bulk;
import org.haat.catalog.sql.Sql;
import org.haat.event.ListingSnapshot;

/** What channels were told and when, kept as evidence; and what the gate last said of each product. */
@Singleton
public class ListingHistory {
    private static final TypeReference<List<Refusal>> REFUSALS = new TypeReference<>() {};
    private final Sql sql;
    private final Bulk bulk;
    private final ObjectMapper mapper;

    /** A row of {@code listing_version}. */
    private record VersionRow(
            String agency, String sku, long version, int districtLgd, JsonNode snapshot, String person, Instant at) {}

    /** A row of {@code listing_refusal}. */
    private record RefusalRow(
            String agency, String sku, int districtLgd, String channel, JsonNode refusals, Instant at) {}

    public ListingHistory(Sql sql, Bulk bulk, ObjectMapper mapper) {
        this.sql = sql;
        this.bulk = bulk;
        this.mapper = mapper;
    }

    void add(List<ListingSnapshot> snapshots, String person, Instant now) {
        bulk.insert(
                "listing_version",
                snapshots.stream()
                        .map(snapshot -> new VersionRow(
                                snapshot.agency(),
                                snapshot.sku(),
                                snapshot.version(),
                                snapshot.producer().districtLgd(),
                                mapper.valueToTree(snapshot),
                                person,
                                now))
                        .toList(),
                "");
    }

    /** The newest of each SKU. */
    Map<String, ListingSnapshot> last(String agency, List<String> skus) {
        Map<String, ListingSnapshot> last = new HashMap<>();
        sql.list(
                        "SELECT DISTINCT ON (sku) snapshot FROM listing_version WHERE agency = ? AND sku = ANY (?)"
                                + " ORDER BY sku, version DESC",
                        row -> row.getString(1),
                        agency,
                        skus)
                .forEach(json -> {
                    ListingSnapshot snapshot = read(json, ListingSnapshot.class);
                    last.put(snapshot.sku(), snapshot);
                });
        return last;
    }

    /** Keeps the refusals of the last judgement, channel by channel, in place of those before. */
    void judged(String agency, Map<Product, Judgement> judgements, Instant now) {
        if (judgements.isEmpty()) {
            return;
        }
        int gone = sql.update(
                "DELETE FROM listing_refusal WHERE agency = ? AND sku = ANY (?)",
                agency,
                judgements.keySet().stream().map(Product::sku).toList());
        assert gone >= 0;
        List<RefusalRow> rows = new ArrayList<>();
        judgements.forEach((product, judgement) -> judgement.byChannel().forEach((channel, refusals) -> {
            if (!refusals.isEmpty()) {
                rows.add(new RefusalRow(
                        agency, product.sku(), product.districtLgd(), channel, mapper.valueToTree(refusals), now));
            }
        }));
        bulk.insert("listing_refusal", rows, "");
    }

    /** What the gate last refused, by channel. */
    public Map<String, List<Refusal>> refusals(String agency, String sku) {
        Map<String, List<Refusal>> refusals = new LinkedHashMap<>();
        sql.list(
                        "SELECT channel, refusals FROM listing_refusal WHERE agency = ? AND sku = ? ORDER BY channel",
                        row -> Map.entry(row.getString(1), row.getString(2)),
                        agency,
                        sku)
                .forEach(entry -> refusals.put(entry.getKey(), read(entry.getValue())));
        return refusals;
    }

    private List<Refusal> read(String json) {
        try {
            return mapper.readValue(json, REFUSALS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored refusal cannot be read", e);
        }
    }

    private <T> T read(String json, Class<T> type) {
        try {
            return mapper.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored " + type.getSimpleName() + " cannot be read", e);
        }
    }
}
