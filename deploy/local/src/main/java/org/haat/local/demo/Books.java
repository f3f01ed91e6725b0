package org.haat.local.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.haat.local.LocalHaat;
import org.haat.local.service.Sandbox;

/**
 * The auditor: reads every database and the marketplaces' books, counts, and compares them by the ledger's rules (I1 to
 * I7): nothing lost, nothing doubled, the same number on both sides.
 */
final class Books {
    private final String agency;
    private final Database catalog;
    private final Database orders;
    private final Database sync;
    private final Market market;
    private final Path callLog;

    Books(LocalHaat haat, Market market, String agency) {
        this.agency = agency;
        this.market = market;
        catalog = new Database(haat.postgres(), "catalog");
        orders = new Database(haat.postgres(), "orders");
        sync = new Database(haat.postgres(), "sync");
        callLog = Sandbox.callLog(haat.data());
    }

    // What the demo waits for.

    /** Products that a channel may carry and that stay to be sold. */
    Set<String> published(Channel channel) {
        return new TreeSet<>(catalog.list(
                "SELECT sku FROM product WHERE agency = ? AND listed = 'ON_SALE' AND ? = ANY (listed_channels)",
                row -> row.getString(1),
                agency,
                channel.id));
    }

    long publishedAnywhere() {
        return catalog.count("SELECT count(*) FROM product WHERE agency = ? AND listed = 'ON_SALE'", agency);
    }

    /** Listings whose state in channel-sync is this. */
    Set<String> listings(Channel channel, String state) {
        return new TreeSet<>(sync.list(
                "SELECT l.sku FROM listing l JOIN channel_account a ON a.id = l.account"
                        + " WHERE l.agency = ? AND a.channel = ? AND l.state = ?",
                row -> row.getString(1),
                agency,
                channel.id,
                state));
    }

    /** Orders that order-service has of what the channel sold. */
    long collected(Channel channel) {
        return orders.count("SELECT count(*) FROM orders WHERE agency = ? AND channel = ?", agency, channel.id);
    }

    /** Order lines whose reservation is not settled yet. */
    long undecidedLines() {
        return orders.count(
                "SELECT count(*) FROM order_line WHERE agency = ? AND reservation IN ('NONE', 'ASKED')"
                        + " AND quantity > cancelled_quantity + shipped_quantity",
                agency);
    }

    record OpenOrder(String id, String channel) {}

    /** Orders that may leave: every line granted, nothing withheld by the channel. */
    List<OpenOrder> shippable() {
        return orders.list(
                "SELECT o.id::text, o.channel FROM orders o WHERE o.agency = ? AND o.state NOT IN ('SHIPPED', 'DELIVERED',"
                        + " 'CLOSED', 'CANCELLED', 'RTO', 'RETURNED') AND o.channel_status <> 'PENDING' AND NOT o.channel_hold"
                        + " AND NOT EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id AND l.reservation <> 'GRANTED')"
                        + " ORDER BY o.placed_at",
                row -> new OpenOrder(row.getString(1), row.getString(2)),
                agency);
    }

    /** Listings that have the channel's number. */
    long identified(Channel channel) {
        return sync.count(
                "SELECT count(*) FROM listing l JOIN channel_account a ON a.id = l.account"
                        + " WHERE l.agency = ? AND a.channel = ? AND l.remote_id IS NOT NULL",
                agency,
                channel.id);
    }

    /** Orders of goods that are there and that did not leave yet. */
    long unshipped() {
        return orders.count(
                "SELECT count(*) FROM orders o WHERE o.agency = ? AND o.state NOT IN ('SHIPPED', 'DELIVERED', 'CLOSED',"
                        + " 'CANCELLED', 'RTO', 'RETURNED') AND NOT EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id"
                        + " AND l.reservation = 'SHORT')",
                agency);
    }

    long shipments() {
        return orders.count("SELECT count(*) FROM shipment WHERE agency = ? AND confirmation <> 'NOT_NEEDED'", agency);
    }

    long shipmentsConfirmed() {
        return orders.count("SELECT count(*) FROM shipment WHERE agency = ? AND confirmation = 'CONFIRMED'", agency);
    }

    /** Pieces of stock that a channel shows otherwise than the catalogue has them. */
    List<String> stockDisagreements(Channel channel) {
        Map<String, Integer> available = available();
        List<String> different = new ArrayList<>();
        for (Market.Listing listing : market.listings(channel).values()) {
            int ours = available.getOrDefault(listing.sku(), 0);
            if (listing.live() && listing.stock() != ours) {
                different.add(channel.title + " shows " + listing.stock() + " of " + listing.sku()
                        + ", the catalogue has " + ours);
            }
        }
        return different;
    }

    private Map<String, Integer> available() {
        Map<String, Integer> available = new HashMap<>();
        catalog.list(
                        "SELECT sku, greatest(on_hand - reserved, 0) FROM stock_item WHERE agency = ?",
                        row -> Map.entry(row.getString(1), row.getInt(2)),
                        agency)
                .forEach(entry -> available.put(entry.getKey(), entry.getValue()));
        return available;
    }

    /** Events that wait in an outbox of any service. */
    long eventsUnderWay() {
        return Stream.of(catalog, orders, sync)
                .mapToLong(database -> database.count("SELECT count(*) FROM outbox"))
                .sum();
    }

    // What the summary says.

    long producers() {
        return catalog.count("SELECT count(*) FROM producer WHERE agency = ?", agency);
    }

    long skus() {
        return catalog.count("SELECT count(*) FROM product WHERE agency = ?", agency);
    }

    long orders() {
        return orders.count("SELECT count(*) FROM orders WHERE agency = ?", agency);
    }

    long shipped() {
        return orders.count(
                "SELECT count(DISTINCT order_id) FROM shipment WHERE agency = ? AND confirmation = 'CONFIRMED'",
                agency);
    }

    /** Order lines for which there were no goods. */
    long oversold() {
        return orders.count("SELECT count(*) FROM order_line WHERE agency = ? AND reservation = 'SHORT'", agency);
    }

    /** Products that the publish gate keeps from every channel. */
    Set<String> refused() {
        return new TreeSet<>(catalog.list(
                "SELECT DISTINCT r.sku FROM listing_refusal r JOIN product p USING (agency, sku)"
                        + " WHERE r.agency = ? AND p.listed IS DISTINCT FROM 'ON_SALE'",
                row -> row.getString(1),
                agency));
    }

    Map<Channel, Figures.PerChannel> channels() {
        Map<Channel, Figures.PerChannel> channels = new EnumMap<>(Channel.class);
        Map<String, Long> calls = callsInTheLog();
        for (Channel channel : Channel.values()) {
            List<Market.Order> sold = market.orders(channel);
            channels.put(
                    channel,
                    new Figures.PerChannel(
                            pushed(channel),
                            market.listings(channel).values().stream()
                                    .filter(Market.Listing::live)
                                    .count(),
                            skus() - published(channel).size() + turnedDown(channel),
                            calls.getOrDefault(channel.id, 0L),
                            sold.size(),
                            sold.stream().filter(Market.Order::shipped).count()));
        }
        return channels;
    }

    private long pushed(Channel channel) {
        return sync.count(
                "SELECT count(*) FROM listing l JOIN channel_account a ON a.id = l.account"
                        + " WHERE l.agency = ? AND a.channel = ? AND l.accepted_at IS NOT NULL",
                agency,
                channel.id);
    }

    private long turnedDown(Channel channel) {
        return sync.count(
                "SELECT count(*) FROM listing l JOIN channel_account a ON a.id = l.account WHERE l.agency = ?"
                        + " AND a.channel = ? AND l.state IN ('ISSUES', 'SUPPRESSED', 'FAILED_VERIFICATION')",
                agency,
                channel.id);
    }

    private Map<String, Long> callsInTheLog() {
        Map<String, Long> calls = new TreeMap<>();
        try (Stream<String> lines = Files.lines(callLog)) {
            lines.forEach(line -> {
                try {
                    calls.merge(Web.JSON.readTree(line).path("partner").asText(), 1L, Long::sum);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return calls;
    }

    // The comparison.

    /** Every place where two books differ, as sentences. */
    List<String> disagreements() {
        List<String> found = new ArrayList<>();
        for (Channel channel : Channel.values()) {
            compareListings(channel, found);
            compareOrders(channel, found);
        }
        compareLedger(found);
        compareEvents(found);
        return found;
    }

    private void compareListings(Channel channel, List<String> found) {
        Set<String> ours = listings(channel, "LIVE");
        Set<String> theirs = new TreeSet<>();
        market.listings(channel).values().stream()
                .filter(Market.Listing::live)
                .forEach(listing -> theirs.add(listing.sku()));
        differ(found, "Live on " + channel.title, ours, theirs);
        differ(found, "Published for " + channel.title + " but not live", published(channel), theirs);
        found.addAll(stockDisagreements(channel));
        comparePrices(channel, found);
    }

    private static void differ(List<String> found, String what, Set<String> ours, Set<String> theirs) {
        if (!ours.equals(theirs)) {
            Set<String> onlyOurs = new TreeSet<>(ours);
            onlyOurs.removeAll(theirs);
            Set<String> onlyTheirs = new TreeSet<>(theirs);
            onlyTheirs.removeAll(ours);
            found.add(what + ": only in our books " + onlyOurs + ", only in theirs " + onlyTheirs);
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
                found.add(channel.title + " shows " + listing.sku() + " at " + listing.pricePaise()
                        + " paise, the catalogue has " + prices.get(listing.sku()));
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
                found.add("Order " + id + " of " + channel.title + ": ours " + ours.get(id) + ", theirs "
                        + theirs.get(id));
            }
        }
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
                                : "The ledger of " + row.getString(1) + " adds up to " + row.getInt(4)
                                        + ", on hand are " + row.getInt(2),
                        agency)
                .stream()
                .filter(sentence -> !sentence.isEmpty())
                .forEach(found::add);
        long held =
                catalog.count("SELECT coalesce(sum(held), 0) FROM reservation WHERE agency = ? AND NOT ended", agency);
        long reserved = catalog.count("SELECT coalesce(sum(reserved), 0) FROM stock_item WHERE agency = ?", agency);
        if (held != reserved) {
            found.add("Order lines hold " + held + " pieces, the stock says " + reserved + " are reserved");
        }
        if (oversold() > 0) {
            found.add(oversold() + " order lines have no goods");
        }
    }

    /** I3 and I8: every event was sent, and none was put aside. */
    private void compareEvents(List<String> found) {
        if (eventsUnderWay() > 0) {
            found.add(eventsUnderWay() + " events still wait in an outbox");
        }
        for (Database database : List.of(catalog, orders, sync)) {
            database.list(
                            "SELECT topic, reason FROM parked_event WHERE settled_at IS NULL",
                            row -> "An event of " + row.getString(1) + " was put aside: " + row.getString(2))
                    .forEach(found::add);
        }
    }
}
