package org.haat.local.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.haat.local.LocalHaat;
import org.haat.local.service.Sandbox;

/**
 * The auditor: compares the services' databases with each other and with the marketplaces' own books by the rules of the
 * ledger: nothing lost, nothing doubled, the same number on both sides. Each difference is a sentence that begins with
 * the {@link Rule} that is broken and names the place.
 */
public final class Audit {
    private final String agency;
    private final Database catalog;
    private final Database orders;
    private final Database sync;
    private final Market market;
    private final Books books;
    private final CallLog callLog;

    public Audit(LocalHaat haat, Market market, Books books, String agency) {
        this.agency = agency;
        this.market = market;
        this.books = books;
        callLog = new CallLog(Sandbox.callLog(haat.data()));
        catalog = new Database(haat.postgres(), "catalog");
        orders = new Database(haat.postgres(), "orders");
        sync = new Database(haat.postgres(), "sync");
    }

    /** What must hold whenever nothing moves. The numbers are those of the documentation. */
    public enum Rule {
        ACCEPTED("I1, what we call done was accepted"),
        EVENTS("I3, every change is told"),
        LISTINGS("I5, a channel shows what the catalogue has"),
        ORDERS("I6, each order is kept once and whole"),
        STOCK("I7, stock adds up and nothing is sold twice");

        private final String words;

        Rule(String words) {
            this.words = words;
        }

        String broken(String where) {
            return "[" + words + "] " + where + ".";
        }
    }

    /** Every place where two books differ, as sentences. */
    public List<String> disagreements() {
        List<String> found = new ArrayList<>();
        for (Channel channel : Channel.values()) {
            compareListings(channel, found);
            compareOrders(channel, found);
        }
        compareShipping(found);
        compareLedger(found);
        compareEvents(found);
        return found;
    }

    private void compareListings(Channel channel, List<String> found) {
        Set<String> ours = books.listings(channel, "LIVE");
        Set<String> theirs = new TreeSet<>();
        market.listings(channel).values().stream()
                .filter(Market.Listing::live)
                .forEach(listing -> theirs.add(listing.sku()));
        differ(found, "Live on " + channel.title, ours, theirs);
        differ(found, "Published for " + channel.title + " but not live", books.published(channel), theirs);
        books.stockDisagreements(channel).forEach(where -> found.add(Rule.LISTINGS.broken(where)));
        comparePrices(channel, found);
    }

    private static void differ(List<String> found, String what, Set<String> ours, Set<String> theirs) {
        if (!ours.equals(theirs)) {
            Set<String> onlyOurs = new TreeSet<>(ours);
            onlyOurs.removeAll(theirs);
            Set<String> onlyTheirs = new TreeSet<>(theirs);
            onlyTheirs.removeAll(ours);
            found.add(
                    Rule.LISTINGS.broken(what + ": only in our books " + onlyOurs + ", only in theirs " + onlyTheirs));
        }
    }

    private void comparePrices(Channel channel, List<String> found) {
        Map<String, Long> prices = new HashMap<>();
        catalog.list(
                        "SELECT sku, price_paise FROM product WHERE agency = ?",
                        row -> Map.entry(row.getString(1), row.getLong(2)),
                        agency)
                .forEach(entry -> prices.put(entry.getKey(), entry.getValue()));
        for (Market.Listing listing : market.listings(channel).values()) {
            if (listing.live() && !Objects.equals(listing.pricePaise(), prices.get(listing.sku()))) {
                found.add(Rule.LISTINGS.broken(channel.title + " shows " + listing.sku() + " at " + listing.pricePaise()
                        + " paise, the catalogue has " + prices.get(listing.sku())));
            }
        }
    }

    /** I4 and I6: each order once, with as many lines, pieces and paise on both sides, and shipped on both or neither. */
    private void compareOrders(Channel channel, List<String> found) {
        Map<String, String> ours = new TreeMap<>();
        orders.list(
                        "SELECT o.remote_order_id, count(l.*), coalesce(sum(l.quantity), 0),"
                                + " coalesce(sum(l.line_total_minor), 0), EXISTS (SELECT 1 FROM shipment s WHERE s.order_id = o.id"
                                + " AND s.confirmation = 'CONFIRMED') FROM orders o LEFT JOIN order_line l ON l.order_id = o.id"
                                + " WHERE o.agency = ? AND o.channel = ? GROUP BY o.id",
                        row -> Map.entry(
                                row.getString(1),
                                inWords(row.getLong(2), row.getLong(3), row.getLong(4), row.getBoolean(5))),
                        agency,
                        channel.id)
                .forEach(entry -> ours.put(entry.getKey(), entry.getValue()));
        Map<String, String> theirs = new TreeMap<>();
        for (Market.Order order : market.orders(channel)) {
            theirs.put(order.remoteId(), inWords(order.lines().size(), order.pieces(), order.paise(), order.shipped()));
        }
        Set<String> all = new TreeSet<>(ours.keySet());
        all.addAll(theirs.keySet());
        for (String id : all) {
            if (!Objects.equals(ours.get(id), theirs.get(id))) {
                found.add(Rule.ORDERS.broken("Order " + id + " of " + channel.title + ": in order-service "
                        + Objects.requireNonNullElse(ours.get(id), "missing") + ", at the channel "
                        + Objects.requireNonNullElse(theirs.get(id), "missing")));
            }
        }
    }

    /**
     * I1: of whatever we call confirmed, the channel's own call log has a call that was accepted; of one whose answer was
     * lost, its books tell.
     */
    private void compareShipping(List<String> found) {
        Set<String> accepted = callLog.shippingAccepted();
        Set<String> unanswered = callLog.shippingUnanswered();
        for (Channel channel : Channel.values()) {
            market.orders(channel).stream()
                    .filter(order -> order.shipped() && unanswered.contains(order.remoteId()))
                    .forEach(order -> accepted.add(order.remoteId()));
        }
        orders
                .list(
                        "SELECT DISTINCT o.remote_order_id FROM orders o JOIN shipment s ON s.order_id = o.id"
                                + " WHERE o.agency = ? AND s.confirmation = 'CONFIRMED'",
                        row -> row.getString(1),
                        agency)
                .stream()
                .filter(id -> !accepted.contains(id))
                .forEach(id -> found.add(Rule.ACCEPTED.broken(
                        "Order " + id + " counts as confirmed, and no accepted call in the log says so")));
    }

    private static String inWords(long lines, long pieces, long paise, boolean shipped) {
        return lines + " lines, " + pieces + " pieces, " + paise + " paise, " + (shipped ? "shipped" : "not shipped");
    }

    /** I7: what came in less what went out is what is there, and nothing was sold that was not there. */
    private void compareLedger(List<String> found) {
        catalog
                .list(
                        "SELECT i.sku, i.on_hand, i.reserved, coalesce(sum(m.quantity) FILTER (WHERE m.kind IN ('OPENING',"
                                + " 'RECEIPT', 'ADJUST', 'SHIP', 'RETURN')), 0) FROM stock_item i LEFT JOIN stock_movement m"
                                + " USING (agency, sku) WHERE i.agency = ? GROUP BY i.agency, i.sku, i.on_hand, i.reserved",
                        row -> row.getInt(2) == row.getInt(4)
                                ? ""
                                : Rule.STOCK.broken("The ledger of " + row.getString(1) + " adds up to " + row.getInt(4)
                                        + ", on hand are " + row.getInt(2)),
                        agency)
                .stream()
                .filter(sentence -> !sentence.isEmpty())
                .forEach(found::add);
        long held =
                catalog.count("SELECT coalesce(sum(held), 0) FROM reservation WHERE agency = ? AND NOT ended", agency);
        long reserved = catalog.count("SELECT coalesce(sum(reserved), 0) FROM stock_item WHERE agency = ?", agency);
        if (held != reserved) {
            found.add(Rule.STOCK.broken(
                    "Order lines hold " + held + " pieces, the stock says " + reserved + " are reserved"));
        }
        if (books.orders().oversold() > 0) {
            found.add(Rule.STOCK.broken(books.orders().oversold() + " order lines have no goods"));
        }
    }

    /** I3 and I8: every event was sent, and none was put aside. */
    private void compareEvents(List<String> found) {
        long waiting = books.eventsUnderWay();
        if (waiting > 0) {
            found.add(Rule.EVENTS.broken(waiting + " events still wait in an outbox"));
        }
        for (Database database : List.of(catalog, orders, sync)) {
            database.list(
                            "SELECT topic, reason FROM parked_event WHERE settled_at IS NULL",
                            row -> Rule.EVENTS.broken(
                                    "An event of " + row.getString(1) + " was put aside: " + row.getString(2)))
                    .forEach(found::add);
        }
    }
}
