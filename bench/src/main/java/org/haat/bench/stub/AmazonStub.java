package org.haat.bench.stub;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.MultiMap;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Supplier;
import org.haat.bench.stub.StubCall.Kind;
import org.haat.bench.stub.StubMarket.Reply;

/** The operations of the Selling Partner API that change and read listings. */
final class AmazonStub {
    static final String STORE = "A21TJRUUN4KGV";
    private static final String ITEMS = "/listings/2021-08-01/items/";
    private static final int PAGE = 20;
    /** Amazon pages through so many listings and no further. */
    private static final int REACH = 1_000;

    private final NavigableMap<String, StubListing> listings;
    private final ReportStub reports;

    /** @param url of this stub, for the addresses of documents */
    AmazonStub(NavigableMap<String, StubListing> listings, Supplier<String> url) {
        this.listings = listings;
        this.reports = new ReportStub(listings, url);
    }

    Reply answer(String method, String path, MultiMap query, JsonNode body) {
        if (path.startsWith(ITEMS)) {
            String[] parts = path.substring(ITEMS.length()).split("/");
            return parts.length == 1 ? search(query) : item(method, parts[1], body);
        }
        if (path.startsWith(ReportStub.PATH) || path.startsWith(ReportStub.FILES)) {
            return reports.answer(method, path);
        }
        if (path.equals("/auth/o2/token")) {
            return Reply.of(Kind.OTHER, Map.of("access_token", "stub", "token_type", "bearer", "expires_in", 3600));
        }
        if (path.startsWith("/orders/")) {
            return Reply.of(Kind.OTHER, Map.of("orders", List.of()));
        }
        return new Reply(
                Kind.OTHER, 404, Map.of("errors", List.of(Map.of("code", "NotFound", "message", path))), Map.of());
    }

    private Reply item(String method, String sku, JsonNode body) {
        Map<String, Object> accepted =
                Map.of("sku", sku, "status", "ACCEPTED", "submissionId", "stub", "issues", List.of());
        if (method.equals("PATCH")) {
            return patch(sku, body.path("patches").path(0), accepted);
        }
        return Reply.of(Kind.CONTENT, accepted);
    }

    private Reply patch(String sku, JsonNode patch, Object accepted) {
        JsonNode value = patch.path("value").path(0);
        if (patch.path("path").asText().endsWith("/fulfillment_availability")) {
            int quantity = value.path("quantity").asInt();
            listings.computeIfPresent(sku, (key, listing) -> listing.quantity(quantity));
            return new Reply(Kind.STOCK, 200, accepted, Map.of(sku, (long) quantity));
        }
        BigDecimal rupees = value.path("our_price")
                .path(0)
                .path("schedule")
                .path(0)
                .path("value_with_tax")
                .decimalValue();
        long paise = rupees.movePointRight(2).longValueExact();
        listings.computeIfPresent(sku, (key, listing) -> listing.price(paise));
        return new Reply(Kind.PRICE, 200, accepted, Map.of(sku, paise));
    }

    private Reply search(MultiMap query) {
        String identifiers = query.get("identifiers");
        List<Object> items = new ArrayList<>();
        Map<String, Object> answer = new LinkedHashMap<>();
        if (identifiers != null) {
            for (String sku : identifiers.split(",")) {
                StubListing listing = listings.get(sku);
                if (listing != null) {
                    items.add(item(sku, listing));
                }
            }
            answer.put("numberOfResults", items.size());
        } else {
            page(query.get("pageToken"), items, answer);
        }
        answer.put("items", items);
        return Reply.of(Kind.READ, answer);
    }

    /** The token is the last SKU of the page before and how many came till then. */
    private void page(@org.jspecify.annotations.Nullable String token, List<Object> items, Map<String, Object> answer) {
        String[] from = token == null ? new String[] {"0", ""} : token.split(":", 2);
        int before = Integer.parseInt(from[0]);
        String last = from[1];
        for (var entry : listings.tailMap(last, false).entrySet()) {
            if (items.size() == PAGE) {
                break;
            }
            items.add(item(entry.getKey(), entry.getValue()));
            last = entry.getKey();
        }
        int all = listings.size();
        int seen = before + items.size();
        answer.put("numberOfResults", all);
        if (seen < Math.min(all, REACH)) {
            answer.put("pagination", Map.of("nextToken", seen + ":" + last));
        }
    }

    private static Map<String, Object> item(String sku, StubListing listing) {
        Map<String, Object> price =
                Map.of("amount", BigDecimal.valueOf(listing.price(), 2).toPlainString(), "currencyCode", "INR");
        return Map.of(
                "sku",
                sku,
                "summaries",
                List.of(Map.of(
                        "marketplaceId",
                        STORE,
                        "asin",
                        "B0BENCH001",
                        "itemName",
                        sku,
                        "status",
                        List.of("BUYABLE", "DISCOVERABLE"))),
                "offers",
                List.of(Map.of("marketplaceId", STORE, "offerType", "B2C", "price", price)),
                "fulfillmentAvailability",
                List.of(Map.of("fulfillmentChannelCode", "DEFAULT", "quantity", listing.quantity())),
                "issues",
                List.of());
    }
}
