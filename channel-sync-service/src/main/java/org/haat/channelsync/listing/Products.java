package org.haat.channelsync.listing;

import static org.haat.channelsync.database.Columns.ints;
import static org.haat.channelsync.database.Columns.longs;
import static org.haat.channelsync.database.Columns.text;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.database.StoredJson;
import org.haat.event.ListingSnapshot;
import org.haat.event.StockLevel;

/** The catalogue's facts as they reached us; an older version never replaces a newer one. */
@Singleton
public class Products {
    private final Sql sql;
    private final Clock clock;

    public Products(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Keeps the snapshots that are newer than what is known, and returns those products whole, locked. */
    public List<Product> keepSnapshots(List<ListingSnapshot> snapshots) {
        List<ListingSnapshot> sorted = snapshots.stream()
                .sorted(Comparator.comparing(ListingSnapshot::agency).thenComparing(ListingSnapshot::sku))
                .toList();
        return sql.list(
                "WITH told AS (SELECT t.now, n.* FROM (SELECT ?::timestamptz AS now) t,"
                        + " unnest(?::text[], ?::text[], ?::bigint[], ?::text[]) AS n (agency, sku, version, snapshot)),"
                        + " kept AS (INSERT INTO product_before (agency, sku, version, snapshot, replaced_at)"
                        + " SELECT b.agency, b.sku, b.snapshot_version, b.snapshot, n.now FROM told n JOIN product b"
                        + " ON b.agency = n.agency AND b.sku = n.sku AND b.snapshot_version < n.version"
                        + " WHERE b.snapshot IS NOT NULL ON CONFLICT DO NOTHING)"
                        + " INSERT INTO product AS p (agency, sku, snapshot_version, snapshot, received_at)"
                        + " SELECT agency, sku, version, snapshot::jsonb, now FROM told ORDER BY agency, sku"
                        + " ON CONFLICT (agency, sku) DO UPDATE SET snapshot_version = excluded.snapshot_version,"
                        + " snapshot = excluded.snapshot, received_at = excluded.received_at"
                        + " WHERE p.snapshot_version < excluded.snapshot_version RETURNING p.*",
                Products::read,
                clock.instant(),
                text(sorted, ListingSnapshot::agency),
                text(sorted, ListingSnapshot::sku),
                longs(sorted, ListingSnapshot::version),
                text(sorted, StoredJson::write));
    }

    /** As {@link #keepSnapshots}, for stock. */
    public List<Product> keepStock(List<StockLevel> levels) {
        List<StockLevel> sorted = levels.stream()
                .sorted(Comparator.comparing(StockLevel::agency).thenComparing(StockLevel::sku))
                .toList();
        return sql.list(
                "INSERT INTO product AS p (agency, sku, stock_version, available, received_at, stock_received_at)"
                        + " SELECT agency, sku, version, available, t.now, t.now FROM (SELECT ?::timestamptz AS now) t,"
                        + " unnest(?::text[], ?::text[], ?::bigint[], ?::int[]) AS n (agency, sku, version, available)"
                        + " ON CONFLICT (agency, sku) DO UPDATE SET stock_version = excluded.stock_version,"
                        + " available = excluded.available, received_at = excluded.received_at,"
                        + " stock_received_at = excluded.stock_received_at"
                        + " WHERE p.stock_version < excluded.stock_version RETURNING p.*",
                Products::read,
                clock.instant(),
                text(sorted, StockLevel::agency),
                text(sorted, StockLevel::sku),
                longs(sorted, StockLevel::version),
                ints(sorted, StockLevel::availableToSell));
    }

    /** A page of an agency's products after {@code sku}, locked, for planning a new account. */
    public List<Product> page(String agency, String afterSku, int limit) {
        return sql.list(
                "SELECT * FROM product WHERE agency = ? AND sku > ? AND snapshot IS NOT NULL ORDER BY sku LIMIT ?"
                        + " FOR UPDATE",
                Products::read,
                agency,
                afterSku,
                limit);
    }

    public Optional<Product> find(String agency, String sku) {
        return sql.first("SELECT * FROM product WHERE agency = ? AND sku_key = lower(?)", Products::read, agency, sku);
    }

    public static Product read(ResultSet row) throws SQLException {
        String snapshot = row.getString("snapshot");
        int available = row.getInt("available");
        boolean noStock = row.wasNull();
        return new Product(
                row.getString("agency"),
                row.getString("sku"),
                row.getLong("snapshot_version"),
                snapshot == null ? null : StoredJson.read(snapshot, ListingSnapshot.class),
                row.getLong("stock_version"),
                noStock ? null : available);
    }
}
