package org.haat.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.haat.sandbox.journal.Json;

/** A sandbox on a free port with a clock that the test moves, at the marketplaces' own pace. */
public final class World implements AutoCloseable {
    public static final String INDIA = "A21TJRUUN4KGV";
    /** Longer than a listing takes to go live, shorter than a token lives. */
    public static final Duration LIVE = Duration.ofMinutes(5);

    public final MovableClock clock = new MovableClock();
    public final Path data;
    private final double speed;
    private Sandbox sandbox;

    public World(Path data) throws IOException {
        this(data, 1);
    }

    public World(Path data, double speed) throws IOException {
        this.data = data;
        this.speed = speed;
        this.sandbox = Sandbox.start(new SandboxOptions(0, data, speed), clock);
    }

    public void restart() throws IOException {
        sandbox.close();
        sandbox = Sandbox.start(new SandboxOptions(0, data, speed), clock);
    }

    public String origin() {
        return "http://127.0.0.1:" + sandbox.port();
    }

    public Browser anyone() {
        return new Browser(origin(), Map.of(), Duration.ofSeconds(20));
    }

    public JsonNode account(String partner, String name) throws IOException {
        return anyone().post("/sandbox/api/accounts", Map.of("partner", partner, "name", name))
                .json();
    }

    public Reply amazonToken(JsonNode account) throws IOException {
        String form = "grant_type=refresh_token&refresh_token=" + encoded(account, "refreshToken") + "&client_id="
                + encoded(account, "clientId") + "&client_secret=" + encoded(account, "clientSecret");
        return anyone().with("content-type", "application/x-www-form-urlencoded")
                .post("/amazon/auth/o2/token", form);
    }

    private static String encoded(JsonNode account, String field) {
        return URLEncoder.encode(account.path(field).asText(), StandardCharsets.UTF_8);
    }

    /** A program of this seller, with a fresh token. */
    public Browser amazon(JsonNode account) throws IOException {
        return anyone().with(
                        "x-amz-access-token",
                        amazonToken(account).at("/access_token").asText());
    }

    /** A token of the program itself, which stands for no seller, asked for in JSON: notifications are set up with it. */
    public Reply amazonProgramToken(JsonNode account) throws IOException {
        return anyone().post(
                        "/amazon/auth/o2/token",
                        Map.of(
                                "grant_type",
                                "client_credentials",
                                "scope",
                                "sellingpartnerapi::notifications",
                                "client_id",
                                account.path("clientId").asText(),
                                "client_secret",
                                account.path("clientSecret").asText()));
    }

    /** A program that acts for no seller. */
    public Browser amazonProgram(JsonNode account) throws IOException {
        return anyone().with(
                        "x-amz-access-token",
                        amazonProgramToken(account).at("/access_token").asText());
    }

    public Reply flipkartToken(JsonNode account) throws IOException {
        String pair =
                account.path("appId").asText() + ":" + account.path("appSecret").asText();
        String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return anyone().with("authorization", "Basic " + basic)
                .get("/flipkart/oauth-service/oauth/token?grant_type=client_credentials&scope=Seller_Api");
    }

    public Browser flipkart(JsonNode account) throws IOException {
        return anyone().with(
                        "authorization",
                        "Bearer " + flipkartToken(account).at("/access_token").asText());
    }

    public Reply fault(Object fault) throws IOException {
        return anyone().post("/sandbox/api/unkindness", fault);
    }

    public static String item(JsonNode account, String sku) {
        return "/amazon/listings/2021-08-01/items/" + account.path("sellerId").asText() + "/" + sku + "?marketplaceIds="
                + INDIA;
    }

    /** A saree that nothing is wrong with. */
    public static ObjectNode saree(int quantity) {
        ObjectNode body =
                Json.MAPPER.createObjectNode().put("productType", "SAREE").put("requirements", "LISTING");
        ObjectNode a = body.putObject("attributes");
        text(a, "item_name", "Handloom cotton saree, indigo");
        text(a, "brand", "Generic");
        text(a, "product_description", "Woven on a pit loom.");
        text(a, "bullet_point", "Cotton, 5.5 m");
        text(a, "fabric_type", "100% Cotton");
        plain(a, "country_of_origin").put("value", "IN");
        plain(a, "condition_type").put("value", "new_new");
        plain(a, "supplier_declared_has_product_identifier_exemption").put("value", true);
        plain(a, "external_product_information").put("entity", "HSN Code").put("value", "52083121");
        plain(a, "main_product_image_locator").put("media_location", "https://pictures.example/1.jpg");
        a.putArray("fulfillment_availability")
                .addObject()
                .put("fulfillment_channel_code", "DEFAULT")
                .put("quantity", quantity)
                .put("lead_time_to_ship_max_days", 3);
        price(a, 2499, 2999);
        return body;
    }

    public static void price(ObjectNode attributes, int price, int mrp) {
        attributes.remove("purchasable_offer");
        ObjectNode offer =
                plain(attributes, "purchasable_offer").put("currency", "INR").put("audience", "ALL");
        for (var side : Map.of("our_price", price, "maximum_retail_price", mrp).entrySet()) {
            offer.putArray(side.getKey())
                    .addObject()
                    .putArray("schedule")
                    .addObject()
                    .put("value_with_tax", side.getValue());
        }
    }

    private static void text(ObjectNode attributes, String name, String value) {
        plain(attributes, name).put("value", value).put("language_tag", "en_IN");
    }

    private static ObjectNode plain(ObjectNode attributes, String name) {
        return attributes.putArray(name).addObject().put("marketplace_id", INDIA);
    }

    /** Lists one saree and waits until it is live. */
    public void liveOnAmazon(JsonNode account, String sku, int quantity) throws IOException {
        amazon(account).send("PUT", item(account, sku), saree(quantity));
        clock.pass(LIVE);
    }

    /** An offer on a catalogue product that nothing is wrong with, under its SKU. */
    public static ObjectNode offer(JsonNode account, String sku, String fsn, int inventory) {
        ObjectNode batch = Json.MAPPER.createObjectNode();
        ObjectNode l = batch.putObject(sku).put("product_id", fsn);
        l.putObject("price").put("mrp", 1499).put("selling_price", 1199).put("currency", "INR");
        l.putObject("tax").put("hsn", "52083121").put("tax_code", "GST_5");
        l.put("listing_status", "ACTIVE").put("fulfillment_profile", "NON_FBF");
        ObjectNode parcel =
                l.putArray("packages").addObject().put("name", "default").put("weight", 0.45);
        parcel.putObject("dimensions").put("length", 30).put("breadth", 22).put("height", 4);
        l.putArray("locations")
                .addObject()
                .put("id", account.path("locationId").asText())
                .put("status", "ENABLED")
                .put("inventory", inventory);
        return batch;
    }

    public void product(String fsn) throws IOException {
        anyone().post("/sandbox/api/flipkart/catalogue", Map.of("fsn", fsn, "title", "Tant saree"));
    }

    public void liveOnFlipkart(JsonNode account, String sku, String fsn, int inventory) throws IOException {
        product(fsn);
        flipkart(account).post("/flipkart/sellers/listings/v3", offer(account, sku, fsn, inventory));
        clock.pass(LIVE);
    }

    public JsonNode buy(String partner, int count) throws IOException {
        return anyone().post(
                        "/sandbox/api/buyers/orders",
                        Map.of("partner", partner, "count", count, "quantity", 1, "seed", 7))
                .json();
    }

    @Override
    public void close() throws IOException {
        sandbox.close();
    }
}
