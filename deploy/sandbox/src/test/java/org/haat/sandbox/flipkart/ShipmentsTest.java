package org.haat.sandbox.flipkart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.haat.sandbox.Browser;
import org.haat.sandbox.Reply;
import org.haat.sandbox.World;
import org.haat.sandbox.journal.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShipmentsTest {
    private static final String BASE = "/flipkart/sellers/v3/shipments";
    private static final Duration MAY_PACK = Duration.ofSeconds(61);
    private static final Duration PACKED = Duration.ofSeconds(11);

    @TempDir
    Path data;

    private World world;
    private JsonNode account;
    private Browser program;

    @BeforeEach
    void start() throws IOException {
        world = new World(data);
        account = world.account("flipkart", "wb-prd");
        program = world.flipkart(account);
        world.liveOnFlipkart(account, "S1", "SARHANDLOOM00001", 60);
    }

    @AfterEach
    void stop() throws IOException {
        world.close();
    }

    private Reply filter(String type, String state) throws IOException {
        Map<String, Object> filter = type.equals("cancelled")
                ? Map.of("type", type, "states", List.of(state), "cancellationType", "buyerCancellation")
                : Map.of("type", type, "states", List.of(state));
        return program.post(BASE + "/filter", Map.of("filter", filter, "pagination", Map.of("pageSize", 20)));
    }

    private JsonNode shipment() throws IOException {
        world.buy("flipkart", 1);
        return filter("preDispatch", "APPROVED").at("/shipments/0");
    }

    private ObjectNode wish(JsonNode s) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        ObjectNode w = body.putArray("shipments").addObject();
        w.put("shipmentId", s.path("shipmentId").asText())
                .put("locationId", s.path("locationId").asText());
        w.putArray("taxItems")
                .addObject()
                .put("orderItemId", s.at("/orderItems/0/orderItemId").asText())
                .put("taxRate", 5)
                .put("quantity", 1);
        w.putArray("invoices")
                .addObject()
                .put("orderId", s.at("/orderItems/0/orderId").asText())
                .put("invoiceDate", "2026-11-21")
                .put("invoiceNumber", "SHG/26-27/00042");
        ObjectNode sub = w.putArray("subShipments").addObject().put("subShipmentId", "SS-1");
        sub.putObject("dimensions")
                .put("length", 30)
                .put("breadth", 22)
                .put("height", 4)
                .put("weight", 0.45);
        return body;
    }

    private JsonNode dispatch(JsonNode s) throws IOException {
        return program.post(
                        BASE + "/dispatch",
                        Map.of(
                                "shipmentIds", List.of(s.path("shipmentId").asText()),
                                "locationId", account.path("locationId").asText()))
                .at("/shipments/0");
    }

    @Test
    void nextPageUrlIsRelativeAndGoesByGet() throws IOException {
        world.buy("flipkart", 45);
        Reply page = filter("preDispatch", "APPROVED");
        List<String> ids = new ArrayList<>(page.json().findValuesAsText("shipmentId"));
        assertThat(ids).hasSize(20);
        while (page.at("/hasMore").asBoolean() && ids.size() < 100) {
            String next = page.at("/nextPageUrl").asText();
            assertThat(next).startsWith("/v3/shipments/filter?next_token=");
            assertThat(program.get("/flipkart" + next).status())
                    .as("without /sellers")
                    .isEqualTo(404);
            page = program.get("/flipkart/sellers" + next);
            ids.addAll(page.json().findValuesAsText("shipmentId"));
        }
        assertThat(ids).hasSize(45).doesNotHaveDuplicates();
    }

    @Test
    void fromApprovedToDelivered() throws IOException {
        JsonNode s = shipment();
        String id = s.path("shipmentId").asText();
        assertThat(s.path("dispatchAfterDate").asText()).endsWith("+05:30");
        assertThat(program.post(BASE + "/labels", wish(s))
                        .at("/shipments/0/status")
                        .asText())
                .as("before dispatchAfterDate")
                .isEqualTo("FAILURE");
        world.clock.pass(MAY_PACK);
        assertThat(program.post(BASE + "/labels", wish(s))
                        .at("/shipments/0/status")
                        .asText())
                .isEqualTo("SUCCESS");
        assertThat(program.get(BASE + "/" + id + "/labels").status()).isEqualTo(422);
        assertThat(dispatch(s).path("errorCode").asText()).isEqualTo("ORDER_ITEM_NOT_PACKED");
        world.clock.pass(PACKED);
        Reply label = program.get(BASE + "/" + id + "/labels");
        assertThat(label.header("content-type")).isEqualTo("application/pdf");
        assertThat(label.text()).startsWith("%PDF-").contains("%%EOF");
        assertThat(dispatch(s).path("status").asText()).isEqualTo("SUCCESS");
        assertThat(dispatch(s).path("status").asText()).as("twice").isEqualTo("FAILURE");
        world.clock.pass(Duration.ofDays(4));
        assertThat(filter("postDispatch", "DELIVERED").at("/shipments")).hasSize(1);
    }

    @Test
    void addressStandsOnlyInTheShippingView() throws IOException {
        JsonNode s = shipment();
        String id = s.path("shipmentId").asText();
        assertThat(program.get(BASE + "?shipmentIds=" + id).text()).doesNotContain("pincode");
        JsonNode shipping = program.get(BASE + "/" + id).at("/shipments/0");
        assertThat(shipping.at("/deliveryAddress/pincode").asText()).matches("[1-9][0-9]{5}");
        assertThat(shipping.at("/deliveryAddress").has("contactNumber")).isFalse();
    }

    @Test
    void incompletePackIsRefusedForThatShipmentOnly() throws IOException {
        world.buy("flipkart", 2);
        world.clock.pass(MAY_PACK);
        JsonNode page = filter("preDispatch", "APPROVED").at("/shipments");
        ObjectNode body = wish(page.get(0));
        ObjectNode other = (ObjectNode) wish(page.get(1)).at("/shipments/0");
        other.putArray("taxItems");
        ((com.fasterxml.jackson.databind.node.ArrayNode) body.path("shipments")).add(other);
        Reply reply = program.post(BASE + "/labels", body);
        assertThat(reply.at("/shipments").findValuesAsText("status")).containsExactly("SUCCESS", "FAILURE");
        assertThat(reply.at("/shipments/1/errorCode").asText()).isEqualTo("INVALID_REQUEST_TAX");
    }

    @Test
    void heldShipmentIsNotPacked() throws IOException {
        world.fault(Map.of("fault", "hold", "partner", "flipkart"));
        JsonNode s = shipment();
        world.clock.pass(MAY_PACK);
        assertThat(s.path("hold").asBoolean()).isTrue();
        assertThat(program.post(BASE + "/labels", wish(s))
                        .at("/shipments/0/errorCode")
                        .asText())
                .isEqualTo("OPERATION_NOT_ALLOWED");
        world.anyone().delete("/sandbox/api/unkindness");
        assertThat(program.post(BASE + "/labels", wish(s))
                        .at("/shipments/0/status")
                        .asText())
                .isEqualTo("SUCCESS");
    }

    @Test
    void buyerMayCancelUntilDispatch() throws IOException {
        JsonNode s = shipment();
        String order = s.at("/orderItems/0/orderId").asText();
        assertThat(world.anyone()
                        .post("/sandbox/api/buyers/cancellations", Map.of("orderId", order))
                        .status())
                .isEqualTo(200);
        assertThat(filter("cancelled", "CANCELLED").at("/shipments")).hasSize(1);
        assertThat(world.anyone()
                        .get("/sandbox/api/listings")
                        .at("/listings/0/stock")
                        .asInt())
                .as("the unit is back")
                .isEqualTo(60);
        assertThat(world.anyone()
                        .post("/sandbox/api/buyers/cancellations", Map.of("orderId", order))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void sellersCancellationPutsTheProductOutOfStock() throws IOException {
        JsonNode s = shipment();
        Map<String, Object> cancel = Map.of(
                "shipmentId", s.path("shipmentId").asText(),
                "locationId", account.path("locationId").asText(),
                "cancellationGroupIds",
                        List.of(s.at("/orderItems/0/cancellationGroupId").asText()),
                "reason", "not_enough_inventory");
        assertThat(program.post(BASE + "/cancel", Map.of("shipments", List.of(cancel)))
                        .at("/shipments/0/status")
                        .asText())
                .isEqualTo("SUCCESS");
        assertThat(world.anyone()
                        .get("/sandbox/api/listings")
                        .at("/listings/0/stock")
                        .asInt())
                .isZero();
    }

    @Test
    void sellerGivesUpOneItemAndTheOthersGoOn() throws IOException {
        JsonNode s = shipmentOfTwo();
        JsonNode gone = s.at("/orderItems/0");
        JsonNode kept = s.at("/orderItems/1");

        assertThat(cancel(s, "grp1").at("/shipments/0/errorCode").asText()).isEqualTo("INVALID_SHIPMENTS");
        assertThat(cancel(s, gone.path("cancellationGroupId").asText())
                        .at("/shipments/0/status")
                        .asText())
                .isEqualTo("SUCCESS");

        JsonNode now = filter("preDispatch", "APPROVED").at("/shipments/0");
        assertThat(now.path("orderItems").findValuesAsText("status")).containsExactly("CANCELLED", "APPROVED");
        assertThat(now.at("/orderItems/0").has("cancellationDate")).isTrue();
        assertThat(now.at("/orderItems/1").has("cancellationDate")).isFalse();
        assertThat(stock(gone.path("sku").asText())).isZero();
        assertThat(stock(kept.path("sku").asText())).isPositive();
        world.clock.pass(MAY_PACK);
        assertThat(program.post(BASE + "/labels", wish(s))
                        .at("/shipments/0/errorCode")
                        .asText())
                .as("it names the item that is cancelled")
                .isEqualTo("INVALID_REQUEST_TAX");
        ((ObjectNode) s).putArray("orderItems").add(kept);
        assertThat(program.post(BASE + "/labels", wish(s))
                        .at("/shipments/0/status")
                        .asText())
                .isEqualTo("SUCCESS");
    }

    @Test
    void shipmentEndsWithItsLastItem() throws IOException {
        JsonNode s = shipmentOfTwo();
        cancel(s, s.at("/orderItems/0/cancellationGroupId").asText());
        cancel(s, s.at("/orderItems/1/cancellationGroupId").asText());

        assertThat(filter("preDispatch", "APPROVED").at("/shipments")).isEmpty();
        assertThat(world.anyone()
                        .get("/sandbox/api/orders")
                        .at("/orders/0/cancelled")
                        .asBoolean())
                .isTrue();
    }

    private JsonNode shipmentOfTwo() throws IOException {
        world.liveOnFlipkart(account, "S2", "SARHANDLOOM00002", 60);
        List<Map<String, Object>> items = new ArrayList<>();
        for (String sku : List.of("S1", "S2")) {
            String listing = program.get("/flipkart/sellers/listings/v3/" + sku)
                    .at("/available/" + sku + "/listing_id")
                    .asText();
            items.add(Map.of("listingId", listing, "quantity", 2));
        }
        program.post("/flipkart/sellers/orders/sandbox/test_orders", Map.of("orderItems", items));
        return filter("preDispatch", "APPROVED").at("/shipments/0");
    }

    private Reply cancel(JsonNode s, String group) throws IOException {
        Map<String, Object> wish = Map.of(
                "shipmentId", s.path("shipmentId").asText(),
                "locationId", account.path("locationId").asText(),
                "cancellationGroupIds", List.of(group),
                "reason", "not_enough_inventory");
        return program.post(BASE + "/cancel", Map.of("shipments", List.of(wish)));
    }

    private int stock(String sku) throws IOException {
        for (JsonNode listing : world.anyone().get("/sandbox/api/listings").at("/listings")) {
            if (listing.path("sku").asText().equals(sku)) {
                return listing.path("stock").asInt();
            }
        }
        throw new AssertionError("No listing " + sku);
    }

    @Test
    void helperCallsOrderHoldAndDeliver() throws IOException {
        String base = "/flipkart/sellers/orders/sandbox";
        String listing = program.get("/flipkart/sellers/listings/v3/S1")
                .at("/available/S1/listing_id")
                .asText();
        Map<String, Object> wish = Map.of("orderItems", List.of(Map.of("listingId", listing, "quantity", 2)));
        Reply order = program.post(base + "/test_orders", wish);
        Map<String, String> item =
                Map.of("orderItemId", order.at("/orderItems/0/orderItemId").asText());
        assertThat(program.send("PUT", base + "/on_hold", item).status()).isEqualTo(200);
        JsonNode s = filter("preDispatch", "APPROVED").at("/shipments/0");
        assertThat(s.path("hold").asBoolean()).isTrue();
        program.send("PUT", base + "/un_hold", item);
        assertThat(program.post(base + "/shipped", item).status()).isEqualTo(422);
        world.clock.pass(MAY_PACK);
        program.post(BASE + "/labels", wish(s));
        world.clock.pass(PACKED);
        dispatch(s);
        for (String step : List.of("pick_up_complete", "shipped", "delivered")) {
            assertThat(program.post(base + "/" + step, item).status()).as(step).isEqualTo(200);
        }
        assertThat(filter("postDispatch", "DELIVERED").at("/shipments")).hasSize(1);
        Map<String, Object> tooMany = Map.of("orderItems", List.of(Map.of("listingId", listing, "quantity", 99)));
        assertThat(program.post(base + "/test_orders", tooMany).status()).isEqualTo(422);
    }

    @Test
    void filterRefusesWhatItDoesNotKnow() throws IOException {
        assertThat(filter("sideways", "APPROVED").status()).isEqualTo(400);
        assertThat(filter("preDispatch", "DELIVERED").status()).isEqualTo(400);
        assertThat(program.post(BASE + "/filter", Map.of("filter", Map.of("type", "cancelled")))
                        .status())
                .isEqualTo(400);
        assertThat(program.get(BASE + "/filter?next_token=guess").status()).isEqualTo(400);
    }

    @Test
    void splitOrderBecomesAShipmentForEachLine() throws IOException {
        world.liveOnFlipkart(account, "S2", "SARHANDLOOM00002", 60);
        world.anyone()
                .post(
                        "/sandbox/api/buyers/orders",
                        Map.of("partner", "flipkart", "count", 40, "quantity", 1, "seed", 3, "split", true));
        JsonNode shipments = world.anyone().get("/sandbox/api/orders").at("/orders");
        List<String> orders = shipments.findValuesAsText("orderId");
        assertThat(orders.stream().distinct().count()).isEqualTo(40).isLessThan(orders.size());
        shipments.forEach(s -> assertThat(s.path("lines")).hasSize(1));
    }
}
