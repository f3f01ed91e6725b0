package org.haat.sandbox.flipkart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
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

class FlipkartListingsTest {
    private static final String BASE = "/flipkart/sellers/listings/v3";
    private static final String FSN = "SARHANDLOOM00001";

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
        world.product(FSN);
    }

    @AfterEach
    void stop() throws IOException {
        world.close();
    }

    private JsonNode detail(String sku) throws IOException {
        return program.post(BASE + "/details", Map.of("sku_ids", List.of(sku))).json();
    }

    private Map<String, Object> stock(String sku, int units) {
        return Map.of(
                sku,
                Map.of(
                        "product_id",
                        FSN,
                        "locations",
                        List.of(Map.of("id", account.path("locationId").asText(), "inventory", units))));
    }

    @Test
    void tokenIsTheSameUntilItEnds() throws IOException {
        Reply first = world.flipkartToken(account);
        world.clock.pass(Duration.ofDays(1));
        Reply second = world.flipkartToken(account);
        assertThat(second.at("/access_token")).isEqualTo(first.at("/access_token"));
        assertThat(first.at("/expires_in").asInt() - second.at("/expires_in").asInt())
                .isEqualTo(86_400);
        world.clock.pass(Duration.ofDays(60));
        Reply late = program.post(BASE + "/details", Map.of("sku_ids", List.of("S1")));
        assertThat(late.status()).isEqualTo(401);
        assertThat(late.at("/error").asText()).isEqualTo("unauthorized");
    }

    @Test
    void wrongSecretIsUnauthorized() throws IOException {
        Reply reply = world.flipkartToken(((ObjectNode) account.deepCopy()).put("appSecret", "guess"));
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.at("/error_description").asText()).isEqualTo("Bad credentials");
    }

    @Test
    void twoHundredHidesFailures() throws IOException {
        ObjectNode batch = World.offer(account, "S1", FSN, 5);
        batch.setAll(World.offer(account, "S2", "NOSUCHPRODUCT001", 5));
        ObjectNode dear = World.offer(account, "S3", FSN, 5);
        ((ObjectNode) dear.at("/S3/price")).put("selling_price", 1500);
        batch.setAll(dear);
        Reply reply = program.post(BASE, batch);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/S1/status").asText()).isEqualTo("SUCCESS");
        assertThat(reply.at("/S2/status").asText()).isEqualTo("FAILURE");
        assertThat(reply.at("/S2/errors/0/path").asText()).isEqualTo("product_id");
        assertThat(reply.at("/S3/attribute_errors/0/attribute").asText()).isEqualTo("selling_price");
    }

    @Test
    void mandatoryBlocksAndTheSellersOwnLocationAreRequired() throws IOException {
        ObjectNode batch = World.offer(account, "S1", FSN, 5);
        ((ObjectNode) batch.path("S1")).remove(List.of("tax", "packages"));
        ((ObjectNode) batch.at("/S1/locations/0")).put("id", "LOCguess");
        List<String> attributes = program.post(BASE, batch).json().findValuesAsText("attribute");
        assertThat(attributes).contains("tax", "packages", "locations");
    }

    @Test
    void tenSkusAreTheMost() throws IOException {
        ObjectNode batch = Json.MAPPER.createObjectNode();
        for (int i = 0; i < 11; i++) {
            batch.setAll(World.offer(account, "S" + i, FSN, 1));
        }
        assertThat(program.post(BASE, batch).status()).isEqualTo(400);
        batch.remove("S10");
        assertThat(program.post(BASE, batch).status()).isEqualTo(200);
    }

    @Test
    void createdListingShowsLater() throws IOException {
        program.post(BASE, World.offer(account, "S1", FSN, 5));
        assertThat(detail("S1").at("/unavailable/0").asText()).isEqualTo("S1");
        world.clock.pass(World.LIVE);
        JsonNode listing = detail("S1").at("/available/S1");
        assertThat(listing.path("listing_status").asText()).isEqualTo("ACTIVE");
        assertThat(listing.path("listing_id").asText()).startsWith("LST" + FSN);
        assertThat(listing.at("/locations/0/inventory").asInt()).isEqualTo(5);
    }

    @Test
    void stockIsAbsoluteAndSalesAreTakenFromIt() throws IOException {
        world.liveOnFlipkart(account, "S1", FSN, 5);
        world.buy("flipkart", 2);
        assertThat(detail("S1").at("/available/S1/locations/0/inventory").asInt())
                .isEqualTo(3);
        assertThat(detail("S1")
                        .at("/available/S1/locations/0/pending_inventory")
                        .asInt())
                .isEqualTo(2);
        assertThat(program.post(BASE + "/update/inventory", stock("S1", 9))
                        .at("/S1/status")
                        .asText())
                .isEqualTo("SUCCESS");
        assertThat(detail("S1").at("/available/S1/locations/0/inventory").asInt())
                .isEqualTo(9);
        assertThat(program.post(BASE + "/update/inventory", stock("S1", -1))
                        .at("/S1/status")
                        .asText())
                .isEqualTo("FAILURE");
        assertThat(program.post(BASE + "/update/inventory", stock("S9", 1))
                        .at("/S9/errors/0/code")
                        .asInt())
                .isEqualTo(1002);
    }

    @Test
    void priceIsWholeRupeesBelowMrp() throws IOException {
        world.liveOnFlipkart(account, "S1", FSN, 5);
        Object fine = Map.of("mrp", 1499, "selling_price", 999, "currency", "INR");
        Object fraction = Map.of("mrp", 1499, "selling_price", 999.5, "currency", "INR");
        assertThat(price(fine)).isEqualTo("SUCCESS");
        assertThat(detail("S1").at("/available/S1/price/selling_price").asInt()).isEqualTo(999);
        assertThat(price(fraction)).isEqualTo("FAILURE");
    }

    private String price(Object price) throws IOException {
        return program.post(BASE + "/update/price", Map.of("S1", Map.of("product_id", FSN, "price", price)))
                .at("/S1/status")
                .asText();
    }

    @Test
    void searchListsAllByPagesOfFiveHundred() throws IOException {
        for (int batch = 0; batch < 51; batch++) {
            ObjectNode ten = Json.MAPPER.createObjectNode();
            for (int i = 0; i < 10; i++) {
                ten.setAll(World.offer(account, "S" + (batch * 10 + i), FSN, 1));
            }
            program.post(BASE, ten);
        }
        world.clock.pass(World.LIVE);
        Reply first = program.post(BASE + "/search", Map.of("filters", Map.of("listing_status", "ACTIVE")));
        assertThat(first.at("/listings")).hasSize(500);
        assertThat(first.at("/has_more").asBoolean()).isTrue();
        Reply second = program.post(
                BASE + "/search",
                Map.of("filters", Map.of(), "page_id", first.at("/next_page_id").asText()));
        List<String> skus = new ArrayList<>(first.json().findValuesAsText("sku_id"));
        skus.addAll(second.json().findValuesAsText("sku_id"));
        assertThat(skus).hasSize(510).doesNotHaveDuplicates();
        assertThat(second.at("/has_more").asBoolean()).isFalse();
    }

    @Test
    void thousandCallsAnHourThenTooMany() throws IOException {
        world.fault(Map.of("fault", "rate", "partner", "flipkart", "calls", 5));
        for (int i = 0; i < 5; i++) {
            assertThat(program.get("/flipkart/sellers/locations/allLocations").status())
                    .isEqualTo(200);
        }
        Reply refused = program.get("/flipkart/sellers/locations/allLocations");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("retry-after")).isEqualTo("3600");
        world.clock.pass(Duration.ofHours(1));
        assertThat(program.get("/flipkart/sellers/locations/allLocations").status())
                .isEqualTo(200);
    }

    @Test
    void eachLocationHasItsOwnCountAndMayBeClosed() throws IOException {
        JsonNode seller = world.anyone()
                .post(
                        "/sandbox/api/accounts",
                        Map.of("partner", "flipkart", "name", "two", "otherLocationIds", List.of("LOC-2")))
                .json();
        String first = seller.path("locationId").asText();
        program = world.flipkart(seller);
        ObjectNode offer = World.offer(seller, "S1", FSN, 5);
        ((ArrayNode) offer.at("/S1/locations"))
                .addObject()
                .put("id", "LOC-2")
                .put("status", "ENABLED")
                .put("inventory", 3);
        assertThat(program.post(BASE, offer).at("/S1/status").asText()).isEqualTo("SUCCESS");
        world.clock.pass(World.LIVE);
        assertThat(shelves()).containsExactly(first + " ENABLED 5", "LOC-2 ENABLED 3");

        world.buy("flipkart", 1);
        count(Map.of("id", "LOC-2", "inventory", 2));
        assertThat(shelves()).containsExactly(first + " ENABLED 4", "LOC-2 ENABLED 2");
        count(Map.of("id", first, "status", "DISABLED", "inventory", 0));
        assertThat(shelves()).containsExactly(first + " DISABLED 0", "LOC-2 ENABLED 2");
        count(Map.of("id", first, "inventory", 7));
        assertThat(shelves()).as("closed until it is opened").containsExactly(first + " DISABLED 0", "LOC-2 ENABLED 2");
        world.restart();
        program = world.flipkart(seller);
        count(Map.of("id", first, "status", "ENABLED", "inventory", 7));
        assertThat(shelves()).containsExactly(first + " ENABLED 7", "LOC-2 ENABLED 2");

        program.post(BASE + "/update", World.offer(seller, "S1", FSN, 6));
        assertThat(shelves()).as("what an update leaves out is gone").containsExactly(first + " ENABLED 6");
    }

    private void count(Map<String, Object> location) throws IOException {
        Object line = Map.of("product_id", FSN, "locations", List.of(location));
        assertThat(program.post(BASE + "/update/inventory", Map.of("S1", line))
                        .at("/S1/status")
                        .asText())
                .isEqualTo("SUCCESS");
    }

    private List<String> shelves() throws IOException {
        List<String> shelves = new ArrayList<>();
        detail("S1")
                .at("/available/S1/locations")
                .forEach(shelf -> shelves.add(shelf.path("id").asText() + " "
                        + shelf.path("status").asText() + " "
                        + shelf.path("inventory").asInt()));
        return shelves;
    }
}
