package org.haat.sandbox.flipkart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.http.Answer;
import org.haat.sandbox.http.Call;
import org.haat.sandbox.journal.Json;
import org.haat.sandbox.market.Offer;
import org.haat.sandbox.pace.Pace;
import org.haat.sandbox.unkindness.FaultKind;
import org.haat.sandbox.unkindness.Unkindness;

/** Listings v3, the reading half: details of ten SKUs, the list of all, the product search, the locations. */
final class ListingReads {
    private static final int DETAILS = 10;
    private static final int PAGE = 500;
    private static final int PRODUCT_BATCH = 20;

    private final FlipkartListings listings;
    private final ShipmentStore shipments;
    private final Unkindness unkindness;
    private final Pace pace;

    ListingReads(FlipkartListings listings, ShipmentStore shipments, Unkindness unkindness, Pace pace) {
        this.listings = listings;
        this.shipments = shipments;
        this.unkindness = unkindness;
        this.pace = pace;
    }

    Answer get(Call call, Account account) {
        return details(account, Arrays.asList(call.param("skuIds").split(",")));
    }

    Answer details(Call call, Account account) {
        JsonNode ids = call.json().orElseGet(Json.MAPPER::createObjectNode).path("sku_ids");
        if (!ids.isArray() || ids.isEmpty()) {
            return Refusals.listing(400, "INVALID_REQUEST", "sku_ids is required");
        }
        List<String> skus = new ArrayList<>();
        ids.forEach(id -> skus.add(id.asText()));
        return details(account, skus);
    }

    private Answer details(Account account, List<String> skus) {
        if (skus.size() > DETAILS) {
            return Refusals.listing(400, "BATCH_TOO_LARGE", "At most " + DETAILS + " SKUs in one call");
        }
        ObjectNode body = Json.MAPPER.createObjectNode();
        ObjectNode available = body.putObject("available");
        ArrayNode unavailable = body.putArray("unavailable");
        ArrayNode invalid = body.putArray("invalid");
        for (String sku : skus) {
            Optional<FlipkartListing> listing =
                    listings.find(account.name(), sku).filter(l -> l.visibleAt(pace.now()));
            if (sku.isBlank() || sku.length() > 64) {
                invalid.add(sku);
            } else if (listing.isPresent()) {
                available.set(sku, detail(listing.get(), account));
            } else {
                unavailable.add(sku);
            }
        }
        return Answer.json(200, body);
    }

    private ObjectNode detail(FlipkartListing l, Account account) {
        ObjectNode detail = Json.MAPPER
                .createObjectNode()
                .put("listing_id", l.listingId())
                .put("product_id", l.fsn())
                .put("product_title", l.title());
        for (String block : List.of(
                "price",
                "tax",
                "shipping_fees",
                "fulfillment_profile",
                "fulfillment",
                "packages",
                "address_label",
                "dating_label")) {
            if (l.content().has(block)) {
                detail.set(block, l.content().get(block));
            }
        }
        detail.put("listing_status", l.status());
        detail.put("archived_status", l.content().path("archived_status").asText("NONE"));
        int stock = listings.offer(l).map(Offer::stock).orElse(0);
        detail.set("locations", Shelves.shown(l, account, stock, shipments.promised(account.name(), l.sku())));
        return detail;
    }

    Answer search(Call call, Account account) {
        JsonNode body = call.json().orElseGet(Json.MAPPER::createObjectNode);
        JsonNode filters = body.path("filters");
        String status = filters.path("listing_status")
                .asText(filters.path("lisitng_status").asText(""));
        Optional<Integer> from = offset(body.path("page_id").asText(""));
        if (from.isEmpty()) {
            return Refusals.listing(400, "INVALID_REQUEST", "page_id is not one that was given");
        }
        List<FlipkartListing> found = listings.all().stream()
                .filter(l -> l.account().equals(account.name()) && l.visibleAt(pace.now()))
                .filter(l -> status.isEmpty() || l.status().equals(status))
                .toList();
        boolean again = unkindness
                .take(FaultKind.REPEAT_PAGE, Account.FLIPKART, account.name(), "searchListings")
                .isPresent();
        int next = from.get() + (again ? 0 : PAGE);
        ObjectNode answer = Json.MAPPER.createObjectNode().put("has_more", next < found.size());
        answer.put("next_page_id", next < found.size() ? pageId(next) : null);
        ArrayNode list = answer.putArray("listings");
        found.stream().skip(from.get()).limit(PAGE).forEach(l -> list.addObject()
                .put("listing_id", l.listingId())
                .put("product_id", l.fsn())
                .put("sku_id", l.sku()));
        return Answer.json(200, answer);
    }

    private static String pageId(int offset) {
        return Base64.getUrlEncoder().encodeToString(("page-" + offset).getBytes(StandardCharsets.US_ASCII));
    }

    private static Optional<Integer> offset(String pageId) {
        if (pageId.isEmpty() || pageId.equals("null")) {
            return Optional.of(0);
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(pageId), StandardCharsets.US_ASCII);
            return Optional.of(Integer.parseInt(plain.substring("page-".length())));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    Answer products(Call call, Account account) {
        JsonNode body = call.json().orElseGet(Json.MAPPER::createObjectNode);
        if (!body.path("batchNo").isIntegralNumber()
                || !body.path("internalState").isTextual()) {
            return Refusals.listing(400, "INVALID_REQUEST", "batchNo and internalState are required");
        }
        String state = body.path("internalState").asText();
        String words = body.path("searchText").asText("");
        List<FlipkartListing> found = listings.all().stream()
                .filter(l -> l.account().equals(account.name()) && l.visibleAt(pace.now()))
                .filter(l -> state(l).equals(state) && l.title().contains(words))
                .toList();
        ObjectNode answer = Json.MAPPER.createObjectNode().put("totalListingsCount", found.size());
        ArrayNode list = answer.putArray("listingData");
        found.stream()
                .skip((long) body.path("batchNo").asInt() * PRODUCT_BATCH)
                .limit(PRODUCT_BATCH)
                .forEach(l -> list.addObject()
                        .put("listingId", l.listingId())
                        .put("sellerId", account.sellerId())
                        .put("productId", l.fsn())
                        .put("sku", l.sku())
                        .put("status", state(l))
                        .put("product_name", l.title())
                        .put("product_image_url", l.imageUrl()));
        return Answer.json(200, answer);
    }

    private static String state(FlipkartListing l) {
        return l.inactivated() != null
                ? "INACTIVATED_BY_FLIPKART"
                : l.content().path("archived_status").asText().equals("ARCHIVED") ? "ARCHIVED" : l.status();
    }

    static Answer locations(Call call, Account account) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        ArrayNode locations = body.putArray("locations");
        account.places()
                .forEach(place ->
                        locations.addObject().put("locationId", place).put("locationName", account.displayName()));
        return Answer.json(200, body);
    }
}
