package org.haat.local.demo;

import java.util.List;
import org.haat.local.database.Postgres;

/** One agency's orders as order-service has them. */
public final class OrderBooks {
    private final String agency;
    private final Database database;

    OrderBooks(Postgres postgres, String agency) {
        this.agency = agency;
        database = new Database(postgres, "orders");
    }

    /** Orders that order-service has of what the channel sold. */
    public long collected(Channel channel) {
        return database.count("SELECT count(*) FROM orders WHERE agency = ? AND channel = ?", agency, channel.id);
    }

    /** Order lines whose reservation is not settled yet. */
    public long undecidedLines() {
        return database.count(
                "SELECT count(*) FROM order_line WHERE agency = ? AND reservation IN ('NONE', 'ASKED')"
                        + " AND quantity > cancelled_quantity + shipped_quantity",
                agency);
    }

    /** Ids of the orders that may leave now: every line granted, and the channel neither withholds one nor takes it over later. */
    public List<String> shippable() {
        return database.list(
                "SELECT o.id::text FROM orders o WHERE o.agency = ? AND o.state NOT IN ('SHIPPED', 'DELIVERED',"
                        + " 'CLOSED', 'CANCELLED', 'RTO', 'RETURNED') AND o.channel_status <> 'PENDING' AND NOT o.channel_hold"
                        + " AND (o.ship_after IS NULL OR o.ship_after <= now())"
                        + " AND NOT EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id AND l.reservation <> 'GRANTED')"
                        + " ORDER BY o.placed_at",
                row -> row.getString(1),
                agency);
    }

    /** Orders of goods that are there and that did not leave yet. */
    public long unshipped() {
        return database.count(
                "SELECT count(*) FROM orders o WHERE o.agency = ? AND o.state NOT IN ('SHIPPED', 'DELIVERED', 'CLOSED',"
                        + " 'CANCELLED', 'RTO', 'RETURNED') AND NOT EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id"
                        + " AND l.reservation = 'SHORT')",
                agency);
    }

    public long shipments() {
        return database.count(
                "SELECT count(*) FROM shipment WHERE agency = ? AND confirmation <> 'NOT_NEEDED'", agency);
    }

    public long shipmentsConfirmed() {
        return database.count("SELECT count(*) FROM shipment WHERE agency = ? AND confirmation = 'CONFIRMED'", agency);
    }

    public long count() {
        return database.count("SELECT count(*) FROM orders WHERE agency = ?", agency);
    }

    public long shipped() {
        return database.count(
                "SELECT count(DISTINCT order_id) FROM shipment WHERE agency = ? AND confirmation = 'CONFIRMED'",
                agency);
    }

    /** Order lines for which there were no goods. */
    public long oversold() {
        return database.count("SELECT count(*) FROM order_line WHERE agency = ? AND reservation = 'SHORT'", agency);
    }

    long eventsUnderWay() {
        return database.count("SELECT count(*) FROM outbox");
    }
}
