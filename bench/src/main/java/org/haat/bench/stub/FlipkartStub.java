package org.haat.bench.stub;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.haat.bench.stub.StubCall.Kind;
import org.haat.bench.stub.StubMarket.Reply;

/** The operations of the Seller API that change and read listings. */
final class FlipkartStub {
    private static final String LISTINGS = "/sellers/listings/v3";
    private static final int PAGE = 500;
    private final NavigableMap<String, StubListing> listings;

    FlipkartStub(NavigableMap<String, StubListing> listings) {
        this.listings = listings;
    }

    Reply answer(String method, String path, JsonNode body) {
        return switch (path) {
            case "/oauth-service/oauth/token" ->
                Reply.of(
                        Kind.OTHER,
                        Map.of("access_token", "stub", "token_type", "bearer", "expires_in", 60 * 24 * 3600));
            case LISTINGS + "/update/price" -> prices(body);
            case LISTINGS + "/update/inventory" -> stock(body);
            case LISTINGS, LISTINGS + "/update" -> taken(Kind.CONTENT, body, Map.of());
            case LISTINGS + "/details" -> details(body.path("sku_ids"));
            case LISTINGS + "/search" -> page(body.path("page_id"));
            case "/sellers/v3/shipments/filter" ->
                Reply.of(Kind.OTHER, Map.of("hasMore", false, "shipments", List.of()));
            case "/sellers/v2/returns" -> Reply.of(Kind.OTHER, Map.of("returnItems", List.of(), "hasMore", false));
            default ->
                new Reply(Kind.OTHER, 404, Map.of("errors", List.of(Map.of("message", method + path))), Map.of());
        };
    }

    private Reply prices(JsonNode body) {
        Map<String, Long> values = new LinkedHashMap<>();
        body.properties().forEach(entry -> {
            long paise = entry.getValue().path("price").path("selling_price").asLong() * 100;
            values.put(entry.getKey(), paise);
            listings.computeIfPresent(entry.getKey(), (sku, listing) -> listing.price(paise));
        });
        return taken(Kind.PRICE, body, values);
    }

    private Reply stock(JsonNode body) {
        Map<String, Long> values = new LinkedHashMap<>();
        body.properties().forEach(entry -> {
            int pieces =
                    entry.getValue().path("locations").path(0).path("inventory").asInt();
            values.put(entry.getKey(), (long) pieces);
            listings.computeIfPresent(entry.getKey(), (sku, listing) -> listing.quantity(pieces));
        });
        return taken(Kind.STOCK, body, values);
    }

    private static Reply taken(Kind kind, JsonNode body, Map<String, Long> values) {
        Map<String, Object> answer = new LinkedHashMap<>();
        body.fieldNames().forEachRemaining(sku -> answer.put(sku, Map.of("status", "SUCCESS")));
        return new Reply(kind, 200, answer, values);
    }

    private Reply details(JsonNode skus) {
        Map<String, Object> available = new LinkedHashMap<>();
        List<String> unavailable = new ArrayList<>();
        for (JsonNode sku : skus) {
            StubListing listing = listings.get(sku.asText());
            if (listing == null) {
                unavailable.add(sku.asText());
            } else {
                available.put(sku.asText(), offer(sku.asText(), listing));
            }
        }
        return Reply.of(Kind.READ, Map.of("available", available, "unavailable", unavailable, "invalid", List.of()));
    }

    private static Map<String, Object> offer(String sku, StubListing listing) {
        return Map.of(
                "listing_id",
                "LST" + sku,
                "product_id",
                StubMarket.FSN,
                "product_title",
                sku,
                "price",
                Map.of("mrp", listing.mrp() / 100, "selling_price", listing.price() / 100, "currency", "INR"),
                "listing_status",
                "ACTIVE",
                "locations",
                List.of(Map.of("id", StubMarket.LOCATION, "status", "ENABLED", "inventory", listing.quantity())));
    }

    private Reply page(JsonNode pageId) {
        List<Object> names = new ArrayList<>();
        String last = pageId.isTextual() ? pageId.asText() : "";
        for (String sku : listings.tailMap(last, false).keySet()) {
            if (names.size() == PAGE) {
                break;
            }
            names.add(Map.of("sku_id", sku, "product_id", StubMarket.FSN));
            last = sku;
        }
        boolean more = names.size() == PAGE && listings.higherKey(last) != null;
        Map<String, Object> answer = new LinkedHashMap<>(Map.of("listings", names, "has_more", more));
        if (more) {
            answer.put("next_page_id", last);
        }
        return Reply.of(Kind.READ, answer);
    }
}
