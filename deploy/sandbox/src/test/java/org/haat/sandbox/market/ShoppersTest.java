package org.haat.sandbox.market;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.haat.sandbox.Reply;
import org.haat.sandbox.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShoppersTest {
    @TempDir
    Path data;

    private World world;
    private JsonNode account;

    @BeforeEach
    void start() throws IOException {
        world = new World(data);
        account = world.account("amazon-in", "wb-prd");
    }

    @AfterEach
    void stop() throws IOException {
        world.close();
    }

    private Reply shop(Map<String, Object> wish) throws IOException {
        return world.anyone().post("/sandbox/api/buyers/orders", wish);
    }

    private int sold(String sku) throws IOException {
        int units = 0;
        for (JsonNode order : world.anyone().get("/sandbox/api/orders").at("/orders")) {
            for (JsonNode line : order.path("lines")) {
                units += line.path("sku").asText().equals(sku)
                        ? line.path("quantity").asInt()
                        : 0;
            }
        }
        return units;
    }

    private JsonNode listing(String sku) throws IOException {
        return world.anyone().get("/sandbox/api/listings?sku=" + sku).at("/listings/0");
    }

    @Test
    void neverMoreThanIsShown() throws IOException {
        world.liveOnAmazon(account, "S1", 7);
        Reply reply = shop(Map.of("partner", "amazon-in", "count", 30, "seed", 1));
        assertThat(sold("S1")).isEqualTo(7);
        assertThat(listing("S1").path("stock").asInt()).isZero();
        assertThat(reply.at("/notPlaced").asInt())
                .isEqualTo(30 - reply.at("/placed").size())
                .isPositive();
    }

    @Test
    void nothingIsSoldBeforeItIsLive() throws IOException {
        world.amazon(account).send("PUT", World.item(account, "S1"), World.saree(5));
        assertThat(shop(Map.of("partner", "amazon-in", "count", 3)).at("/placed"))
                .isEmpty();
    }

    @Test
    void wishedForQuantityIsTakenWholeOrNotAtAll() throws IOException {
        world.liveOnAmazon(account, "S1", 5);
        Map<String, Object> three = Map.of("partner", "amazon-in", "skus", List.of("S1"), "quantity", 3);
        assertThat(shop(three).at("/placed/0/lines/0/quantity").asInt()).isEqualTo(3);
        assertThat(shop(three).at("/placed")).isEmpty();
        assertThat(listing("S1").path("stock").asInt()).isEqualTo(2);
    }

    @Test
    void sameSeedShopsTheSameWayUnderNewNumbers() throws IOException {
        world.liveOnAmazon(account, "S1", 50);
        Map<String, Object> wish = Map.of("partner", "amazon-in", "count", 4, "seed", 9);
        List<String> first = shop(wish).json().findValuesAsText("orderId");
        List<String> second = shop(wish).json().findValuesAsText("orderId");
        assertThat(first).hasSize(4).doesNotContainAnyElementsOf(second);
    }

    @Test
    void buyersLiveWhereTheyAreWanted() throws IOException {
        world.liveOnAmazon(account, "S1", 50);
        Reply reply = shop(Map.of("partner", "amazon-in", "count", 5, "state", "IN-WB"));
        assertThat(reply.at("/placed").findValuesAsText("state")).containsOnly("West Bengal");
    }

    @Test
    void onlyThisSellersGoodsAreBought() throws IOException {
        JsonNode other = world.account("amazon-in", "rj-ruda");
        world.liveOnAmazon(account, "S1", 5);
        world.liveOnAmazon(other, "S1", 5);
        Reply reply = shop(Map.of("partner", "amazon-in", "count", 4, "account", "rj-ruda"));
        assertThat(reply.at("/placed").findValuesAsText("account")).containsOnly("rj-ruda");
    }

    @Test
    void cancelledAmazonOrderPutsTheUnitBack() throws IOException {
        world.liveOnAmazon(account, "S1", 5);
        String id = world.buy("amazon-in", 1).at("/placed/0/orderId").asText();
        assertThat(listing("S1").path("stock").asInt()).isEqualTo(4);
        Reply reply = world.anyone().post("/sandbox/api/buyers/cancellations", Map.of("orderId", id));
        assertThat(reply.at("/state").asText()).isEqualTo("CANCELLED");
        assertThat(listing("S1").path("stock").asInt()).isEqualTo(5);
    }

    @Test
    void eachMayCancelAnAmazonOrderAndOnlyTheSellerKeepsTheUnit() throws IOException {
        world.liveOnAmazon(account, "S1", 5);
        for (String by : List.of("buyer", "marketplace", "seller")) {
            String id = world.buy("amazon-in", 1).at("/placed/0/orderId").asText();
            assertThat(cancel(id, "seller").status())
                    .as("Seller Central knows no unpaid order")
                    .isEqualTo(409);
            world.clock.pass(java.time.Duration.ofMinutes(35));
            assertThat(cancel(id, by).at("/state").asText()).isEqualTo("CANCELLED");
            assertThat(cancel(id, by).status()).as("only once").isEqualTo(409);
        }
        assertThat(listing("S1").path("stock").asInt()).isEqualTo(4);
        assertThat(cancel("no-such", "buyer").status()).isEqualTo(409);
        assertThat(cancel("no-such", "nobody").status()).isEqualTo(400);
    }

    private Reply cancel(String order, String by) throws IOException {
        return world.anyone().post("/sandbox/api/cancellations", Map.of("orderId", order, "by", by));
    }

    @Test
    void badWishesAreRefused() throws IOException {
        for (Map<String, Object> wish : List.<Map<String, Object>>of(
                Map.of("partner", "nobody"),
                Map.of("partner", "flipkart", "count", 0),
                Map.of("partner", "flipkart", "quantity", -1))) {
            assertThat(shop(wish).status()).as(wish.toString()).isEqualTo(400);
        }
    }
}
