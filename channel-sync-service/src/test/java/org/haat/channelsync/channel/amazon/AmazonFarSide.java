package org.haat.channelsync.channel.amazon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.haat.channelsync.channel.Operation;
import org.haat.channelsync.channel.OrderSeed;
import org.haat.channelsync.channel.PartnerStub;
import org.haat.channelsync.channel.PartnerStub.Reply;
import org.haat.channelsync.channel.http.ChannelJson;

/**
 * Amazon as the tests need it: answers in the form of the published models listingsItems_2021-08-01,
 * definitionsProductTypes_2020-09-01, orders_2026-01-01 and ordersV0, composed by hand; the values are ours.
 */
final class AmazonFarSide implements AutoCloseable {
    static final String STORE = "A21TJRUUN4KGV";
    private final String store;
    private final String language;
    private static final String ITEM = "/listings/2021-08-01/items/[^/]+/[^/?]+\\?.*";
    private static final String SEARCH = "/listings/2021-08-01/items/[^/]+\\?.*";
    private final byte[] schema;
    private final Map<String, Shown> listings = new ConcurrentHashMap<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final Set<String> shipped = new HashSet<>();
    private final Map<String, List<List<OrderSeed>>> orders = new ConcurrentHashMap<>();
    private final AtomicInteger tokens = new AtomicInteger();
    final PartnerStub stub = new PartnerStub(AmazonFarSide::error);

    final AmazonFeedsFarSide feeds = new AmazonFeedsFarSide(this);

    final AmazonReportsFarSide reports = new AmazonReportsFarSide(stub, this::skus);

    record Shown(boolean live, int quantity, JsonNode offer) {}

    AmazonFarSide() {
        this(STORE, "en_IN");
    }

    AmazonFarSide(String store, String language) {
        this.store = store;
        this.language = language;
        this.schema =
                text(schema()).replace(STORE, store).replace("en_IN", language).getBytes(StandardCharsets.UTF_8);
        stub.on(Operation.TOKEN, "POST", "/auth/o2/token", this::token)
                .on(Operation.PREVIEW_LISTING, "PUT", ITEM, AmazonFarSide::onlyLooks, this::preview)
                .on(Operation.PUT_LISTING, "PUT", ITEM, request -> !onlyLooks(request), this::put)
                .on(Operation.SET_PRICE, "PATCH", ITEM, request -> about(request, "purchasable_offer"), this::price)
                .on(Operation.SET_STOCK, "PATCH", ITEM, request -> about(request, "fulfillment_avail"), this::stock)
                .on(Operation.RETIRE_LISTING, "DELETE", ITEM, this::delete)
                .on(Operation.READ_LISTINGS, "GET", SEARCH, AmazonFarSide::named, this::search)
                .alsoOn("GET", ITEM, this::one)
                .on(Operation.LIST_LISTINGS, "GET", SEARCH, request -> !named(request), this::list)
                .on(Operation.LIST_ORDERS, "GET", "/orders/2026-01-01/orders\\?.*", this::orderPage)
                .on(Operation.GET_ORDER, "GET", "/orders/2026-01-01/orders/[^/?]+\\?.*", this::order)
                .on(Operation.CONFIRM_SHIPMENT, "POST", "/orders/v0/orders/[^/]+/shipmentConfirmation", this::confirm)
                .alsoOn("GET", "/definitions/2020-09-01/productTypes/SAREE\\?.*", this::definition)
                .alsoOn("GET", "/definitions/2020-09-01/productTypes/.*", request -> Reply.json(404, error(404)))
                .alsoOn("PUT", "/presigned/feed/.*", feeds::upload)
                .alsoOn("GET", "/feeds/2021-06-30/documents/.*", feeds::reportDocument)
                .alsoOn("DELETE", "/feeds/2021-06-30/feeds/[^/?]+", feeds::cancel)
                .alsoOn("GET", "/presigned/report/.*", feeds::report)
                .alsoOn("POST", "/reports/2021-06-30/reports", reports::create)
                .alsoOn("GET", "/reports/2021-06-30/reports\\?.*", reports::list)
                .alsoOn("GET", "/reports/2021-06-30/reports/[^/?]+", reports::one)
                .alsoOn("GET", "/reports/2021-06-30/documents/.*", reports::document)
                .alsoOn("GET", "/presigned/listings/.*", reports::download)
                .on(Operation.UPLOAD_FEED, "POST", "/feeds/2021-06-30/documents", feeds::document)
                .on(Operation.BEGIN_FEED, "POST", "/feeds/2021-06-30/feeds", feeds::begin)
                .on(Operation.LIST_FEEDS, "GET", "/feeds/2021-06-30/feeds\\?.*", feeds::list)
                .on(Operation.ASK_FEED, "GET", "/feeds/2021-06-30/feeds/[^/?]+", feeds::one)
                .alsoOn("GET", "/presigned/schema\\?.*", request -> Reply.json(text(schema)));
        new AmazonSubscriptionsFarSide().on(stub);
    }

    static String error(int status) {
        String code = status == 429 ? "QuotaExceeded" : status == 404 ? "NOT_FOUND" : "InvalidInput";
        return "{\"errors\":[{\"code\":\"" + code + "\",\"message\":\"Refused with " + status
                + "\",\"details\":\"\"}]}";
    }

    private static byte[] schema() {
        try {
            return Files.readAllBytes(Path.of("src/test/resources/channel/amazon/schema.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static boolean about(Request request, String attribute) {
        return request.getBodyAsString().contains(attribute);
    }

    // ---- moves ----

    void show(String seller, String sku, boolean live, int quantity) {
        listings.put(seller + "/" + sku, new Shown(live, quantity, JsonNodeFactory.instance.missingNode()));
    }

    void refuse(String sku) {
        refused.add(sku);
    }

    void calm() {
        stub.calm();
        refused.clear();
    }

    boolean isRefused(String sku) {
        return refused.contains(sku);
    }

    void change(String seller, String sku, java.util.function.UnaryOperator<Shown> change) {
        Shown before =
                listings.getOrDefault(seller + "/" + sku, new Shown(true, 0, JsonNodeFactory.instance.missingNode()));
        listings.put(seller + "/" + sku, change.apply(before));
    }

    void remove(String seller, String sku) {
        listings.remove(seller + "/" + sku);
    }

    void orders(String seller, List<List<OrderSeed>> pages) {
        orders.put(seller, pages);
    }

    Optional<Shown> listing(String seller, String sku) {
        return Optional.ofNullable(listings.get(seller + "/" + sku));
    }

    // ---- answers ----

    private Reply token(Request request) {
        String client = Arrays.stream(request.getBodyAsString().split("&"))
                .filter(field -> field.startsWith("client_id="))
                .findFirst()
                .orElseThrow()
                .substring("client_id=".length());
        return Reply.json("{\"access_token\":\"token-of-" + client + "-" + tokens.incrementAndGet()
                + "\",\"token_type\":\"bearer\",\"expires_in\":3600,\"refresh_token\":\"unchanged\"}");
    }

    private Reply definition(Request request) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode schema =
                body.put("productType", "SAREE").put("locale", language).putObject("schema");
        schema.put("checksum", md5())
                .putObject("link")
                .put("resource", stub.baseUrl() + "/presigned/schema?X-Sig=1")
                .put("verb", "GET");
        return Reply.json(body.toString());
    }

    private String md5() {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(schema));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean onlyLooks(Request request) {
        return request.getUrl().contains("mode=VALIDATION_PREVIEW");
    }

    private Reply preview(Request request) {
        return Reply.json(
                refused.contains(sku(request)) ? colourMissing(request) : submission(sku(request), "VALID", ""));
    }

    private static String colourMissing(Request request) {
        return submission(
                sku(request),
                "INVALID",
                "{\"code\":\"90220\",\"message\":\"'color' is required but not supplied.\",\"severity\":\"ERROR\","
                        + "\"attributeNames\":[\"color\"],\"categories\":[\"MISSING_ATTRIBUTE\"]}");
    }

    private Reply put(Request request) {
        JsonNode attributes = json(request.getBodyAsString()).path("attributes");
        return submitted(
                request,
                shown -> new Shown(
                        true,
                        attributes
                                .path("fulfillment_availability")
                                .path(0)
                                .path("quantity")
                                .asInt(),
                        attributes.path("purchasable_offer").path(0)));
    }

    private Reply price(Request request) {
        JsonNode offer = json(request.getBodyAsString()).at("/patches/0/value/0");
        return submitted(request, shown -> new Shown(shown.live(), shown.quantity(), offer));
    }

    private Reply stock(Request request) {
        int quantity = json(request.getBodyAsString())
                .at("/patches/0/value/0/quantity")
                .asInt();
        return submitted(request, shown -> new Shown(shown.live(), quantity, shown.offer()));
    }

    private Reply delete(Request request) {
        if (listings.remove(key(request)) == null) {
            return Reply.json(404, error(404));
        }
        return Reply.json(submission(sku(request), "ACCEPTED", ""));
    }

    private Reply submitted(Request request, java.util.function.UnaryOperator<Shown> change) {
        if (refused.contains(sku(request))) {
            return Reply.json(colourMissing(request));
        }
        listings.compute(
                key(request),
                (key, shown) -> change.apply(
                        shown == null ? new Shown(false, 0, JsonNodeFactory.instance.missingNode()) : shown));
        return Reply.json(submission(sku(request), "ACCEPTED", ""));
    }

    private static String submission(String sku, String status, String issue) {
        return "{\"sku\":\"" + sku + "\",\"status\":\"" + status + "\",\"submissionId\":\"sub-1\",\"issues\":[" + issue
                + "]}";
    }

    /** Of the first seller. */
    private List<String> skus() {
        return listings.keySet().stream()
                .filter(key -> key.startsWith("SELLERONE/"))
                .map(key -> key.substring("SELLERONE/".length()))
                .sorted()
                .toList();
    }

    private static boolean named(Request request) {
        return request.getUrl().contains("identifiers=");
    }

    private Reply list(Request request) {
        String prefix = request.getUrl().split("[/?]")[4] + "/";
        List<String> skus = listings.keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()))
                .sorted()
                .toList();
        String token = parameter(request, "pageToken");
        int from = token.isEmpty() ? 0 : Integer.parseInt(token.replace("page-", ""));
        int to = Math.min(Math.min(skus.size(), 1_000), from + 20);
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("numberOfResults", skus.size());
        if (to < Math.min(skus.size(), 1_000)) {
            body.putObject("pagination").put("nextToken", "page-" + to);
        }
        ArrayNode items = body.putArray("items");
        for (String sku : skus.subList(from, to)) {
            items.add(item(sku, listings.get(prefix + sku)));
        }
        return Reply.json(body.toString());
    }

    private Reply search(Request request) {
        String seller = request.getUrl().split("[/?]")[4];
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        for (String sku : parameter(request, "identifiers").split(",")) {
            listing(seller, sku).ifPresent(shown -> items.add(item(sku, shown)));
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("numberOfResults", items.size());
        body.set("items", items);
        return Reply.json(body.toString());
    }

    private Reply one(Request request) {
        String sku = URLDecoder.decode(sku(request), StandardCharsets.UTF_8);
        return listing(request.getUrl().split("[/?]")[4], sku)
                .map(shown -> Reply.json(item(sku, shown).toString()))
                .orElseGet(() -> Reply.json(404, error(404)));
    }

    private ObjectNode item(String sku, Shown shown) {
        ObjectNode item = JsonNodeFactory.instance.objectNode().put("sku", sku);
        ObjectNode summary = item.putArray("summaries").addObject().put("marketplaceId", store);
        summary.put("asin", "B0KITASIN1").put("productType", "SAREE").put("itemName", "Shantipuri tant cotton saree");
        ArrayNode status = summary.putArray("status");
        if (shown.live()) {
            status.add("BUYABLE").add("DISCOVERABLE");
        }
        item.putArray("issues");
        item.putArray("offers");
        item.putArray("fulfillmentAvailability")
                .addObject()
                .put("fulfillmentChannelCode", "DEFAULT")
                .put("quantity", shown.quantity());
        return item;
    }

    private Reply orderPage(Request request) {
        String token = parameter(request, "paginationToken");
        int page = token.isEmpty() ? 0 : Integer.parseInt(token.replace("page-", ""));
        List<List<OrderSeed>> pages = orders.getOrDefault(sellerOf(request), List.of(List.of()));
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode list = body.putArray("orders");
        pages.get(page).forEach(seed -> list.add(AmazonOrderJson.of(seed)));
        if (page + 1 < pages.size()) {
            body.putObject("pagination").put("nextToken", "page-" + (page + 1));
        }
        return Reply.json(body.put("lastUpdatedBefore", "2026-11-21T05:58:00Z").toString());
    }

    private Reply order(Request request) {
        String id = request.getUrl().split("[/?]")[4];
        return seed(request, id)
                .map(seed -> {
                    ObjectNode body = JsonNodeFactory.instance.objectNode();
                    body.set("order", AmazonOrderJson.of(seed));
                    return Reply.json(body.toString());
                })
                .orElseGet(() -> Reply.json(404, error(404)));
    }

    private Optional<OrderSeed> seed(Request request, String id) {
        return orders.getOrDefault(sellerOf(request), List.of()).stream()
                .flatMap(List::stream)
                .filter(seed -> seed.id().equals(id))
                .map(seed -> shipped.contains(id) ? seed.with(org.haat.event.ChannelOrder.Status.SHIPPED) : seed)
                .findFirst();
    }

    /** As the real one: a fulfilled order knows no package to update. */
    private Reply confirm(Request request) {
        String id = request.getUrl().split("[/?]")[4];
        if (seed(request, id).isEmpty()) {
            return Reply.json(404, error(404));
        }
        return shipped.add(id)
                ? Reply.status(204)
                : Reply.json(400, error(400).replace("InvalidInput", "PackageToUpdateNotFound"));
    }

    // ---- small things ----

    /** Which seller a token belongs to: the client id in it has the seller's name. */
    static String sellerOf(Request request) {
        return request.getHeader("x-amz-access-token").contains("other") ? "SELLEROTHER" : "SELLERONE";
    }

    private static String key(Request request) {
        return request.getUrl().split("[/?]")[4] + "/" + sku(request);
    }

    private static String sku(Request request) {
        return request.getUrl().split("[/?]")[5];
    }

    private static String parameter(Request request, String name) {
        List<String> values = new ArrayList<>();
        for (String pair : request.getUrl().replaceFirst("^[^?]*\\??", "").split("&")) {
            if (pair.startsWith(name + "=")) {
                values.add(URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8));
            }
        }
        return String.join(",", values);
    }

    static JsonNode json(String text) {
        try {
            return ChannelJson.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    @Override
    public void close() {
        stub.close();
    }
}
