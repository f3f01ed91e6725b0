package org.haat.sandbox.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haat.sandbox.Browser;
import org.haat.sandbox.Reply;
import org.haat.sandbox.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListingsTest {
    private static final String ALL = "&includedData=summaries,attributes,issues,offers,fulfillmentAvailability";

    @TempDir
    Path data;

    private World world;
    private JsonNode account;
    private Browser program;

    @BeforeEach
    void start() throws IOException {
        world = new World(data);
        account = world.account("amazon-in", "wb-prd");
        program = world.amazon(account);
    }

    @AfterEach
    void stop() throws IOException {
        world.close();
    }

    private Reply put(String sku, ObjectNode body) throws IOException {
        return program.send("PUT", World.item(account, sku), body);
    }

    private Reply get(String sku) throws IOException {
        return program.get(World.item(account, sku) + ALL);
    }

    private Reply patch(String op, String attribute, Object value) throws IOException {
        Map<String, Object> patch = Map.of("op", op, "path", "/attributes/" + attribute, "value", List.of(value));
        return program.send(
                "PATCH", World.item(account, "S1"), Map.of("productType", "PRODUCT", "patches", List.of(patch)));
    }

    @Test
    void acceptedIsNotLive() throws IOException {
        assertThat(put("S1", World.saree(5)).at("/status").asText()).isEqualTo("ACCEPTED");
        assertThat(get("S1").status()).isEqualTo(404);
        assertThat(get("S1").at("/errors/0/code").asText()).isEqualTo("NOT_FOUND");
        world.clock.pass(Duration.ofSeconds(60));
        Reply processing = get("S1");
        assertThat(processing.status()).isEqualTo(200);
        assertThat(processing.at("/summaries/0/status")).isEmpty();
        world.clock.pass(World.LIVE);
        Reply live = get("S1");
        assertThat(live.at("/summaries/0/status").toString()).isEqualTo("[\"BUYABLE\",\"DISCOVERABLE\"]");
        assertThat(live.at("/summaries/0/asin").asText()).matches("B0[0-9A-Z]{8}");
        assertThat(live.at("/offers/0/price/amount").asText()).isEqualTo("2499.00");
        assertThat(live.at("/fulfillmentAvailability/0/quantity").asInt()).isEqualTo(5);
    }

    @Test
    void withoutStockItIsSeenButNotBought() throws IOException {
        world.liveOnAmazon(account, "S1", 0);
        assertThat(get("S1").at("/summaries/0/status").toString()).isEqualTo("[\"DISCOVERABLE\"]");
    }

    @Test
    void missingAndUnknownAttributesMakeItInvalidAndChangeNothing() throws IOException {
        ObjectNode body = World.saree(5);
        ObjectNode attributes = (ObjectNode) body.path("attributes");
        attributes.remove(List.of("brand", "supplier_declared_has_product_identifier_exemption"));
        attributes.set("fulfillmentAvailability", attributes.remove("fulfillment_availability"));
        Reply reply = put("S1", body);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/status").asText()).isEqualTo("INVALID");
        assertThat(reply.json().findValuesAsText("code")).contains("90220", "90000900");
        assertThat(reply.text()).contains("merchant_suggested_asin").contains("fulfillmentAvailability");
        world.clock.pass(World.LIVE);
        assertThat(get("S1").status()).isEqualTo(404);
    }

    @Test
    void previewJudgesAndKeepsNothing() throws IOException {
        Reply reply = program.send("PUT", World.item(account, "S1") + "&mode=VALIDATION_PREVIEW", World.saree(5));
        assertThat(reply.at("/status").asText()).isEqualTo("VALID");
        world.clock.pass(World.LIVE);
        assertThat(get("S1").status()).isEqualTo(404);
    }

    @Test
    void replaceWipesSiblingsAndMergeKeepsThem() throws IOException {
        world.liveOnAmazon(account, "S1", 5);
        patch("merge", "fulfillment_availability", Map.of("fulfillment_channel_code", "DEFAULT", "quantity", 20));
        JsonNode merged = get("S1").at("/attributes/fulfillment_availability/0");
        assertThat(merged.path("quantity").asInt()).isEqualTo(20);
        assertThat(merged.path("lead_time_to_ship_max_days").asInt()).isEqualTo(3);
        patch("replace", "fulfillment_availability", Map.of("fulfillment_channel_code", "DEFAULT", "quantity", 7));
        JsonNode replaced = get("S1").at("/attributes/fulfillment_availability/0");
        assertThat(replaced.path("quantity").asInt()).isEqualTo(7);
        assertThat(replaced.has("lead_time_to_ship_max_days")).isFalse();
    }

    @Test
    void severalValuesOfOneAttributeAreReplacedTogether() throws IOException {
        world.liveOnAmazon(account, "S1", 5);
        List<Object> bullets = List.of(bullet("One"), bullet("Two"), bullet("Three"));
        Map<String, Object> patch = Map.of("op", "replace", "path", "/attributes/bullet_point", "value", bullets);
        program.send("PATCH", World.item(account, "S1"), Map.of("productType", "SAREE", "patches", List.of(patch)));
        assertThat(get("S1").at("/attributes/bullet_point").findValuesAsText("value"))
                .containsExactly("One", "Two", "Three");
    }

    private static Map<String, Object> bullet(String text) {
        return Map.of("value", text, "language_tag", "en_IN", "marketplace_id", World.INDIA);
    }

    @Test
    void deleteGoesBySelectors() throws IOException {
        world.liveOnAmazon(account, "S1", 5);
        patch("delete", "bullet_point", Map.of("marketplace_id", World.INDIA, "language_tag", "hi_IN"));
        assertThat(get("S1").at("/attributes/bullet_point")).hasSize(1);
        patch("delete", "bullet_point", Map.of("marketplace_id", World.INDIA, "language_tag", "en_IN"));
        assertThat(get("S1").at("/attributes").has("bullet_point")).isFalse();
    }

    @Test
    void availabilityWithoutItsChannelIsNoRequest() throws IOException {
        world.liveOnAmazon(account, "S1", 5);
        assertThat(patch("merge", "fulfillment_availability", Map.of("quantity", 20))
                        .status())
                .isEqualTo(400);
        assertThat(patch("merge", "fulfillment_availability/0/quantity", Map.of("value", 1))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void sentStockShowsLaterThanItWasSent() throws IOException {
        world.liveOnAmazon(account, "S1", 5);
        patch("merge", "fulfillment_availability", Map.of("fulfillment_channel_code", "DEFAULT", "quantity", 2));
        assertThat(get("S1")
                        .at("/attributes/fulfillment_availability/0/quantity")
                        .asInt())
                .isEqualTo(2);
        assertThat(get("S1").at("/fulfillmentAvailability/0/quantity").asInt()).isEqualTo(5);
        world.clock.pass(Duration.ofSeconds(45));
        assertThat(get("S1").at("/fulfillmentAvailability/0/quantity").asInt()).isEqualTo(2);
    }

    @Test
    void aPriceChangeDoesNotBringSoldStockBack() throws IOException {
        world.liveOnAmazon(account, "S1", 3);
        world.buy("amazon-in", 2);
        ObjectNode cheaper = World.saree(3);
        World.price((ObjectNode) cheaper.path("attributes"), 1999, 2999);
        patch("replace", "purchasable_offer", cheaper.at("/attributes/purchasable_offer/0"));
        world.clock.pass(World.LIVE);
        assertThat(get("S1").at("/offers/0/price/amount").asText()).isEqualTo("1999.00");
        assertThat(get("S1").at("/fulfillmentAvailability/0/quantity").asInt()).isEqualTo(1);
    }

    @Test
    void priceAboveMrpIsAcceptedThenSuppressedThenMended() throws IOException {
        ObjectNode dear = World.saree(5);
        World.price((ObjectNode) dear.path("attributes"), 3499, 2999);
        assertThat(put("S1", dear).at("/status").asText()).isEqualTo("ACCEPTED");
        world.clock.pass(World.LIVE);
        Reply suppressed = get("S1");
        assertThat(suppressed.at("/summaries/0/status")).isEmpty();
        assertThat(suppressed.at("/issues/0/enforcements/actions/0/action").asText())
                .isEqualTo("LISTING_SUPPRESSED");
        put("S1", World.saree(5));
        world.clock.pass(World.LIVE);
        assertThat(get("S1").at("/summaries/0/status")).isNotEmpty();
        assertThat(get("S1").at("/issues")).isEmpty();
    }

    @Test
    void deletedListingIsGoneAfterAWhile() throws IOException {
        world.liveOnAmazon(account, "S1", 5);
        assertThat(program.delete(World.item(account, "S1")).at("/status").asText())
                .isEqualTo("ACCEPTED");
        assertThat(get("S1").status()).isEqualTo(200);
        world.clock.pass(Duration.ofMinutes(1));
        assertThat(get("S1").status()).isEqualTo(404);
    }

    @Test
    void searchGoesThroughAllPagesOnce() throws IOException {
        for (int i = 0; i < 25; i++) {
            put("S" + i, World.saree(1));
            world.clock.pass(Duration.ofSeconds(1));
        }
        world.clock.pass(World.LIVE);
        String base =
                "/amazon/listings/2021-08-01/items/" + account.path("sellerId").asText() + "?marketplaceIds="
                        + World.INDIA + "&pageSize=20&withStatus=BUYABLE";
        Reply first = program.get(base);
        assertThat(first.at("/numberOfResults").asInt()).isEqualTo(25);
        assertThat(first.at("/items")).hasSize(20);
        Reply second = program.get(
                base + "&pageToken=" + first.at("/pagination/nextToken").asText());
        Set<String> skus = new HashSet<>(first.json().findValuesAsText("sku"));
        skus.addAll(second.json().findValuesAsText("sku"));
        assertThat(skus).hasSize(25);
        assertThat(second.at("/pagination").has("nextToken")).isFalse();
        assertThat(program.get(base.replace("pageSize=20", "pageSize=21")).status())
                .isEqualTo(400);
    }

    @Test
    void anotherSellersPathIsForbidden() throws IOException {
        JsonNode other = world.account("amazon-in", "rj-ruda");
        assertThat(program.get(World.item(other, "S1")).status()).isEqualTo(403);
    }

    @Test
    void brokenBodiesAreBadRequests() throws IOException {
        for (String body : List.of("", "{", "[]", "null", "{\"productType\":\"SAREE\"}")) {
            assertThat(program.send("PUT", World.item(account, "S1"), body).status())
                    .as(body)
                    .isEqualTo(400);
        }
    }
}
