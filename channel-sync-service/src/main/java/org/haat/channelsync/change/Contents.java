package org.haat.channelsync.change;

import static org.haat.channelsync.database.Columns.longs;
import static org.haat.channelsync.database.Columns.text;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.database.StoredJson;
import org.haat.channelsync.listing.Facet;
import org.haat.channelsync.listing.FacetRow;
import org.haat.channelsync.listing.ListingRow;
import org.haat.channelsync.listing.Urgency;
import org.haat.event.ListingSnapshot;

/** What products are and were, for the difference of their contents. Call inside a transaction. */
@Singleton
class Contents {
    private final Sql sql;

    Contents(Sql sql) {
        this.sql = sql;
    }

    /** Snapshots by SKU and version. */
    record Known(Map<String, ListingSnapshot> now, Map<String, ListingSnapshot> before) {
        boolean isKnown(ListingRow row, FacetRow content) {
            return before.containsKey(key(row.sku(), content.appliedVersion()));
        }

        List<Difference> differences(ListingRow row, FacetRow content) {
            ListingSnapshot was = before.get(key(row.sku(), content.appliedVersion()));
            ListingSnapshot is = now.get(row.sku());
            return was == null || is == null || content.urgency() != Urgency.CONTENT
                    ? List.of()
                    : Difference.of(was, is);
        }
    }

    Known of(ChannelAccount account, List<ListingRow> rows, List<FacetRow> facets) {
        Map<Long, String> skus = new HashMap<>();
        rows.forEach(row -> skus.put(row.id(), row.sku()));
        List<FacetRow> contents = facets.stream()
                .filter(row -> row.facet() == Facet.CONTENT && row.appliedHash() != null)
                .toList();
        Map<String, ListingSnapshot> now = new HashMap<>();
        Map<String, ListingSnapshot> before = new HashMap<>();
        if (contents.isEmpty()) {
            return new Known(now, before);
        }
        sql.list(
                        "SELECT snapshot FROM product WHERE agency = ? AND sku = ANY (?) AND snapshot IS NOT NULL",
                        row -> StoredJson.read(row.getString(1), ListingSnapshot.class),
                        account.agency(),
                        text(contents, row -> skus.getOrDefault(row.listing(), "")))
                .forEach(snapshot -> {
                    now.put(snapshot.sku(), snapshot);
                    before.put(key(snapshot.sku(), snapshot.version()), snapshot);
                });
        sql.list(
                        "SELECT b.snapshot FROM unnest(?::text[], ?::bigint[]) AS n (sku, version) JOIN product_before b"
                                + " ON b.agency = ? AND b.sku = n.sku AND b.version = n.version",
                        row -> StoredJson.read(row.getString(1), ListingSnapshot.class),
                        text(contents, row -> skus.getOrDefault(row.listing(), "")),
                        longs(contents, FacetRow::appliedVersion),
                        account.agency())
                .forEach(snapshot -> before.put(key(snapshot.sku(), snapshot.version()), snapshot));
        return new Known(now, before);
    }

    /** A product as it was in one version. */
    record Key(String sku, long version) {}

    /** What is known of these versions. */
    Map<Key, ListingSnapshot> versions(String agency, List<Key> keys) {
        Map<Key, ListingSnapshot> known = new HashMap<>();
        if (keys.isEmpty()) {
            return known;
        }
        sql.list(
                        "SELECT coalesce(b.snapshot, p.snapshot) AS snapshot FROM unnest(?::text[], ?::bigint[]) AS n (sku, version)"
                                + " LEFT JOIN product_before b ON b.agency = ? AND b.sku = n.sku AND b.version = n.version"
                                + " LEFT JOIN product p ON p.agency = ? AND p.sku = n.sku AND p.snapshot_version = n.version"
                                + " WHERE b.sku IS NOT NULL OR p.snapshot IS NOT NULL",
                        row -> StoredJson.read(row.getString(1), ListingSnapshot.class),
                        text(keys, Key::sku),
                        longs(keys, Key::version),
                        agency,
                        agency)
                .forEach(snapshot -> known.put(new Key(snapshot.sku(), snapshot.version()), snapshot));
        return known;
    }

    private static String key(String sku, long version) {
        return sku + '|' + version;
    }
}
