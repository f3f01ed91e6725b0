package org.haat.sandbox.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haat.sandbox.Browser;
import org.haat.sandbox.Reply;
import org.haat.sandbox.World;
import org.haat.sandbox.journal.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the sandbox's own answers against the partners' published descriptions, where a copy of them is at hand. */
class PublishedModelsTest {
    private static final Path SPECS = Path.of("../../../shared/specs");
    private static final Map<String, String> MODELS = new LinkedHashMap<>(Map.of(
            "/amazon/listings/2021-08-01", "amazon/models/listingsItems_2021-08-01.json",
            "/amazon/definitions/2020-09-01", "amazon/models/definitionsProductTypes_2020-09-01.json",
            "/amazon/feeds/2021-06-30", "amazon/models/feeds_2021-06-30.json",
            "/amazon/reports/2021-06-30", "amazon/models/reports_2021-06-30.json",
            "/amazon/orders/2026-01-01", "amazon/models/orders_2026-01-01.json",
            "/amazon/orders/v0", "amazon/models/ordersV0.json",
            "/amazon/sellers/v1", "amazon/models/sellers.json",
            "/amazon/notifications/v1", "amazon/models/notifications.json",
            "/flipkart", "flipkart/flipkart-seller-v3.openapi.json"));

    @TempDir
    Path data;

    private final Map<String, OpenApiInteractionValidator> validators = new LinkedHashMap<>();
    private World world;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(Files.isDirectory(SPECS), "not judged: the partners' published descriptions are not at hand");
        for (Map.Entry<String, String> model : MODELS.entrySet()) {
            validators.put(model.getKey(), validator(SPECS.resolve(model.getValue())));
        }
        world = new World(data);
    }

    /** Without examples: where one has a name of its own, the judge takes that for the only type of content there is. */
    private static OpenApiInteractionValidator validator(Path file) throws IOException {
        JsonNode model = Json.MAPPER.readTree(Files.readString(file));
        model.findParents("examples").forEach(answer -> ((ObjectNode) answer).remove("examples"));
        return OpenApiInteractionValidator.createForInlineApiSpecification(model.toString())
                .withLevelResolver(LevelResolver.create()
                        .withLevel("validation.request.security", ValidationReport.Level.IGNORE)
                        .withLevel("validation.request.security.missing", ValidationReport.Level.IGNORE)
                        .build())
                .build();
    }

    @AfterEach
    void stop() throws IOException {
        if (world != null) {
            world.close();
        }
    }

    /** Everything in the call log that breaks its model, one line each; counts what was looked at. */
    private List<String> broken(int atLeast) throws IOException {
        List<String> broken = new ArrayList<>();
        int looked = 0;
        for (String line : Files.readAllLines(data.resolve("sandbox/calls.jsonl"))) {
            JsonNode call = Json.MAPPER.readTree(line);
            String path = call.path("path").asText();
            Optional<String> prefix = MODELS.keySet().stream()
                    .filter(p -> path.startsWith(p + "/"))
                    .findFirst();
            if (prefix.isPresent()) {
                looked++;
                check(validators.get(prefix.get()), call, path).ifPresent(broken::add);
            }
        }
        assertThat(looked).isGreaterThanOrEqualTo(atLeast);
        return broken;
    }

    private static Optional<String> check(OpenApiInteractionValidator validator, JsonNode call, String path) {
        String inside = path.replaceFirst("^/(amazon|flipkart)", "");
        Request.Method method = Request.Method.valueOf(call.path("method").asText());
        SimpleResponse.Builder response =
                SimpleResponse.Builder.status(call.path("status").asInt());
        if (call.path("answer").isContainerNode()) {
            response.withContentType("application/json")
                    .withBody(call.path("answer").toString());
        } else if (!call.path("answer").isNull()) {
            response.withContentType("application/pdf")
                    .withBody(call.path("answer").asText());
        }
        ValidationReport report = validator.validateResponse(inside, method, response.build());
        boolean taken = call.path("status").asInt() < 300;
        if (taken) {
            report = report.merge(validator.validateRequest(request(call, inside)));
        }
        return report.hasErrors()
                ? Optional.of(method + " " + path + " " + call.path("status") + ": " + report.getMessages())
                : Optional.empty();
    }

    private static SimpleRequest request(JsonNode call, String inside) {
        SimpleRequest.Builder request =
                new SimpleRequest.Builder(call.path("method").asText(), inside);
        call.path("query")
                .properties()
                .forEach(q -> request.withQueryParam(q.getKey(), q.getValue().asText()));
        call.path("headers")
                .properties()
                .forEach(h -> request.withHeader(h.getKey(), h.getValue().asText()));
        if (call.path("body").isContainerNode()) {
            request.withBody(call.path("body").toString());
        }
        return request.build();
    }

    @Test
    void amazonAnswersAsItsModelsSay() throws IOException {
        JsonNode account = world.account("amazon-in", "wb-prd");
        Browser program = world.amazon(account);
        world.liveOnAmazon(account, "S1", 9);
        ObjectNode bad = World.saree(5);
        ((ObjectNode) bad.path("attributes")).remove("brand");
        program.send("PUT", World.item(account, "S2"), bad);
        program.send(
                "PUT",
                World.item(account, "S2") + "&mode=VALIDATION_PREVIEW&includedData=issues,identifiers",
                World.saree(1));
        program.get(
                World.item(account, "S1")
                        + "&includedData=summaries,attributes,issues,offers,fulfillmentAvailability,relationships,productTypes");
        program.get(World.item(account, "S9"));
        program.send("PATCH", World.item(account, "S1"), Map.of("productType", "PRODUCT", "patches", List.of(stock())));
        program.get(
                "/amazon/listings/2021-08-01/items/" + account.path("sellerId").asText() + "?marketplaceIds="
                        + World.INDIA + "&pageSize=20&includedData=summaries");
        program.get("/amazon/definitions/2020-09-01/productTypes?marketplaceIds=" + World.INDIA + "&keywords=saree");
        program.get("/amazon/definitions/2020-09-01/productTypes/SAREE?marketplaceIds=" + World.INDIA);
        program.get("/amazon/definitions/2020-09-01/productTypes/NONE?marketplaceIds=" + World.INDIA);
        program.get("/amazon/sellers/v1/marketplaceParticipations");
        orders(program);
        report(program);
        feed(program);
        program.delete(World.item(account, "S1"));
        assertThat(broken(20)).isEmpty();
    }

    private static Map<String, Object> stock() {
        return Map.of(
                "op", "merge",
                "path", "/attributes/fulfillment_availability",
                "value", List.of(Map.of("fulfillment_channel_code", "DEFAULT", "quantity", 4)));
    }

    private void orders(Browser program) throws IOException {
        String everything =
                "&includedData=BUYER,RECIPIENT,PROCEEDS,EXPENSE,PROMOTION,CANCELLATION,FULFILLMENT,PACKAGES,TAX,PAYMENT";
        String base = "/amazon/orders/2026-01-01/orders";
        String cancelled = world.buy("amazon-in", 2).at("/placed/1/orderId").asText();
        program.get(base + "?createdAfter=2026-01-01T00:00:00Z" + everything);
        world.clock.pass(Duration.ofMinutes(6));
        world.anyone().post("/sandbox/api/buyers/cancellations", Map.of("orderId", cancelled));
        world.clock.pass(Duration.ofMinutes(3));
        Reply page = program.get(base + "?createdAfter=2026-01-01T00:00:00Z&maxResultsPerPage=1" + everything);
        program.get(base);
        program.get(base + "/404-0000000-0000000");
        for (JsonNode order : world.anyone().get("/sandbox/api/orders").at("/orders")) {
            program.post(
                    "/amazon/orders/v0/orders/" + order.path("orderId").asText() + "/shipmentConfirmation",
                    confirmation(order));
            program.get(base + "/" + order.path("orderId").asText() + "?" + everything.substring(1));
        }
        assertThat(page.at("/pagination/nextToken").asText()).isNotEmpty();
    }

    private ObjectNode confirmation(JsonNode order) {
        ObjectNode body = Json.MAPPER.createObjectNode().put("marketplaceId", World.INDIA);
        body.putObject("packageDetail")
                .put("packageReferenceId", "1")
                .put("carrierCode", "Blue Dart")
                .put("trackingNumber", "12345678")
                .put("shipDate", world.clock.instant().toString())
                .putArray("orderItems")
                .addObject()
                .put("orderItemId", order.at("/lines/0/itemId").asText())
                .put("quantity", order.at("/lines/0/quantity").asInt());
        return body;
    }

    private void feed(Browser program) throws IOException {
        String base = "/amazon/feeds/2021-06-30";
        Reply document = program.post(base + "/documents", Map.of("contentType", "application/json"));
        world.anyone()
                .send(
                        "PUT",
                        document.at("/url").asText(),
                        Map.of("messages", List.of(Map.of("messageId", 1, "sku", "S1", "operationType", "DELETE"))));
        Reply feed = program.post(
                base + "/feeds",
                Map.of(
                        "feedType", "JSON_LISTINGS_FEED",
                        "marketplaceIds", List.of(World.INDIA),
                        "inputFeedDocumentId", document.at("/feedDocumentId").asText()));
        String id = feed.at("/feedId").asText();
        program.get(base + "/feeds/" + id);
        world.clock.pass(Duration.ofMinutes(4));
        Reply done = program.get(base + "/feeds/" + id);
        program.get(base + "/documents/" + done.at("/resultFeedDocumentId").asText());
        program.get(base + "/feeds?feedTypes=JSON_LISTINGS_FEED");
        program.delete(base + "/feeds/" + id);
    }

    private void report(Browser program) throws IOException {
        String base = "/amazon/reports/2021-06-30";
        String type = "GET_MERCHANT_LISTINGS_ALL_DATA";
        Reply report =
                program.post(base + "/reports", Map.of("reportType", type, "marketplaceIds", List.of(World.INDIA)));
        String id = report.at("/reportId").asText();
        program.get(base + "/reports/" + id);
        world.clock.pass(Duration.ofMinutes(3));
        Reply done = program.get(base + "/reports/" + id);
        program.get(base + "/documents/" + done.at("/reportDocumentId").asText());
        program.get(base + "/reports?reportTypes=" + type + "&createdSince=2026-01-01T00:00:00Z");
        program.get(base + "/reports/404");
        program.delete(base + "/reports/" + id);
    }

    @Test
    void amazonAnswersAboutNotificationsAsItsModelSays() throws IOException {
        JsonNode account = world.account("amazon-in", "wb-prd");
        JsonNode queue = world.anyone()
                .post("/sandbox/api/amazon/queues", Map.of("name", "haat"))
                .json();
        Browser program = world.amazon(account);
        Browser application = world.amazonProgram(account);
        String destinations = "/amazon/notifications/v1/destinations";
        String orders = "/amazon/notifications/v1/subscriptions/ORDER_CHANGE";
        Map<String, Object> wish = Map.of(
                "name",
                "haat",
                "resourceSpecification",
                Map.of("sqs", Map.of("arn", queue.path("arn").asText())));
        String destination = application
                .post(destinations, wish)
                .at("/payload/destinationId")
                .asText();
        application.post(destinations, wish);
        application.get(destinations);
        application.get(destinations + "/" + destination);
        Map<String, Object> subscription = Map.of("payloadVersion", "1.0", "destinationId", destination);
        String made =
                program.post(orders, subscription).at("/payload/subscriptionId").asText();
        program.post(orders, subscription);
        program.get(orders + "?payloadVersion=1.0");
        program.get("/amazon/notifications/v1/subscriptions/FEED_PROCESSING_FINISHED?payloadVersion=1.0");
        application.delete(orders + "/" + made);
        application.delete(orders + "/" + made);
        application.delete(destinations + "/" + destination);
        assertThat(destination).isNotEmpty();
        assertThat(made).isNotEmpty();
        assertThat(broken(11)).isEmpty();
    }

    @Test
    void flipkartAnswersAsItsDescriptionSays() throws IOException {
        JsonNode account = world.account("flipkart", "wb-prd");
        String fsn = "SARHANDLOOM00001";
        world.liveOnFlipkart(account, "S1", fsn, 30);
        Browser program = world.flipkart(account);
        String listings = "/flipkart/sellers/listings/v3";
        program.post(listings, World.offer(account, "S2", "NOSUCHPRODUCT001", 1));
        program.post(listings + "/update", World.offer(account, "S1", fsn, 30));
        program.post(
                listings + "/update/price",
                Map.of(
                        "S1",
                        Map.of(
                                "product_id",
                                fsn,
                                "price",
                                Map.of("mrp", 1499, "selling_price", 999, "currency", "INR"))));
        program.post(
                listings + "/update/inventory",
                Map.of(
                        "S1",
                        Map.of(
                                "product_id",
                                fsn,
                                "locations",
                                List.of(Map.of("id", account.path("locationId").asText(), "inventory", 40)))));
        program.post(listings + "/details", Map.of("sku_ids", List.of("S1", "S9")));
        program.get(listings + "/S1");
        program.post(listings + "/search", Map.of("filters", Map.of("listing_status", "ACTIVE")));
        program.post(listings + "/product/search", Map.of("batchNo", 0, "internalState", "ACTIVE"));
        program.get("/flipkart/sellers/locations/allLocations");
        world.anyone().get("/flipkart/sellers/locations/allLocations");
        shipments(program, account);
        assertThat(broken(20)).isEmpty();
    }

    private void shipments(Browser program, JsonNode account) throws IOException {
        String base = "/flipkart/sellers/v3/shipments";
        world.buy("flipkart", 25);
        world.clock.pass(Duration.ofMinutes(2));
        Map<String, Object> filter = Map.of("type", "preDispatch", "states", List.of("APPROVED"));
        Reply page = program.post(base + "/filter", Map.of("filter", filter, "pagination", Map.of("pageSize", 20)));
        program.get("/flipkart/sellers" + page.at("/nextPageUrl").asText());
        JsonNode s = page.at("/shipments/0");
        String id = s.path("shipmentId").asText();
        program.get(base + "?shipmentIds=" + id);
        program.get(base + "/" + id);
        program.post(base + "/labels", pack(s));
        program.get(base + "/" + id + "/labels");
        world.clock.pass(Duration.ofMinutes(1));
        program.get(base + "/" + id + "/labels");
        program.get(base + "/" + id + "/invoices");
        Map<String, Object> dispatch = Map.of(
                "shipmentIds",
                List.of(id),
                "locationId",
                account.path("locationId").asText());
        program.post(base + "/dispatch", dispatch);
        program.post(base + "/dispatch", dispatch);
    }

    private static Object pack(JsonNode s) {
        Map<String, Object> sub = Map.of(
                "subShipmentId",
                "SS-1",
                "dimensions",
                Map.of("length", 30, "breadth", 22, "height", 4, "weight", 0.45));
        return Map.of(
                "shipments",
                List.of(Map.of(
                        "shipmentId", s.path("shipmentId").asText(),
                        "locationId", s.path("locationId").asText(),
                        "taxItems",
                                List.of(Map.of(
                                        "orderItemId",
                                                s.at("/orderItems/0/orderItemId")
                                                        .asText(),
                                        "taxRate", 5,
                                        "quantity", 1)),
                        "invoices",
                                List.of(Map.of(
                                        "orderId", s.at("/orderItems/0/orderId").asText(),
                                        "invoiceDate", "2026-11-21",
                                        "invoiceNumber", "SHG/1")),
                        "subShipments", List.of(sub))));
    }
}
