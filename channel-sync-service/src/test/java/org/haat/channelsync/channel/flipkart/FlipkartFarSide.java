package org.haat.channelsync.channel.flipkart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.http.Request;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelHarness;
import org.haat.channelsync.channel.MovableClock;
import org.haat.channelsync.channel.Operation;
import org.haat.channelsync.channel.OrderSeed;
import org.haat.channelsync.channel.PartnerStub;
import org.haat.channelsync.channel.PartnerStub.Reply;
import org.haat.channelsync.channel.RemoteReturn;
import org.haat.channelsync.channel.http.ChannelJson;
import org.haat.event.ChannelOrder.Status;
import org.haat.event.Money;

/** What Flipkart keeps for two sellers, for the kit. Shapes as in the answers of channel/flipkart/SOURCES.md. */
final class FlipkartFarSide {
    private static final Map<Status, String> WORDS =
            Map.of(Status.UNSHIPPED, "APPROVED", Status.SHIPPED, "SHIPPED", Status.CANCELLED, "CANCELLED");
    private static final UUID NOBODY = new UUID(0, 0);
    private final Map<String, ObjectNode> offers = new ConcurrentHashMap<>();
    private final Map<String, List<List<OrderSeed>>> pages = new ConcurrentHashMap<>();
    private final Map<String, List<RemoteReturn>> comebacks = new ConcurrentHashMap<>();
    private final Map<String, Instant> packedAt = new ConcurrentHashMap<>();
    private final Set<String> cancelled = ConcurrentHashMap.newKeySet();
    private final Set<String> dispatched = ConcurrentHashMap.newKeySet();
    private final Set<String> refused = new HashSet<>();
    private final MovableClock clock;
    private final List<Account> sellers;
    private final PartnerStub stub;

    FlipkartFarSide(MovableClock clock, List<Account> sellers) {
        this.clock = clock;
        this.sellers = sellers;
        this.stub = new PartnerStub(status -> status == 401
                ? "{\"error\":\"unauthorized\",\"error_description\":\"Bad credentials\"}"
                : "{\"errors\":[{\"severity\":\"ERROR\",\"code\":" + status + ",\"description\":\"Not so\"}]}");
        String listings = "/sellers/listings/v3";
        stub.on(Operation.TOKEN, "GET", "/oauth-service/oauth/token\\?.*", this::token)
                .on(Operation.RETIRE_LISTING, "POST", listings + "/update", this::retires, this::change)
                .on(Operation.PUT_LISTING, "POST", listings + "(/update)?", r -> !retires(r), this::change)
                .on(Operation.SET_PRICE, "POST", listings + "/update/price", this::change)
                .on(Operation.SET_STOCK, "POST", listings + "/update/inventory", this::change)
                .on(Operation.READ_LISTINGS, "POST", listings + "/details", this::details)
                .on(Operation.LIST_LISTINGS, "POST", listings + "/search", this::searchListings)
                .on(Operation.LIST_ORDERS, "POST|GET", "/sellers/v3/shipments/filter.*", this::search)
                .on(Operation.GET_ORDER, "GET", "/sellers/v3/shipments\\?shipmentIds=.*", this::orderView)
                .on(Operation.CONFIRM_SHIPMENT, "POST", "/sellers/v3/shipments/(labels|dispatch)", this::act)
                .on(Operation.LIST_RETURNS, "GET", "/sellers/v2/returns.*", this::searchReturns)
                .on(Operation.CANCEL_ORDER, "POST", "/sellers/v3/shipments/cancel", this::cancel)
                .alsoOn("GET", "/sellers/v3/shipments/[^/?]+/labels", this::papers)
                .alsoOn("GET", "/sellers/v3/shipments/[^/?]+", this::shippingView);
    }

    PartnerStub stub() {
        return stub;
    }

    String baseUrl() {
        return stub.baseUrl();
    }

    /** Nobody asked for what does not exist, and everything asked for was as published. */
    void judge() {
        assertThat(stub.strangers()).isEmpty();
        for (Operation operation : Operation.values()) {
            PublishedDescription.judge(stub.requests(operation));
        }
        PublishedDescription.judge(stub.others("/sellers/"));
    }

    void show(Account account, String sku, boolean live, int quantity) {
        ObjectNode offer = ChannelJson.mapper().createObjectNode();
        offer.put("listing_id", "LST" + sku).put("product_id", "KITREMOTE0001").put("product_title", "Saree");
        offer.put("listing_status", live ? "ACTIVE" : "INACTIVE").put("archived_status", "NONE");
        offer.putObject("price").put("mrp", 2499).put("selling_price", 2000).put("currency", "INR");
        offer.putObject("tax").put("hsn", "52083121").put("tax_code", "GST_5");
        ObjectNode parcel =
                offer.putArray("packages").addObject().put("name", "default").put("weight", 0.45);
        parcel.putObject("dimensions").put("length", 38).put("breadth", 28).put("height", 5);
        offer.putArray("locations")
                .addObject()
                .put("id", account.setting("location_id"))
                .put("status", "ENABLED")
                .put("inventory", quantity);
        offers.put(key(account, sku), offer);
    }

    void refuse(String sku) {
        refused.add(sku);
    }

    void orders(Account account, List<List<OrderSeed>> given) {
        pages.put(account.id().toString(), given);
        given.stream()
                .flatMap(List::stream)
                .filter(seed -> !offers.containsKey(key(account, seed.sku())))
                .forEach(seed -> show(account, seed.sku(), true, seed.quantity()));
        packedAt.clear();
        dispatched.clear();
        cancelled.clear();
    }

    OptionalInt stock(Account account, String sku) {
        ObjectNode offer = offers.get(key(account, sku));
        return offer == null
                ? OptionalInt.empty()
                : OptionalInt.of(offer.at("/locations/0/inventory").intValue());
    }

    Optional<Money> rupees(Account account, String sku, String field) {
        return Optional.ofNullable(offers.get(key(account, sku)))
                .map(offer -> Money.inr(offer.at("/price/" + field).longValue() * 100));
    }

    ChannelHarness.Request request(Request request) {
        String headers = "accept: " + request.getHeader("accept") + "\n"
                + (request.getBody().length == 0 ? "" : "content-type: " + request.getHeader("content-type") + "\n")
                + "authorization: " + request.getHeader("authorization").split(" ")[0] + " ***\n";
        UUID owner =
                request.getUrl().startsWith("/oauth") ? NOBODY : seller(request).id();
        return new ChannelHarness.Request(
                owner,
                request.getMethod() + " " + request.getUrl() + "\n" + headers + "\n" + request.getBodyAsString());
    }

    private Reply token(Request request) {
        String pair = new String(
                Base64.getDecoder().decode(request.getHeader("authorization").substring("Basic ".length())),
                StandardCharsets.UTF_8);
        for (Account seller : sellers) {
            if (pair.equals(seller.secret("app_id") + ":" + seller.secret("app_secret"))) {
                return Reply.json("{\"access_token\":\"token-of-" + seller.id()
                        + "\",\"token_type\":\"bearer\",\"expires_in\":5183999,\"scope\":\"Seller_Api\"}");
            }
        }
        return Reply.json(401, "{\"error\":\"unauthorized\",\"error_description\":\"Bad credentials\"}");
    }

    private Account seller(Request request) {
        return sellers.stream()
                .filter(seller -> ("Bearer token-of-" + seller.id()).equals(request.getHeader("authorization")))
                .findFirst()
                .orElseThrow();
    }

    private boolean retires(Request request) {
        return request.getBodyAsString().contains("\"archived_status\":\"ARCHIVED\"");
    }

    private Reply change(Request request) {
        Account seller = seller(request);
        ObjectNode answer = ChannelJson.mapper().createObjectNode();
        FlipkartStub.tree(request.getBodyAsString()).fields().forEachRemaining(line -> {
            String sku = line.getKey();
            if (refused.contains(sku)) {
                answer.putObject(sku)
                        .put("status", "FAILURE")
                        .putArray("errors")
                        .addObject()
                        .put("severity", "ERROR")
                        .put("code", 1001)
                        .put("description", "This SKU is not wanted here");
            } else {
                keep(key(seller, sku), line.getValue(), request.getUrl().endsWith("/v3"));
                answer.putObject(sku).put("status", "SUCCESS").putArray("errors");
            }
        });
        return Reply.json(answer.toString());
    }

    /** A new listing takes hours to show: what is created is not read back here. */
    private void keep(String key, JsonNode line, boolean creation) {
        ObjectNode offer = offers.get(key);
        if (!creation && offer != null) {
            line.fields().forEachRemaining(field -> offer.set(field.getKey(), field.getValue()));
        }
    }

    private Reply details(Request request) {
        Account seller = seller(request);
        ObjectNode answer = ChannelJson.mapper().createObjectNode();
        ObjectNode available = answer.putObject("available");
        ArrayNode unavailable = answer.putArray("unavailable");
        answer.putArray("invalid");
        FlipkartStub.tree(request.getBodyAsString()).get("sku_ids").forEach(sku -> {
            ObjectNode offer = offers.get(key(seller, sku.asText()));
            if (offer == null) {
                unavailable.add(sku.asText());
            } else {
                available.set(sku.asText(), offer.deepCopy());
            }
        });
        return Reply.json(answer.toString());
    }

    private Reply searchListings(Request request) {
        String prefix = key(seller(request), "");
        List<String> skus = offers.keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()))
                .sorted()
                .toList();
        int from = FlipkartStub.tree(request.getBodyAsString()).path("page_id").asInt(0);
        int to = Math.min(skus.size(), from + 500);
        ObjectNode answer = ChannelJson.mapper().createObjectNode().put("has_more", to < skus.size());
        answer.put("next_page_id", to < skus.size() ? Integer.toString(to) : null);
        ArrayNode list = answer.putArray("listings");
        skus.subList(from, to).forEach(sku -> list.addObject()
                .put("listing_id", "LST" + sku)
                .put("product_id", "KITREMOTE0001")
                .put("sku_id", sku));
        return Reply.json(answer.toString());
    }

    private Reply search(Request request) {
        JsonNode filter = request.getBody().length == 0
                ? ChannelJson.mapper().createObjectNode()
                : FlipkartStub.tree(request.getBodyAsString()).path("filter");
        boolean first = filter.isEmpty()
                || (filter.path("type").asText().equals("preDispatch")
                        && !filter.path("hold").asBoolean());
        List<List<OrderSeed>> all = pages.getOrDefault(seller(request).id().toString(), List.of());
        int page = filter.isEmpty() ? Integer.parseInt(request.getUrl().replaceFirst(".*next_token=p", "")) : 0;
        ObjectNode answer = ChannelJson.mapper().createObjectNode();
        boolean more = first && page + 1 < all.size();
        answer.put("hasMore", more);
        if (more) {
            answer.put("nextPageUrl", "/v3/shipments/filter?next_token=p" + (page + 1));
        }
        ArrayNode shipments = answer.putArray("shipments");
        if (first && page < all.size()) {
            all.get(page).forEach(seed -> shipments.add(shipment(seller(request), seed)));
        }
        return Reply.json(answer.toString());
    }

    private Reply orderView(Request request) {
        String id = request.getUrl().replaceFirst(".*shipmentIds=", "");
        ObjectNode answer = ChannelJson.mapper().createObjectNode();
        ArrayNode shipments = answer.putArray("shipments");
        seed(seller(request), id).ifPresent(seed -> shipments.add(shipment(seller(request), seed)));
        return Reply.json(answer.toString());
    }

    private Optional<OrderSeed> seed(Account seller, String id) {
        return pages.getOrDefault(seller.id().toString(), List.of()).stream()
                .flatMap(List::stream)
                .filter(seed -> seed.id().equals(id))
                .findFirst();
    }

    private ObjectNode shipment(Account seller, OrderSeed seed) {
        ObjectNode shipment = ChannelJson.mapper().createObjectNode();
        shipment.put("shipmentId", seed.id())
                .put("locationId", seller.setting("location_id"))
                .put("hold", false)
                .put("dispatchAfterDate", IndiaTime.text(seed.placedAt()))
                .put("dispatchByDate", IndiaTime.text(seed.placedAt().plus(Duration.ofDays(3))))
                .put("updatedAt", IndiaTime.text(seed.updatedAt()))
                .put("shipmentType", "NORMAL");
        shipment.putArray("subShipments")
                .addObject()
                .put("subShipmentId", "SS-1")
                .putArray("packages");
        ObjectNode item = shipment.putArray("orderItems").addObject();
        BigDecimal total =
                BigDecimal.valueOf(seed.unitPrice().times(seed.quantity()).minor(), 2);
        item.put("orderItemId", seed.id() + "-1")
                .put("orderId", "OD-" + seed.id())
                .put("cancellationGroupId", "grp" + seed.id() + "-1")
                .put("orderDate", IndiaTime.text(seed.placedAt()))
                .put("status", word(seed))
                .put("quantity", seed.quantity())
                .put("sku", seed.sku())
                .put("title", "Saree");
        item.putObject("priceComponents")
                .put("sellingPrice", total)
                .put("shippingCharge", BigDecimal.ZERO)
                .put("totalPrice", total);
        return shipment;
    }

    /** Packing takes a while, and until it is done the shipment is shown as it was. */
    private String word(OrderSeed seed) {
        if (seed.rawStatus() != null) {
            return seed.rawStatus();
        }
        if (cancelled.contains(seed.id())) {
            return "CANCELLED";
        }
        if (dispatched.contains(seed.id())) {
            return "READY_TO_DISPATCH";
        }
        Instant packed = packedAt.get(seed.id());
        return packed != null && clock.instant().isAfter(packed) ? "PACKED" : WORDS.getOrDefault(seed.status(), "");
    }

    private Reply act(Request request) {
        JsonNode body = FlipkartStub.tree(request.getBodyAsString());
        boolean packs = request.getUrl().endsWith("/labels");
        String id = packs
                ? body.at("/shipments/0/shipmentId").asText()
                : body.at("/shipmentIds/0").asText();
        if (packs) {
            packedAt.put(id, clock.instant().plus(Duration.ofMinutes(1)));
        } else {
            dispatched.add(id);
        }
        return Reply.json("{\"shipments\":[{\"shipmentId\":\"" + id + "\",\"status\":\"SUCCESS\"}]}");
    }

    private Reply papers(Request request) {
        String id = request.getUrl().replaceFirst(".*/shipments/", "").replaceFirst("/labels", "");
        return packedAt.containsKey(id)
                ? new Reply(
                        200,
                        "%PDF-1.4\n% of " + OrderSeed.BUYER + "\n%%EOF\n",
                        Map.of("Content-Type", "application/pdf"))
                : Reply.json(422, "{\"errors\":[{\"code\":\"ORDER_ITEM_NOT_PACKED\",\"description\":\"Not yet\"}]}");
    }

    void returns(Account account, List<RemoteReturn> given) {
        comebacks.put(account.id().toString(), List.copyOf(given));
    }

    /** The pages begin with another prefix each time, as public clients report. */
    private Reply searchReturns(Request request) {
        java.util.regex.Matcher token =
                java.util.regex.Pattern.compile("next_token=([a-z_]+)\\.(\\d+)").matcher(request.getUrl());
        boolean further = token.find();
        String source = further ? token.group(1) : request.getUrl().replaceFirst(".*source=([a-z_]+).*", "$1");
        int from = further ? Integer.parseInt(token.group(2)) : 0;
        String named = request.getUrl().contains("returnIds=")
                ? request.getUrl().replaceFirst(".*returnIds=([^&]+).*", "$1")
                : "";
        List<RemoteReturn> all = comebacks.getOrDefault(seller(request).id().toString(), List.of()).stream()
                .filter(one -> source.equals(
                        one.kind() == org.haat.event.ChannelReturn.Kind.COURIER ? "courier_return" : "customer_return"))
                .filter(one -> named.isEmpty() || named.equals(one.remoteReturnId()))
                .toList();
        int to = Math.min(all.size(), from + 10);
        ObjectNode answer = ChannelJson.mapper().createObjectNode().put("hasMore", to < all.size());
        String prefix = from == 0 ? "/v2/returns" : "/returns";
        answer.put(
                "nextUrl", to < all.size() ? prefix + "?source=" + source + "&next_token=" + source + "." + to : null);
        ArrayNode rows = answer.putArray("returnItems");
        all.subList(Math.min(from, to), to).forEach(one -> rows.addObject()
                .put("returnId", one.remoteReturnId())
                .put("orderItemId", one.remoteLineId())
                .put("shipmentId", one.remoteOrderId())
                .put("quantity", one.quantity())
                .put("status", one.channelStatus())
                .put("type", source)
                .put("reason", one.reason())
                .put("createdDate", IndiaTime.text(one.createdAt()))
                .put("updatedDate", IndiaTime.text(one.updatedAt())));
        return Reply.json(answer.toString());
    }

    private Reply cancel(Request request) {
        JsonNode wish = FlipkartStub.tree(request.getBodyAsString()).at("/shipments/0");
        String id = wish.path("shipmentId").asText();
        if (wish.at("/cancellationGroupIds/0").asText().equals("grp" + id + "-1")) {
            cancelled.add(id);
            return Reply.json("{\"shipments\":[{\"shipmentId\":\"" + id + "\",\"status\":\"SUCCESS\"}]}");
        }
        return Reply.json(
                "{\"shipments\":[{\"shipmentId\":\"" + id
                        + "\",\"status\":\"FAILURE\",\"errorCode\":\"INVALID_SHIPMENTS\",\"errorMessage\":\"No such group\"}]}");
    }

    private Reply shippingView(Request request) {
        ObjectNode answer = ChannelJson.mapper().createObjectNode();
        ArrayNode shipments = answer.putArray("shipments");
        for (String id : request.getUrl().replaceFirst(".*/", "").split(",")) {
            ObjectNode shipment = shipments.addObject().put("shipmentId", id);
            String[] name = OrderSeed.BUYER.split(" ");
            shipment.putObject("deliveryAddress")
                    .put("firstName", name[0])
                    .put("lastName", name[1])
                    .put("addressLine1", OrderSeed.STREET)
                    .put("city", "Kolkata")
                    .put("state", "West Bengal")
                    .put("stateCode", "IN-" + OrderSeed.STATE)
                    .put("pincode", OrderSeed.PIN)
                    .put("contactNumber", OrderSeed.PHONE);
        }
        return Reply.json(answer.toString());
    }

    private static String key(Account account, String sku) {
        return account.id() + "|" + sku;
    }
}
