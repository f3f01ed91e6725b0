package org.haat.sandbox.flipkart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.http.Answer;
import org.haat.sandbox.http.Call;
import org.haat.sandbox.journal.Json;
import org.haat.sandbox.market.Buyers;
import org.haat.sandbox.market.Offer;
import org.haat.sandbox.market.Offers;
import org.haat.sandbox.market.Sale;
import org.haat.sandbox.pace.Pace;

/** The helper calls of Flipkart's own sandbox: a test order, hold, and the courier's steps without the wait. */
final class TestOrders {
    private static final Map<String, String> BEFORE =
            Map.of("PICKUP_COMPLETE", "READY_TO_DISPATCH", "SHIPPED", "PICKUP_COMPLETE", "DELIVERED", "SHIPPED");

    private final Buyers buyers = new Buyers();
    private final Random random = new Random();
    private final FlipkartListings listings;
    private final ShipmentStore store;
    private final Offers offers;
    private final Pace pace;

    TestOrders(FlipkartListings listings, ShipmentStore store, Offers offers, Pace pace) {
        this.listings = listings;
        this.store = store;
        this.offers = offers;
        this.pace = pace;
    }

    Answer create(Call call, Account account) {
        JsonNode body = call.json().orElseGet(Json.MAPPER::createObjectNode);
        List<Sale.Line> lines = new ArrayList<>();
        for (JsonNode item : body.path("orderItems")) {
            Optional<Offer> offer = listings.all().stream()
                    .filter(l -> l.account().equals(account.name())
                            && l.listingId().equals(item.path("listingId").asText()))
                    .flatMap(l -> listings.offer(l).stream())
                    .filter(Offer::onSale)
                    .findFirst();
            int units = item.path("quantity").asInt();
            if (offer.isEmpty() || units < 1 || !offers.take(offer.get(), units, pace.now())) {
                lines.forEach(
                        l -> offers.giveBack(Account.FLIPKART, account.name(), l.sku(), l.quantity(), pace.now()));
                return Refusals.order(422, "UNPROCESSABLE_ENTITY", "A listing is not on sale or has not enough stock");
            }
            lines.add(line(offer.get(), units));
        }
        if (lines.isEmpty()) {
            return Refusals.order(400, "INVALID_REQUEST", "orderItems is required");
        }
        return Answer.json(200, sell(account, lines));
    }

    private Sale.Line line(Offer o, int units) {
        return new Sale.Line(store.newItemId(random), o.sku(), o.productId(), o.title(), units, o.pricePaise());
    }

    private ObjectNode sell(Account account, List<Sale.Line> lines) {
        Sale sale = new Sale(
                Account.FLIPKART,
                account.name(),
                store.newOrderId(random),
                pace.now(),
                false,
                buyers.make(random, null),
                List.copyOf(lines));
        store.sold(sale, false);
        ObjectNode answer = Json.MAPPER.createObjectNode().put("orderId", sale.orderId());
        ArrayNode items = answer.putArray("orderItems");
        lines.forEach(l -> items.addObject()
                .put("orderItemId", l.itemId())
                .put("listingId", store.listingId(account.name(), l.sku()))
                .put("quantity", l.quantity()));
        return answer;
    }

    Answer hold(Call call, Account account, boolean held) {
        return of(call, account)
                .filter(s -> Shipment.BEFORE_DISPATCH.contains(s.state))
                .map(s -> {
                    s.held = held;
                    s.updated = pace.now();
                    store.save(s);
                    return done();
                })
                .orElseGet(TestOrders::refused);
    }

    /** The courier's next step, at once. */
    Answer step(Call call, Account account, String to) {
        return of(call, account)
                .filter(s -> s.state.equals(BEFORE.get(to)))
                .map(s -> {
                    store.step(s, pace.now());
                    return done();
                })
                .orElseGet(TestOrders::refused);
    }

    private Optional<Shipment> of(Call call, Account account) {
        String item = call.json().map(b -> b.path("orderItemId").asText()).orElse("");
        return store.all().stream()
                .filter(s -> s.sale().account().equals(account.name()))
                .filter(s -> s.sale().lines().stream().anyMatch(l -> l.itemId().equals(item)))
                .findFirst();
    }

    private static Answer done() {
        return Answer.json(200, Json.MAPPER.createObjectNode().put("response", "SUCCESS"));
    }

    private static Answer refused() {
        return Refusals.order(422, "OPERATION_NOT_ALLOWED", "The item is not known or not at that step");
    }
}
