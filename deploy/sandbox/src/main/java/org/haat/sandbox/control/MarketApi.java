package org.haat.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.haat.sandbox.account.Accounts;
import org.haat.sandbox.http.Answer;
import org.haat.sandbox.http.Call;
import org.haat.sandbox.http.Routes;
import org.haat.sandbox.journal.Json;
import org.haat.sandbox.market.Canceller;
import org.haat.sandbox.market.Marketplace;
import org.haat.sandbox.market.Marketplace.ListingTruth;
import org.haat.sandbox.market.Marketplace.OrderTruth;
import org.haat.sandbox.market.Sale;
import org.haat.sandbox.market.Shoppers;
import org.haat.sandbox.market.Shoppers.Wish;

/** Buyers at a word, and the truth about listings and orders for whoever checks the books. */
public final class MarketApi {
    private static final int MOST_ORDERS = 10_000;

    private final List<Marketplace> marketplaces;
    private final Shoppers shoppers;

    public MarketApi(List<Marketplace> marketplaces, Shoppers shoppers, Routes<Control> routes) {
        this.marketplaces = marketplaces;
        this.shoppers = shoppers;
        routes.on("POST", "/sandbox/api/buyers/orders", "placeOrders", this::place);
        routes.on("POST", "/sandbox/api/buyers/cancellations", "cancelOrder", this::cancel);
        routes.on("POST", "/sandbox/api/cancellations", "cancelOrderBy", this::cancelBy);
        routes.on("GET", "/sandbox/api/orders", "listOrders", this::orders);
        routes.on("GET", "/sandbox/api/listings", "listListings", this::listings);
    }

    private Answer place(Call call) {
        JsonNode body = call.json().orElseGet(Json.MAPPER::createObjectNode);
        Optional<String> partner = Accounts.partner(body.path("partner").asText());
        int count = body.path("count").asInt(1);
        int quantity = body.path("quantity").asInt(1);
        if (partner.isEmpty() || count < 1 || count > MOST_ORDERS || quantity < 1) {
            return Control.problem(
                    400, "bad-wish", "partner must be amazon-in or flipkart, count 1 to 10000, quantity at least 1");
        }
        List<Sale> placed = shoppers.shop(partner.get(), wish(body, count));
        return Answer.of(
                201,
                Map.of(
                        "placed",
                        placed.stream().map(MarketApi::sale).toList(),
                        "wished",
                        count,
                        "notPlaced",
                        count - placed.size()));
    }

    private static Wish wish(JsonNode body, int count) {
        List<String> skus = new ArrayList<>();
        body.path("skus").forEach(s -> skus.add(s.asText()));
        return new Wish(
                body.hasNonNull("account") ? body.get("account").asText() : null,
                count,
                skus,
                body.hasNonNull("quantity") ? body.get("quantity").asInt() : null,
                body.hasNonNull("seed") ? body.get("seed").asLong() : null,
                body.hasNonNull("state") ? body.get("state").asText() : null,
                body.path("split").asBoolean(false));
    }

    private static Map<String, Object> sale(Sale s) {
        return Map.of(
                "partner",
                s.partner(),
                "account",
                s.account(),
                "orderId",
                s.orderId(),
                "placed",
                s.placed(),
                "totalPaise",
                s.totalPaise(),
                "state",
                s.buyer().state(),
                "lines",
                s.lines());
    }

    private Answer cancel(Call call) {
        JsonNode body = call.json().orElseGet(Json.MAPPER::createObjectNode);
        return cancelled(body, Canceller.BUYER);
    }

    private Answer cancelBy(Call call) {
        JsonNode body = call.json().orElseGet(Json.MAPPER::createObjectNode);
        return Canceller.of(body.path("by").asText())
                .map(by -> cancelled(body, by))
                .orElseGet(() -> Control.problem(400, "bad-wish", "by must be buyer, marketplace or seller"));
    }

    private Answer cancelled(JsonNode body, Canceller by) {
        String orderId = body.path("orderId").asText();
        String reason = body.hasNonNull("reason") ? body.get("reason").asText() : null;
        return marketplaces.stream()
                .map(m -> m.cancel(orderId, by, reason))
                .flatMap(Optional::stream)
                .findFirst()
                .map(state -> Answer.of(200, Map.of("orderId", orderId, "state", state, "by", by.word())))
                .orElseGet(() -> Control.problem(
                        409, "too-late", "No such order, or it is too far on its way for this one to cancel"));
    }

    private Answer orders(Call call) {
        List<Object> found = new ArrayList<>();
        for (OrderTruth o : all(call, Marketplace::orders)) {
            if (fits(call, "account", o.sale().account())
                    && fits(call, "orderId", o.sale().orderId())) {
                found.add(order(o));
            }
        }
        return Answer.of(200, Map.of("orders", found));
    }

    private static Object order(OrderTruth o) {
        var node = Json.MAPPER.createObjectNode();
        node.put("partner", o.sale().partner());
        node.put("account", o.sale().account());
        node.put("orderId", o.sale().orderId());
        node.put("shipmentId", o.shipmentId());
        node.put("state", o.state());
        node.put("cancelled", o.cancelled());
        node.put("placed", o.sale().placed().toString());
        node.put("updated", o.updated().toString());
        node.put("shipped", o.shipped() == null ? null : o.shipped().toString());
        node.put("tracking", o.tracking());
        node.put("totalPaise", o.sale().totalPaise());
        node.put("buyerState", o.sale().buyer().state());
        node.set("lines", Json.tree(o.sale().lines()));
        return node;
    }

    private Answer listings(Call call) {
        List<ListingTruth> found = all(call, Marketplace::listings).stream()
                .filter(l -> fits(call, "account", l.account()) && fits(call, "sku", l.sku()))
                .filter(l -> call.query("live")
                        .map(want -> want.equals(String.valueOf(l.live())))
                        .orElse(true))
                .toList();
        return Answer.of(200, Map.of("listings", found));
    }

    private <T> List<T> all(Call call, Function<Marketplace, List<T>> what) {
        return marketplaces.stream()
                .filter(m -> call.query("partner")
                        .map(p -> Accounts.partner(p).orElse(p))
                        .map(m.partner()::equals)
                        .orElse(true))
                .flatMap(m -> what.apply(m).stream())
                .toList();
    }

    private static boolean fits(Call call, String name, String value) {
        return call.query(name).map(value::equals).orElse(true);
    }
}
