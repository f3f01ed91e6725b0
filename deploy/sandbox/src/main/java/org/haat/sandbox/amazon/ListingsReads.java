package org.haat.sandbox.amazon;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.account.Store;
import org.haat.sandbox.http.Answer;
import org.haat.sandbox.http.Call;
import org.haat.sandbox.journal.Json;
import org.haat.sandbox.market.Offer;
import org.haat.sandbox.pace.Pace;
import org.haat.sandbox.unkindness.FaultKind;
import org.haat.sandbox.unkindness.Unkindness;

/** Listings Items 2021-08-01, the reading half: one item, and search by pages. */
final class ListingsReads {
    private static final int REACH = 1_000;

    private final Listings listings;
    private final Unkindness unkindness;
    private final Pace pace;

    ListingsReads(Listings listings, Unkindness unkindness, Pace pace) {
        this.listings = listings;
        this.unkindness = unkindness;
        this.pace = pace;
    }

    Answer get(Call call, Account account) {
        Optional<Answer> refusal = ListingsItems.refusal(call, account);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        String sku = call.param("sku");
        return listings.find(account.name(), sku)
                .filter(l -> l.existsAt(pace.now()))
                .map(l -> Answer.json(200, item(l, account, included(call))))
                .orElseGet(() -> Errors.of(
                        404, "NOT_FOUND", "SKU '" + sku + "' not found in marketplace " + account.place(), ""));
    }

    private static List<String> included(Call call) {
        List<String> named = call.queryList("includedData");
        return named.isEmpty() ? List.of("summaries") : named;
    }

    private ObjectNode item(Listing l, Account account, List<String> included) {
        Optional<Offer> offer = listings.offer(l);
        ObjectNode item = Json.MAPPER.createObjectNode().put("sku", l.sku);
        if (included.contains("summaries")) {
            item.putArray("summaries").add(summary(l, account, offer));
        }
        if (included.contains("attributes")) {
            item.set("attributes", listings.attributes(l));
        }
        if (included.contains("issues")) {
            ArrayNode issues = item.putArray("issues");
            l.issues.forEach(i -> issues.add(i.json(account.place())));
        }
        if (included.contains("offers")) {
            ArrayNode offers = item.putArray("offers");
            offer.ifPresent(o -> offers.add(offer(o, account)));
        }
        if (included.contains("fulfillmentAvailability")) {
            ArrayNode availability = item.putArray("fulfillmentAvailability");
            offer.ifPresent(o -> availability
                    .addObject()
                    .put("fulfillmentChannelCode", "DEFAULT")
                    .put("quantity", o.stock()));
        }
        if (included.contains("productTypes")) {
            item.putArray("productTypes")
                    .addObject()
                    .put("marketplaceId", account.place())
                    .put("productType", l.productType);
        }
        if (included.contains("relationships")) {
            item.putArray("relationships")
                    .addObject()
                    .put("marketplaceId", account.place())
                    .putArray("relationships");
        }
        return item;
    }

    static List<String> status(Optional<Offer> offer) {
        return offer.map(o -> o.buyable() ? List.of("BUYABLE", "DISCOVERABLE") : List.of("DISCOVERABLE"))
                .orElse(List.of());
    }

    private static ObjectNode summary(Listing l, Account account, Optional<Offer> offer) {
        ObjectNode summary = Json.MAPPER.createObjectNode().put("marketplaceId", account.place());
        if (offer.isPresent() || !l.issues.isEmpty()) {
            summary.put("asin", l.asin);
        }
        summary.put("productType", l.productType).put("conditionType", l.sent.condition());
        status(offer).forEach(summary.putArray("status")::add);
        summary.put("itemName", offer.map(Offer::title).orElse(l.sent.title()))
                .put("createdDate", l.created.toString())
                .put("lastUpdatedDate", l.updated.toString());
        offer.map(Offer::imageUrl).ifPresent(link -> summary.putObject("mainImage")
                .put("link", link)
                .put("height", 1000)
                .put("width", 1000));
        return summary;
    }

    private static ObjectNode offer(Offer o, Account account) {
        ObjectNode offer = Json.MAPPER
                .createObjectNode()
                .put("marketplaceId", account.place())
                .put("offerType", "B2C");
        offer.putObject("price")
                .put("currencyCode", Store.of(account).currency())
                .put("amount", Amounts.text(o.pricePaise()));
        offer.putObject("audience").put("value", "ALL").put("displayName", "Sell on the marketplace");
        return offer;
    }

    Answer search(Call call, Account account) {
        if (!call.param("sellerId").equals(account.sellerId())) {
            return Errors.denied("");
        }
        if (call.queryList("marketplaceIds").size() != 1) {
            return Errors.badRequest("marketplaceIds must name exactly one marketplace");
        }
        List<String> identifiers = call.queryList("identifiers");
        int pageSize = number(call, "pageSize", 10);
        int from = call.query("pageToken").map(ListingsReads::offset).orElse(0);
        if (identifiers.size() > 20 || pageSize < 1 || pageSize > 20 || from < 0) {
            return Errors.badRequest("At most 20 identifiers and 20 items a page, and a token of an earlier page");
        }
        if (!identifiers.isEmpty() && call.query("identifiersType").isEmpty()) {
            return Errors.badRequest("identifiersType is required with identifiers");
        }
        List<Listing> found = found(call, account);
        return Answer.json(200, page(call, account, found, from, pageSize));
    }

    private ObjectNode page(Call call, Account account, List<Listing> found, int from, int size) {
        int reach = Math.min(found.size(), REACH);
        int start = unkindness
                        .take(FaultKind.REPEAT_PAGE, Account.AMAZON, account.name(), "searchListingsItems")
                        .isPresent()
                ? Math.max(0, from - size)
                : from;
        ObjectNode body = Json.MAPPER.createObjectNode().put("numberOfResults", found.size());
        ObjectNode pagination = body.putObject("pagination");
        if (start + size < reach) {
            pagination.put("nextToken", "sbx" + (start + size));
        }
        if (start > 0) {
            pagination.put("previousToken", "sbx" + Math.max(0, start - size));
        }
        ArrayNode items = body.putArray("items");
        found.stream().limit(reach).skip(start).limit(size).forEach(l -> items.add(item(l, account, included(call))));
        return body;
    }

    private List<Listing> found(Call call, Account account) {
        Instant now = pace.now();
        List<String> identifiers = call.queryList("identifiers");
        boolean asins = call.query("identifiersType").orElse("SKU").equals("ASIN");
        Stream<Listing> all = listings.all().stream()
                .filter(l -> l.account.equals(account.name()) && l.existsAt(now))
                .filter(l -> identifiers.isEmpty() || identifiers.contains(asins ? l.asin : l.sku))
                .filter(l -> status(listings.offer(l)).containsAll(call.queryList("withStatus")))
                .filter(l -> call.queryList("withoutStatus").stream().noneMatch(status(listings.offer(l))::contains))
                .filter(l -> call.queryList("withIssueSeverity").isEmpty()
                        || l.issues.stream().anyMatch(i -> call.queryList("withIssueSeverity")
                                .contains(i.severity())))
                .filter(l -> after(call, "lastUpdatedAfter", l.updated) && after(call, "createdAfter", l.created));
        return all.sorted(order(call)).toList();
    }

    private static boolean after(Call call, String name, Instant instant) {
        return call.query(name)
                .flatMap(Times::parse)
                .map(bound -> !instant.isBefore(bound))
                .orElse(true);
    }

    private static Comparator<Listing> order(Call call) {
        Comparator<Listing> by =
                switch (call.query("sortBy").orElse("lastUpdatedDate")) {
                    case "sku" -> Comparator.comparing((Listing l) -> l.sku);
                    case "createdDate" -> Comparator.comparing((Listing l) -> l.created);
                    default -> Comparator.comparing((Listing l) -> l.updated);
                };
        Comparator<Listing> whole = by.thenComparing(l -> l.sku);
        return call.query("sortOrder").orElse("DESC").equals("ASC") ? whole : whole.reversed();
    }

    private static int number(Call call, String name, int otherwise) {
        try {
            return call.query(name).map(Integer::parseInt).orElse(otherwise);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static int offset(String token) {
        try {
            return token.startsWith("sbx") ? Integer.parseInt(token.substring(3)) : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
