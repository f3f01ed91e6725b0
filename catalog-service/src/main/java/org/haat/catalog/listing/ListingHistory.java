package org.haat.catalog.listing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haat.catalog.listing.gate.Judgement;
import org.haat.catalog.product.Product;
import org.haat.catalog.rule.Refusal;
import org.haat.catalog.sql.Sql;
import org.haat.event.ListingSnapshot;
import org.jspecify.annotations.Nullable;

/** What channels were told and when, kept as evidence; and what the gate last said of each product. */
@Singleton
public class ListingHistory {
    private static final TypeReference<List<Refusal>> REFUSALS = new TypeReference<>() {};
    private final Sql sql;
    private final ObjectMapper mapper;

    public ListingHistory(Sql sql, ObjectMapper mapper) {
        this.sql = sql;
        this.mapper = mapper;
    }

    void add(List<ListingSnapshot> snapshots, String person, Instant now) {
        sql.batch(
                "INSERT INTO listing_version (agency, sku, version, district_lgd, snapshot, person, at)"
                        + " VALUES (?, ?, ?, ?, ?::jsonb, ?, ?)",
                snapshots.stream()
                        .map(snapshot -> new @Nullable Object[] {
                            snapshot.agency(),
                            snapshot.sku(),
                            snapshot.version(),
                            snapshot.producer().districtLgd(),
                            json(snapshot),
                            person,
                            now
                        })
                        .toList());
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
    void judged(Map<Product, Judgement> judgements, Instant now) {
        List<@Nullable Object[]> old = judgements.keySet().stream()
                .map(product -> new @Nullable Object[] {product.agency(), product.sku()})
                .toList();
        sql.batch("DELETE FROM listing_refusal WHERE agency = ? AND sku = ?", old);
        List<@Nullable Object[]> rows = judgements.entrySet().stream()
                .flatMap(entry -> entry.getValue().byChannel().entrySet().stream()
                        .filter(channel -> !channel.getValue().isEmpty())
                        .map(channel -> new @Nullable Object[] {
                            entry.getKey().agency(),
                            entry.getKey().sku(),
                            entry.getKey().districtLgd(),
                            channel.getKey(),
                            json(channel.getValue()),
                            now
                        }))
                .toList();
        sql.batch(
                "INSERT INTO listing_refusal (agency, sku, district_lgd, channel, refusals, at)"
                        + " VALUES (?, ?, ?, ?, ?::jsonb, ?)",
                rows);
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

    private String json(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A value cannot be written as JSON", e);
        }
    }
}
