package org.haat.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the marketplaces themselves say, from the sandbox's own books. */
public final class Market {
    private static final String BUYERS = "/buyers/orders";
    private final Web web;
    private final String account;

    /** @param account name of the seller account at both marketplaces */
    public Market(Web web, String account) {
        this.web = web;
        this.account = account;
    }

    /**
     * @param stock what a buyer is shown, 0 if none
     */
    public record Listing(
            String sku, boolean live, @Nullable Long pricePaise, int stock) {}

    /**
     * @param remoteId what Haat knows it by: Amazon's order id, Flipkart's shipment id
     */
    public record Order(String remoteId, String orderId, boolean shipped, boolean cancelled, List<Line> lines) {
        public int pieces() {
            return lines.stream().mapToInt(Line::quantity).sum();
        }

        public long paise() {
            return lines.stream().mapToLong(Line::paise).sum();
        }
    }

    public record Line(String itemId, String sku, int quantity, long paise) {}

    public JsonNode register(Channel channel, String displayName) {
        return web.sandbox(
                "POST", "/accounts", Map.of("partner", channel.id, "name", account, "displayName", displayName));
    }

    /** The ticket that a seller files at Flipkart, so that orders are pushed and not only fetched. */
    public void subscribe(String url) {
        web.sandbox("PUT", "/flipkart/notifications", Map.of("account", account, "url", url));
    }

    /** A queue for Amazon's notifications, as its owner makes it. */
    JsonNode queue() {
        return web.sandbox("POST", "/amazon/queues", Map.of("name", account));
    }

    public Map<String, Listing> listings(Channel channel) {
        Map<String, Listing> listings = new TreeMap<>();
        for (JsonNode node : web.sandbox("GET", "/listings?partner=" + channel.id + "&account=" + account, null)
                .path("listings")) {
            Long price = node.hasNonNull("pricePaise") ? node.get("pricePaise").asLong() : null;
            String sku = node.path("sku").asText();
            listings.put(
                    sku,
                    new Listing(
                            sku,
                            node.path("live").asBoolean(),
                            price,
                            node.path("stock").asInt(0)));
        }
        return listings;
    }

    public List<Order> orders(Channel channel) {
        List<Order> orders = new ArrayList<>();
        for (JsonNode node : web.sandbox("GET", "/orders?partner=" + channel.id + "&account=" + account, null)
                .path("orders")) {
            List<Line> lines = new ArrayList<>();
            for (JsonNode line : node.path("lines")) {
                int quantity = line.path("quantity").asInt();
                lines.add(new Line(
                        line.path("itemId").asText(),
                        line.path("sku").asText(),
                        quantity,
                        quantity * line.path("unitPricePaise").asLong()));
            }
            String orderId = node.path("orderId").asText();
            orders.add(new Order(
                    node.hasNonNull("shipmentId") ? node.get("shipmentId").asText() : orderId,
                    orderId,
                    node.hasNonNull("shipped"),
                    node.path("cancelled").asBoolean(),
                    lines));
        }
        return orders;
    }

    /** Buyers place this many orders; returns how many found something to buy. */
    public int buy(Channel channel, int count, List<String> skus) {
        return web.sandbox("POST", BUYERS, wish(channel, count, skus))
                .path("placed")
                .size();
    }

    /**
     * The same in one try, whatever comes of it.
     *
     * @throws IOException when there is no answer: nobody knows whether the orders were placed
     */
    public Web.Answer tryToBuy(Channel channel, int count, List<String> skus) throws IOException {
        return web.attemptSandbox("POST", BUYERS, wish(channel, count, skus));
    }

    private Map<String, Object> wish(Channel channel, int count, List<String> skus) {
        Map<String, Object> wish = new TreeMap<>(Map.of("partner", channel.id, "account", account, "count", count));
        if (!skus.isEmpty()) {
            wish.put("skus", skus);
            wish.put("quantity", 1);
        }
        return wish;
    }
}
