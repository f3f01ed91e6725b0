package org.haat.catalog.stock;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.haat.catalog.sql.Sql;
import org.haat.event.EventKey;
import org.haat.event.EventType;
import org.haat.event.OrderLineMovement;
import org.haat.event.ReservationOutcome;
import org.haat.outbox.Outbox;
import org.jspecify.annotations.Nullable;

/**
 * Holds goods for order lines. The rows of the SKUs are locked in their order first; then exactly as many pieces are
 * granted as may be sold, however many orders ask at once. A repeated movement changes nothing and gets the same answer.
 */
@Singleton
public class Reservations {
    private static final String PERSON = "order-service";
    private final StockLedger ledger;
    private final Outbox outbox;
    private final Sql sql;
    private final Clock clock;

    public Reservations(StockLedger ledger, Outbox outbox, Sql sql, Clock clock) {
        this.ledger = ledger;
        this.outbox = outbox;
        this.sql = sql;
        this.clock = clock;
    }

    /** What one order line holds. */
    private record Line(
            String lineId, String orderId, String sku, int asked, int held, boolean granted, boolean ended) {
        Line holding(int pieces) {
            return new Line(lineId, orderId, sku, asked, pieces, granted, ended || pieces == 0);
        }
    }

    /** The work of one transaction. */
    private record Work(
            String agency,
            StockSheet sheet,
            Map<String, Line> lines,
            Map<String, Line> changed,
            Map<String, String> written,
            List<Outbox.Entry> answers) {}

    /** Applies movements in their order, all in the transaction under way. */
    @Transactional(TxType.MANDATORY)
    public void apply(String agency, List<OrderLineMovement> movements) {
        Map<String, String> written = skusAsWritten(agency, movements);
        StockSheet sheet = ledger.lock(
                agency,
                written.values(),
                movements.stream().map(OrderLineMovement::movementId).toList());
        Work work =
                new Work(agency, sheet, lines(agency, movements), new LinkedHashMap<>(), written, new ArrayList<>());
        movements.forEach(movement -> apply(movement, work));
        ledger.write(sheet);
        write(work);
        if (!work.answers().isEmpty()) {
            outbox.append(work.answers());
        }
    }

    private void apply(OrderLineMovement movement, Work work) {
        String sku = work.written().getOrDefault(key(movement.sku()), movement.sku());
        Movement.Order order = new Movement.Order(movement.orderId(), movement.lineId(), movement.channel());
        switch (movement.kind()) {
            case RESERVED -> reserve(movement, sku, order, work);
            case RELEASED -> release(movement, sku, order, work);
            case SHIPPED -> ship(movement, sku, order, work);
            case RETURNED -> takeBack(movement, sku, order, work);
        }
    }

    private static void reserve(OrderLineMovement movement, String sku, Movement.Order order, Work work) {
        Line line = work.lines().get(movement.lineId());
        boolean granted = work.sheet().isKnown(movement.movementId());
        if (!granted && !endedBeforeItBegan(line)) {
            granted = work.sheet().reserve(movement.movementId(), sku, movement.quantity(), order, PERSON);
            keep(asked(line, movement, sku, granted), work);
        }
        ReservationOutcome outcome = new ReservationOutcome(
                work.agency(), movement.orderId(), movement.lineId(), movement.sku(), movement.quantity(), granted);
        String key = EventKey.ofOrder(work.agency(), movement.orderId());
        work.answers().add(new Outbox.Entry(EventType.RESERVATION_OUTCOME, key, work.agency(), outcome));
    }

    /** A line asks again when its quantity grew, or after a refusal: each movement has an answer of its own. */
    private static Line asked(@Nullable Line line, OrderLineMovement movement, String sku, boolean granted) {
        int before = line == null ? 0 : line.asked();
        int held = (line == null ? 0 : line.held()) + (granted ? movement.quantity() : 0);
        boolean everGranted = granted || (line != null && line.granted());
        return new Line(
                movement.lineId(), movement.orderId(), sku, before + movement.quantity(), held, everGranted, false);
    }

    private static boolean endedBeforeItBegan(@Nullable Line line) {
        return line != null && line.ended() && !line.granted();
    }

    /** A release that comes before its reservation ends the line, so that the reservation then holds nothing. */
    private static void release(OrderLineMovement movement, String sku, Movement.Order order, Work work) {
        Line line = work.lines().get(movement.lineId());
        if (line == null) {
            keep(new Line(movement.lineId(), movement.orderId(), sku, movement.quantity(), 0, false, true), work);
            return;
        }
        int pieces = Math.min(line.held(), movement.quantity());
        if (pieces > 0 && work.sheet().release(movement.movementId(), sku, pieces, order, PERSON)) {
            keep(line.holding(line.held() - pieces), work);
        }
    }

    /** What left is off what is held and off what is on hand. */
    private static void ship(OrderLineMovement movement, String sku, Movement.Order order, Work work) {
        if (work.sheet().isKnown(movement.movementId())) {
            return;
        }
        Line line = work.lines().get(movement.lineId());
        int pieces = line == null ? 0 : Math.min(line.held(), movement.quantity());
        String release = movement.movementId() + ":held";
        if (line != null && pieces > 0 && work.sheet().release(release, sku, pieces, order, PERSON)) {
            keep(line.holding(line.held() - pieces), work);
        }
        work.sheet().ship(movement.movementId(), sku, movement.quantity(), order, PERSON);
    }

    private static void takeBack(OrderLineMovement movement, String sku, Movement.Order order, Work work) {
        Optional<String> home = work.sheet().homeOf(sku);
        if ("RESTOCK".equals(movement.disposition()) && home.isPresent()) {
            work.sheet().takeBack(movement.movementId(), sku, home.get(), movement.quantity(), order, PERSON);
        }
    }

    private static void keep(Line line, Work work) {
        work.lines().put(line.lineId(), line);
        work.changed().put(line.lineId(), line);
    }

    /** SKUs as the catalogue writes them, by lower case: a channel may give them back in another case. */
    private Map<String, String> skusAsWritten(String agency, List<OrderLineMovement> movements) {
        List<String> keys = movements.stream()
                .map(movement -> key(movement.sku()))
                .distinct()
                .toList();
        return new TreeMap<>(sql
                .list(
                        "SELECT sku FROM product WHERE agency = ? AND sku_key = ANY (?)",
                        row -> row.getString(1),
                        agency,
                        keys)
                .stream()
                .collect(Collectors.toMap(Reservations::key, sku -> sku)));
    }

    private Map<String, Line> lines(String agency, List<OrderLineMovement> movements) {
        Map<String, Line> lines = new HashMap<>();
        sql.list(
                        "SELECT line_id, order_id, sku, asked, held, granted, ended FROM reservation"
                                + " WHERE agency = ? AND line_id = ANY (?)",
                        row -> new Line(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getInt(4),
                                row.getInt(5),
                                row.getBoolean(6),
                                row.getBoolean(7)),
                        agency,
                        movements.stream().map(OrderLineMovement::lineId).toList())
                .forEach(line -> lines.put(line.lineId(), line));
        return lines;
    }

    private void write(Work work) {
        sql.batch(
                "INSERT INTO reservation (agency, line_id, order_id, sku, district_lgd, asked, held, granted, ended, at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (agency, line_id) DO UPDATE SET"
                        + " asked = excluded.asked, held = excluded.held, granted = excluded.granted, ended = excluded.ended",
                work.changed().values().stream().map(line -> row(line, work)).toList());
    }

    private @Nullable Object[] row(Line line, Work work) {
        int district = work.sheet().item(line.sku()).map(StockItem::districtLgd).orElse(0);
        return new @Nullable Object[] {
            work.agency(),
            line.lineId(),
            line.orderId(),
            line.sku(),
            district,
            line.asked(),
            line.held(),
            line.granted(),
            line.ended(),
            clock.instant()
        };
    }

    private static String key(String sku) {
        return sku.toLowerCase(Locale.ROOT);
    }
}
