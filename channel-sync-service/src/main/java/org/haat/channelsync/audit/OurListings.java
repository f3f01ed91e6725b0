package org.haat.channelsync.audit;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.listing.FacetRow;
import org.haat.channelsync.listing.ListingRow;
import org.haat.channelsync.listing.Listings;

/** Reads our side without locking it: comparing must never hold a change up. */
@Singleton
class OurListings {
    private final Sql sql;

    OurListings(Sql sql) {
        this.sql = sql;
    }

    /** Our listings of some SKUs, by the SKU as the channel writes it; letter case does not count. */
    Map<String, Ours> ofSkus(UUID account, List<String> skus) {
        Map<String, ListingRow> rows = new HashMap<>();
        find(account, "l.sku = ANY (?)", skus).forEach(row -> rows.put(row.sku(), row));
        List<String> rest = skus.stream().filter(sku -> !rows.containsKey(sku)).toList();
        if (!rest.isEmpty()) {
            Map<String, String> written =
                    rest.stream().collect(Collectors.toMap(OurListings::lower, sku -> sku, (one, other) -> one));
            find(account, "l.sku_key = ANY (?)", List.copyOf(written.keySet()))
                    .forEach(row -> rows.put(written.getOrDefault(lower(row.sku()), row.sku()), row));
        }
        Map<Long, Ours> ours = of(rows.values());
        Map<String, Ours> bySku = new HashMap<>();
        rows.forEach((sku, row) -> bySku.put(sku, ours.getOrDefault(row.id(), new Ours(row, Map.of(), null))));
        return bySku;
    }

    private static String lower(String sku) {
        return sku.toLowerCase(Locale.ROOT);
    }

    private List<ListingRow> find(UUID account, String condition, List<String> skus) {
        return sql.list(
                "SELECT " + Listings.COLUMNS + Listings.FROM + "WHERE l.account = ? AND " + condition,
                Listings::read,
                account,
                skus.toArray(String[]::new));
    }

    /** The next listings that the census did not show and that the channel should have, by id. */
    List<ListingRow> unread(Audit audit, int limit) {
        return sql.list(
                "SELECT " + Listings.COLUMNS + Listings.FROM
                        + "JOIN listing_facet f ON f.listing = l.id AND f.facet = 'CONTENT' WHERE l.account = ? AND l.id > ?"
                        + " AND f.applied_hash IS NOT NULL AND NOT EXISTS (SELECT 1 FROM audit_seen s WHERE s.audit = ?"
                        + " AND s.sku = l.sku AND s.compared) AND (f.applied_hash <> 'retired'"
                        + " OR EXISTS (SELECT 1 FROM audit_seen s WHERE s.audit = ? AND s.sku = l.sku))"
                        + " ORDER BY l.id LIMIT ?",
                Listings::read,
                audit.account(),
                audit.afterListing(),
                audit.id(),
                audit.id(),
                limit);
    }

    Map<Long, Ours> of(Collection<ListingRow> rows) {
        Long[] ids = rows.stream().map(ListingRow::id).toArray(Long[]::new);
        Map<Long, Map<Facet, FacetRow>> facets = new HashMap<>();
        sql.list("SELECT * FROM listing_facet WHERE listing = ANY (?)", Listings::readFacet, (Object) ids)
                .forEach(row -> facets.computeIfAbsent(row.listing(), id -> new EnumMap<>(Facet.class))
                        .put(row.facet(), row));
        return with(rows, facets);
    }

    /** The same, of facets that the caller read and locked. */
    Map<Long, Ours> with(Collection<ListingRow> rows, Map<Long, Map<Facet, FacetRow>> facets) {
        Map<Long, String> titles = titles(rows);
        Map<Long, Ours> ours = new HashMap<>();
        for (ListingRow row : rows) {
            ours.put(row.id(), new Ours(row, facets.getOrDefault(row.id(), Map.of()), titles.get(row.id())));
        }
        return ours;
    }

    private record Title(long listing, String words) {}

    private Map<Long, String> titles(Collection<ListingRow> rows) {
        Map<Long, String> titles = new HashMap<>();
        sql.list(
                        "SELECT listing, observed ->> 'title' AS title FROM listing_facet WHERE listing = ANY (?)"
                                + " AND facet = 'CONTENT' AND observed ->> 'title' IS NOT NULL",
                        row -> new Title(row.getLong("listing"), row.getString("title")),
                        (Object) rows.stream().map(ListingRow::id).toArray(Long[]::new))
                .forEach(title -> titles.put(title.listing(), title.words()));
        return titles;
    }

    /** Whether orders were collected since {@code after}: until then a sale may look like drift of stock. */
    boolean ordersKnownSince(UUID account, Instant after) {
        return !sql.list(
                        "SELECT 1 FROM order_sweep_run WHERE account = ? AND started_at >= ? AND failure IS NULL LIMIT 1",
                        row -> 1,
                        account,
                        after)
                .isEmpty();
    }

    /**
     * Listings with a sale on this account that the catalogue's stock figure may not count yet: told of after that figure
     * came, or later than {@code since}, when a figure under way may be an older one.
     */
    Set<Long> withUncountedSales(Collection<Long> listings, Instant since) {
        return Set.copyOf(sql.list(
                "SELECT l.id FROM listing l JOIN sku_sold s ON s.account = l.account AND s.sku = l.sku_key"
                        + " LEFT JOIN product p ON p.agency = l.agency AND p.sku = l.sku WHERE l.id = ANY (?)"
                        + " AND (s.told_at > ? OR p.stock_received_at IS NULL OR p.stock_received_at <= s.told_at)",
                row -> row.getLong("id"),
                listings.toArray(Long[]::new),
                since));
    }

    /** An order that could not be read may be a sale of anything. */
    boolean hasParkedOrders(UUID account) {
        return !sql.list(
                        "SELECT 1 FROM parked_order WHERE account = ? AND settled_at IS NULL LIMIT 1",
                        row -> 1,
                        account)
                .isEmpty();
    }
}
