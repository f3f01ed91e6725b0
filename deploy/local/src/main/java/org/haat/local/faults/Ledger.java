package org.haat.local.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.haat.event.Event;
import org.haat.event.EventType;
import org.haat.local.faults.Intents.Intent;
import org.haat.local.faults.Intents.Kind;
import org.haat.local.faults.Intents.Order;
import org.haat.local.faults.Intents.Outcome;

/**
 * Compares what the load meant to do with what the observers found. What the demo's own audit compares (order-service with
 * the marketplaces' books, stock arithmetic, what a channel shows) is not compared again.
 *
 * @param intents all of them, with their answers
 * @param receipts pieces by movement, of the load's movements in the catalogue's ledger
 * @param products the catalogue's rows of the load's products, by SKU
 * @param told everything that stands in the catalogue's topics
 * @param orders what order-service has of the orders that were placed since the load began, by marketplace
 * @param seen prices in paise that each marketplace's call log shows, in order, by marketplace and SKU
 */
record Ledger(
        List<Intent> intents,
        Map<String, Receipt> receipts,
        Map<String, Product> products,
        TopicDump told,
        Map<String, List<Order>> orders,
        Map<String, Map<String, List<Long>>> seen) {

    /** One movement in the catalogue. */
    record Receipt(String sku, long pieces) {}

    /**
     * @param available what may be sold now
     */
    record Product(long pricePaise, long listingVersion, long stockVersion, long available) {}

    /** Every broken rule as a sentence that begins with its number; empty when the ledger closes. */
    List<String> breaks() {
        List<String> found = new ArrayList<>();
        compareReceipts(found);
        comparePrices(found);
        orders.forEach((channel, collected) -> compareOrders(channel, collected, found));
        compareVersions(EventType.LISTING_SNAPSHOT, found);
        compareVersions(EventType.STOCK_LEVEL, found);
        told.contradictions().forEach(id -> found.add("[I3] Two things were told as event " + id + "."));
        seen.forEach((channel, prices) -> prices.forEach((sku, row) -> compareOrder(channel, sku, row, found)));
        return found;
    }

    /** I1, I2 and I4. */
    private void compareReceipts(List<String> found) {
        Map<String, Intent> meant = new HashMap<>();
        intents.stream()
                .filter(intent -> intent.kind() == Kind.RECEIPT)
                .forEach(intent -> meant.put(intent.movementId(), intent));
        meant.forEach((id, intent) -> {
            if (intent.outcome() == Outcome.ACK && !receipts.containsKey(id)) {
                found.add("[I1] Goods " + id + " were accepted and are not in the stock ledger.");
            }
        });
        receipts.forEach((id, receipt) -> {
            Intent intent = meant.get(id);
            if (intent == null) {
                found.add("[I2] The stock ledger has goods " + id + " that nobody sent.");
            } else if (intent.outcome() == Outcome.REJECT) {
                found.add("[I2] Goods " + id + " were refused and are in the stock ledger all the same.");
            } else if (receipt.pieces() != intent.value() || !receipt.sku().equals(intent.sku())) {
                found.add("[I4] Goods " + id + " count as " + receipt.pieces() + " of " + receipt.sku() + ", sent were "
                        + intent.value() + " of " + intent.sku() + ".");
            }
        });
    }

    /** I1 and I2: the price is the last that was accepted, or a later one whose answer nobody knows. */
    private void comparePrices(List<String> found) {
        products.forEach((sku, product) -> {
            Set<Long> possible = new TreeSet<>();
            for (Intent intent : intents) {
                if (intent.kind() == Kind.PRICE && intent.sku().equals(sku)) {
                    if (intent.outcome() == Outcome.ACK) {
                        possible.clear();
                    }
                    if (intent.outcome() != Outcome.REJECT) {
                        possible.add(intent.value());
                    }
                }
            }
            boolean accepted = intents.stream()
                    .anyMatch(intent ->
                            intent.kind() == Kind.PRICE && intent.sku().equals(sku) && intent.outcome() == Outcome.ACK);
            if (accepted && !possible.contains(product.pricePaise())) {
                found.add("[I1] " + sku + " costs " + product.pricePaise() + " paise; it should be one of " + possible
                        + ".");
            }
        });
    }

    /**
     * I6: each order that a buyer was promised is there once, with its pieces and paise, and no other but those of a wish
     * whose answer nobody knows.
     */
    private void compareOrders(String channel, List<Order> collected, List<String> found) {
        Map<String, Order> missing = new TreeMap<>();
        long unknown = 0;
        for (Intent intent : intents) {
            if (intent.kind() == Kind.ORDER && intent.sku().equals(channel)) {
                intent.placed().forEach(order -> missing.put(order.id(), order));
                unknown += intent.outcome() == Outcome.UNKNOWN ? intent.value() : 0;
            }
        }
        Map<String, Order> promised = Map.copyOf(missing);
        List<String> others = new ArrayList<>();
        for (Order order : collected) {
            Order meant = promised.get(order.id());
            if (meant == null) {
                others.add(order.id());
            } else if (missing.remove(order.id()) == null) {
                found.add("[I6] Order " + order.id() + " of " + channel + " is there twice.");
            } else if (!meant.equals(order)) {
                found.add("[I6] Order " + order.id() + " of " + channel + " has " + order.pieces() + " pieces for "
                        + order.paise() + " paise, its buyer was promised " + meant.pieces() + " for " + meant.paise()
                        + ".");
            }
        }
        missing.keySet().forEach(id -> found.add("[I6] Order " + id + " of " + channel + " was never collected."));
        if (others.size() > unknown) {
            found.add("[I6] " + others.size() + " orders of " + channel + " are there that no buyer was promised, and "
                    + unknown + " wishes have no answer: " + others);
        }
    }

    /** I3: each version of a listing was told, none that does not exist, and the last word is what the row says. */
    private void compareVersions(EventType type, List<String> found) {
        Map<String, TreeMap<Long, JsonNode>> versions = new HashMap<>();
        for (Event event : told.events()) {
            String sku = event.data().path("sku").asText();
            if (event.type().equals(type.id()) && products.containsKey(sku)) {
                versions.computeIfAbsent(sku, key -> new TreeMap<>())
                        .put(event.data().path("version").asLong(), event.data());
            }
        }
        products.forEach((sku, product) -> {
            TreeMap<Long, JsonNode> of = versions.getOrDefault(sku, new TreeMap<>());
            long now = type == EventType.STOCK_LEVEL ? product.stockVersion() : product.listingVersion();
            long last = of.isEmpty() ? 0 : of.lastKey();
            if (last != now) {
                found.add("[I3] " + sku + " stands at version " + now + " of " + type + ", told was " + last + ".");
            }
            // Movements of one transaction are told together, as the last of them.
            for (long version = 1; type == EventType.LISTING_SNAPSHOT && version <= last; version++) {
                if (!of.containsKey(version)) {
                    found.add("[I3] Version " + version + " of " + type + ' ' + sku + " was never told.");
                }
            }
            if (type == EventType.STOCK_LEVEL
                    && last == now
                    && of.lastEntry().getValue().path("availableToSell").asLong() != product.available()) {
                found.add("[I3] The last word on the stock of " + sku + " is not what the catalogue has.");
            }
        });
    }

    /** I5: the load lowers prices only, so a marketplace must never see one rise. */
    private static void compareOrder(String channel, String sku, List<Long> prices, List<String> found) {
        for (int i = 1; i < prices.size(); i++) {
            if (prices.get(i) > prices.get(i - 1)) {
                found.add("[I5] " + channel + " was told " + prices.get(i) + " paise for " + sku + " after "
                        + prices.get(i - 1) + ": an older version overtook a newer one.");
            }
        }
    }
}
