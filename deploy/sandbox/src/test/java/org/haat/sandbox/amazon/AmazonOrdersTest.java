package org.haat.sandbox.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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

class AmazonOrdersTest {
    private static final String ORDERS = "/amazon/orders/2026-01-01/orders";
    private static final String SINCE = ORDERS + "?lastUpdatedAfter=2026-01-01T00:00:00Z";
    private static final String EVERYTHING = "&includedData=BUYER,RECIPIENT,PROCEEDS,FULFILLMENT,PACKAGES,PAYMENT";
    private static final Duration AUTHORISED = Duration.ofMinutes(6);

    @TempDir
    Path data;

    private World world;
    private Browser program;

    @BeforeEach
    void start() throws IOException {
        world = new World(data);
        JsonNode account = world.account("amazon-in", "wb-prd");
        program = world.amazon(account);
        world.liveOnAmazon(account, "S1", 50);
    }

    @AfterEach
    void stop() throws IOException {
        world.close();
    }

    private JsonNode order() throws IOException {
        String id = world.buy("amazon-in", 1).at("/placed/0/orderId").asText();
        return get(id);
    }

    private JsonNode get(String id) throws IOException {
        return program.get(ORDERS + "/" + id + "?x=1" + EVERYTHING).at("/order");
    }

    private ObjectNode confirmation(JsonNode order) {
        ObjectNode body = Json.MAPPER.createObjectNode().put("marketplaceId", World.INDIA);
        ObjectNode parcel = body.putObject("packageDetail")
                .put("packageReferenceId", "1")
                .put("carrierCode", "Other")
                .put("carrierName", "India Post")
                .put("trackingNumber", "EA123456789IN")
                .put("shipDate", world.clock.instant().toString());
        parcel.putArray("orderItems")
                .addObject()
                .put("orderItemId", order.at("/orderItems/0/orderItemId").asText())
                .put("quantity", order.at("/orderItems/0/quantityOrdered").asInt());
        return body;
    }

    private Reply confirm(JsonNode order, Object body) throws IOException {
        return program.post(
                "/amazon/orders/v0/orders/" + order.path("orderId").asText() + "/shipmentConfirmation", body);
    }

    @Test
    void pendingOrderHidesPriceAndAddress() throws IOException {
        JsonNode pending = order();
        assertThat(pending.at("/fulfillment/fulfillmentStatus").asText()).isEqualTo("PENDING");
        assertThat(pending.has("recipient")).isFalse();
        assertThat(pending.at("/orderItems/0/product").has("price")).isFalse();
        world.clock.pass(AUTHORISED);
        JsonNode unshipped = get(pending.path("orderId").asText());
        assertThat(unshipped.at("/fulfillment/fulfillmentStatus").asText()).isEqualTo("UNSHIPPED");
        assertThat(unshipped.at("/recipient/deliveryAddress/postalCode").asText())
                .matches("[1-9][0-9]{5}");
        assertThat(unshipped.at("/proceeds/grandTotal/amount").asText()).isEqualTo("2499.00");
        assertThat(Instant.parse(unshipped.path("lastUpdatedTime").asText()))
                .isAfter(Instant.parse(pending.path("lastUpdatedTime").asText()));
    }

    @Test
    void onlyWhatWasAskedForComes() throws IOException {
        String id = order().path("orderId").asText();
        world.clock.pass(AUTHORISED);
        JsonNode bare = program.get(ORDERS + "/" + id).at("/order");
        assertThat(bare.has("buyer") || bare.has("recipient") || bare.has("fulfillment") || bare.has("packages"))
                .isFalse();
    }

    @Test
    void searchEndsTwoMinutesAgo() throws IOException {
        order();
        assertThat(program.get(SINCE).at("/orders")).isEmpty();
        world.clock.pass(Duration.ofMinutes(2));
        assertThat(program.get(ORDERS + "?createdAfter=2026-01-01T00:00:00Z").at("/orders"))
                .hasSize(1);
        String soon = world.clock.instant().minus(Duration.ofSeconds(90)).toString();
        assertThat(program.get(SINCE + "&lastUpdatedBefore=" + soon).status()).isEqualTo(400);
        assertThat(program.get(SINCE + "&createdAfter=2026-01-01T00:00:00Z").status())
                .isEqualTo(400);
        assertThat(program.get(ORDERS).status()).isEqualTo(400);
    }

    @Test
    void pagesHoldEachOrderOnce() throws IOException {
        world.buy("amazon-in", 12);
        world.clock.pass(AUTHORISED);
        List<String> ids = new ArrayList<>();
        Reply page = program.get(SINCE + "&maxResultsPerPage=5");
        ids.addAll(page.json().findValuesAsText("orderId"));
        while (page.json().has("pagination") && ids.size() < 100) {
            page = program.get(SINCE + "&maxResultsPerPage=5&paginationToken="
                    + page.at("/pagination/nextToken").asText());
            ids.addAll(page.json().findValuesAsText("orderId"));
        }
        assertThat(ids).hasSize(12).doesNotHaveDuplicates();
        assertThat(page.at("/lastUpdatedBefore").asText()).isNotEmpty();
    }

    @Test
    void pageTokenBelongsToItsSearchAndEndsAfterADay() throws IOException {
        world.buy("amazon-in", 3);
        world.clock.pass(AUTHORISED);
        String token = program.get(SINCE + "&maxResultsPerPage=1")
                .at("/pagination/nextToken")
                .asText();
        String other = ORDERS + "?lastUpdatedAfter=2026-02-01T00:00:00Z&maxResultsPerPage=1&paginationToken=" + token;
        assertThat(program.get(other).status()).isEqualTo(400);
        world.clock.pass(Duration.ofHours(25));
        program = world.amazon(world.account("amazon-in", "wb-prd"));
        assertThat(program.get(SINCE + "&maxResultsPerPage=1&paginationToken=" + token)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void confirmedOrderIsShippedWithItsPackage() throws IOException {
        JsonNode order = order();
        world.clock.pass(AUTHORISED);
        Reply reply = confirm(order, confirmation(order));
        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.bytes()).isEmpty();
        JsonNode shipped = get(order.path("orderId").asText());
        assertThat(shipped.at("/fulfillment/fulfillmentStatus").asText()).isEqualTo("SHIPPED");
        assertThat(shipped.at("/packages/0/trackingNumber").asText()).isEqualTo("EA123456789IN");
        assertThat(shipped.at("/packages/0/carrier").asText()).isEqualTo("India Post");
    }

    @Test
    void sameReferenceEditsAndAnotherIsRefused() throws IOException {
        JsonNode order = order();
        world.clock.pass(AUTHORISED);
        ObjectNode body = confirmation(order);
        confirm(order, body);
        ObjectNode parcel = (ObjectNode) body.path("packageDetail");
        parcel.put("trackingNumber", "EA999999999IN");
        assertThat(confirm(order, body).status()).isEqualTo(204);
        assertThat(get(order.path("orderId").asText()).at("/packages")).hasSize(1);
        parcel.put("packageReferenceId", "2");
        assertThat(confirm(order, body).at("/errors/0/code").asText()).isEqualTo("PackageToUpdateNotFound");
    }

    @Test
    void confirmationIsStrictAboutTypes() throws IOException {
        JsonNode order = order();
        assertThat(confirm(order, confirmation(order)).status()).as("pending").isEqualTo(400);
        world.clock.pass(AUTHORISED);
        for (Map.Entry<String, JsonNode> wrong : Map.<String, JsonNode>of(
                        "packageReferenceId", Json.tree(1),
                        "carrierCode", Json.tree("Nobody"),
                        "carrierName", Json.tree(""),
                        "shipDate", Json.tree("02/21/2026"),
                        "trackingNumber", Json.tree(""))
                .entrySet()) {
            ObjectNode body = confirmation(order);
            ((ObjectNode) body.path("packageDetail")).set(wrong.getKey(), wrong.getValue());
            assertThat(confirm(order, body).status()).as(wrong.getKey()).isEqualTo(400);
        }
        ObjectNode tooMany = confirmation(order);
        ((ObjectNode) tooMany.at("/packageDetail/orderItems/0")).put("quantity", 2);
        assertThat(confirm(order, tooMany).status()).isEqualTo(400);
    }

    @Test
    void anotherSellersOrderIsNotFound() throws IOException {
        JsonNode order = order();
        world.clock.pass(AUTHORISED);
        Browser other = world.amazon(world.account("amazon-in", "rj-ruda"));
        assertThat(other.get(ORDERS + "/" + order.path("orderId").asText()).status())
                .isEqualTo(404);
        assertThat(other.get(SINCE).at("/orders")).isEmpty();
    }

    @Test
    void heldOrderStaysPending() throws IOException {
        world.fault(Map.of("fault", "hold", "partner", "amazon-in"));
        String id = order().path("orderId").asText();
        world.clock.pass(AUTHORISED);
        assertThat(get(id).at("/fulfillment/fulfillmentStatus").asText()).isEqualTo("PENDING");
        world.anyone().delete("/sandbox/api/unkindness");
        world.clock.pass(AUTHORISED);
        assertThat(get(id).at("/fulfillment/fulfillmentStatus").asText()).isEqualTo("UNSHIPPED");
    }

    @Test
    void participationsNameTheMarketplace() throws IOException {
        Reply reply = program.get("/amazon/sellers/v1/marketplaceParticipations");
        assertThat(reply.at("/payload/0/marketplace/id").asText()).isEqualTo(World.INDIA);
    }
}
