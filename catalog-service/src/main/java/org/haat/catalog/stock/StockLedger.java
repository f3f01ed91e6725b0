package org.haat.catalog.stock;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.haat.catalog.product.Products;
import org.haat.catalog.sql.Bulk;
import org.haat.catalog.sql.Sql;
import org.haat.catalog.stock.StockSheet.Place;
import org.haat.catalog.stock.StockSheet.Written;
import org.jspecify.annotations.Nullable;

/**
 * The rows of stock and the append-only ledger behind them. {@link #lock} takes the rows of SKUs in their order, so that
 * two transactions never wait for each other in a circle; {@link #write} puts back what the sheet changed.
 */
@Singleton
public class StockLedger {
    private static final String ITEM = "sku, district_lgd, on_hand, reserved, version";
    /** What lies where, which movements are known, and which SKUs channels know. */
    private static final String FACTS =
            "SELECT 1, sku, location, on_hand FROM stock_at WHERE agency = ? AND sku = ANY (?)"
                    + " UNION ALL SELECT 2, movement_id, '', 0 FROM stock_movement WHERE agency = ? AND movement_id = ANY (?)"
                    + " UNION ALL SELECT 3, sku, '', 0 FROM product WHERE agency = ? AND sku = ANY (?) AND listing_version > 0";

    private static final String WRITE = "WITH items AS (UPDATE stock_item AS i SET on_hand = n.on_hand,"
            + " reserved = n.reserved, version = n.version FROM json_populate_recordset(NULL::stock_item, ?::json) AS n"
            + " WHERE i.agency = n.agency AND i.sku = n.sku RETURNING i.sku),"
            + " places AS (INSERT INTO stock_at (agency, sku, location, district_lgd, on_hand)"
            + " SELECT agency, sku, location, district_lgd, on_hand FROM json_populate_recordset(NULL::stock_at, ?::json)"
            + " ON CONFLICT (agency, sku, location) DO UPDATE SET on_hand = excluded.on_hand),"
            + " movements AS (INSERT INTO stock_movement (agency, movement_id, sku, district_lgd, kind, location, quantity,"
            + " on_hand_after, reserved_after, order_id, line_id, channel, note, person, at) SELECT agency, movement_id, sku,"
            + " district_lgd, kind, location, quantity, on_hand_after, reserved_after, order_id, line_id, channel, note,"
            + " person, at FROM json_populate_recordset(NULL::stock_movement, ?::json))"
            + " SELECT count(*) FROM items";

    private final Sql sql;
    private final Bulk bulk;
    private final StockEvents events;
    private final Clock clock;

    public StockLedger(Sql sql, Bulk bulk, StockEvents events, Clock clock) {
        this.sql = sql;
        this.bulk = bulk;
        this.events = events;
        this.clock = clock;
    }

    /** A row of {@code stock_item}. */
    private record ItemRow(String agency, String sku, int districtLgd, int onHand, int reserved, long version) {}

    /** A row of {@code stock_at}. */
    private record PlaceRow(String agency, String sku, String location, int districtLgd, int onHand) {}

    /** A row of {@code stock_movement}. */
    private record MovementRow(
            String agency,
            String movementId,
            String sku,
            int districtLgd,
            Movement.Kind kind,
            @Nullable String location,
            int quantity,
            int onHandAfter,
            int reservedAfter,
            @Nullable String orderId,
            @Nullable String lineId,
            @Nullable String channel,
            @Nullable String note,
            String person,
            Instant at) {}

    /** Locks the rows until the transaction ends. */
    @Transactional(TxType.MANDATORY)
    public StockSheet lock(String agency, Collection<String> skus, Collection<String> movementIds) {
        Set<String> ordered = new TreeSet<>(skus);
        Map<String, StockItem> items = new HashMap<>();
        if (ordered.isEmpty()) {
            return sheet(agency, ordered, items, movementIds);
        }
        sql.list(
                        "SELECT " + ITEM
                                + " FROM stock_item WHERE agency = ? AND sku = ANY (?) ORDER BY sku FOR UPDATE",
                        StockLedger::item,
                        agency,
                        ordered)
                .forEach(item -> items.put(item.sku(), item));
        return sheet(agency, ordered, items, movementIds);
    }

    private record Fact(int kind, String name, String location, int onHand) {}

    /** Read by a statement of its own after the locks were got: what others committed while we waited must be in it. */
    private StockSheet sheet(
            String agency, Set<String> skus, Map<String, StockItem> items, Collection<String> movementIds) {
        Map<String, Map<String, Integer>> onHandAt = new HashMap<>();
        Set<String> known = new HashSet<>();
        Set<String> listed = new HashSet<>();
        sql.list(
                        FACTS,
                        row -> new Fact(row.getInt(1), row.getString(2), row.getString(3), row.getInt(4)),
                        agency,
                        skus,
                        agency,
                        movementIds,
                        agency,
                        skus)
                .forEach(fact -> {
                    switch (fact.kind()) {
                        case 1 ->
                            onHandAt.computeIfAbsent(fact.name(), key -> new LinkedHashMap<>())
                                    .put(fact.location(), fact.onHand());
                        case 2 -> known.add(fact.name());
                        default -> listed.add(fact.name());
                    }
                });
        return new StockSheet(agency, items, onHandAt, known, listed);
    }

    /** Writes the rows, one movement each, and tells channels what may be sold now. */
    @Transactional(TxType.MANDATORY)
    public void write(StockSheet sheet) {
        String agency = sheet.agency();
        bulk.insert("stock_item", rows(agency, sheet.openedItems()), "");
        if (sheet.written().isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        int expected = sheet.changedItems().size();
        int changed = sql.first(
                        WRITE,
                        row -> row.getInt(1),
                        Bulk.json(rows(agency, sheet.changedItems())),
                        Bulk.json(sheet.changedPlaces().stream()
                                .map(place -> place(sheet, place))
                                .toList()),
                        Bulk.json(sheet.written().stream()
                                .map(row -> movement(agency, row, now))
                                .toList()))
                .orElse(0);
        if (changed != expected) {
            throw new IllegalStateException(changed + " of " + expected + " rows of stock were changed");
        }
        events.tell(agency, sheet.changedAndListed());
    }

    /** @param locationIsThere whether the agency has the location that was asked for */
    record Shelf(String sku, boolean locationIsThere) {}

    /** An agency's product by its SKU in any letter case; empty when it has none. */
    @Transactional(TxType.MANDATORY)
    public Optional<Shelf> shelf(String agency, String sku, String location) {
        return sql.first(
                "SELECT p.sku, EXISTS (SELECT 1 FROM location l WHERE l.agency = p.agency AND l.code = ?)"
                        + " FROM product p WHERE p.agency = ? AND p.sku_key = ?",
                row -> new Shelf(row.getString(1), row.getBoolean(2)),
                location,
                agency,
                Products.lower(sku));
    }

    /** By SKU, without a lock. */
    @Transactional
    public Map<String, StockItem> items(String agency, Collection<String> skus) {
        return sql
                .list(
                        "SELECT " + ITEM + " FROM stock_item WHERE agency = ? AND sku = ANY (?)",
                        StockLedger::item,
                        agency,
                        skus)
                .stream()
                .collect(Collectors.toMap(StockItem::sku, item -> item));
    }

    /** Where the goods of one SKU lie, the fullest location first. */
    @Transactional
    public Map<String, Integer> byLocation(String agency, String sku) {
        Map<String, Integer> byLocation = new LinkedHashMap<>();
        sql.list(
                        "SELECT location, on_hand FROM stock_at WHERE agency = ? AND sku = ? ORDER BY on_hand DESC, location",
                        row -> Map.entry(row.getString(1), row.getInt(2)),
                        agency,
                        sku)
                .forEach(entry -> byLocation.put(entry.getKey(), entry.getValue()));
        return byLocation;
    }

    /** One line of the ledger, as people read it. */
    public record Line(
            String movementId,
            String kind,
            @Nullable String location,
            int quantity,
            int onHandAfter,
            int reservedAfter,
            @Nullable String orderId,
            @Nullable String channel,
            String person,
            Instant at) {}

    /** The newest first. */
    @Transactional
    public List<Line> movements(String agency, String sku, int limit) {
        return sql.list(
                "SELECT movement_id, kind, location, quantity, on_hand_after, reserved_after, order_id, channel, person,"
                        + " at FROM stock_movement WHERE agency = ? AND sku = ? ORDER BY at DESC, movement_id LIMIT ?",
                row -> new Line(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getInt(4),
                        row.getInt(5),
                        row.getInt(6),
                        row.getString(7),
                        row.getString(8),
                        row.getString(9),
                        row.getObject(10, OffsetDateTime.class).toInstant()),
                agency,
                sku,
                limit);
    }

    private static List<ItemRow> rows(String agency, Collection<StockItem> items) {
        return items.stream()
                .map(item -> new ItemRow(
                        agency, item.sku(), item.districtLgd(), item.onHand(), item.reserved(), item.version()))
                .toList();
    }

    private static PlaceRow place(StockSheet sheet, Place place) {
        int district = sheet.item(place.sku()).map(StockItem::districtLgd).orElse(0);
        return new PlaceRow(
                sheet.agency(), place.sku(), place.location(), district, sheet.at(place.sku(), place.location()));
    }

    private static MovementRow movement(String agency, Written row, Instant now) {
        Movement movement = row.movement();
        Movement.Order order = movement.order();
        return new MovementRow(
                agency,
                movement.movementId(),
                movement.sku(),
                row.after().districtLgd(),
                movement.kind(),
                movement.location(),
                movement.quantity(),
                row.after().onHand(),
                row.after().reserved(),
                order == null ? null : order.orderId(),
                order == null ? null : order.lineId(),
                order == null ? null : order.channel(),
                movement.note(),
                movement.person(),
                now);
    }

    private static StockItem item(ResultSet row) throws SQLException {
        return new StockItem(row.getString(1), row.getInt(2), row.getInt(3), row.getInt(4), row.getLong(5));
    }
}
