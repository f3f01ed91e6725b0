package org.haat.sandbox.unkindness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haat.sandbox.Browser;
import org.haat.sandbox.Reply;
import org.haat.sandbox.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnkindnessTest {
    private static final String ORDERS = "/amazon/orders/2026-01-01/orders?createdAfter=2026-01-01T00:00:00Z";
    private static final String LOCATIONS = "/flipkart/sellers/locations/allLocations";

    @TempDir
    Path data;

    private World world;
    private JsonNode account;
    private Browser program;
    private Browser flipkart;

    @BeforeEach
    void start() throws IOException {
        world = new World(data);
        account = world.account("amazon-in", "wb-prd");
        program = world.amazon(account);
        flipkart = world.flipkart(world.account("flipkart", "wb-prd"));
    }

    @AfterEach
    void stop() throws IOException {
        world.close();
    }

    private void on(String fault, Object... settings) throws IOException {
        Map<String, Object> wish = new HashMap<>(Map.of("fault", fault));
        for (int i = 0; i < settings.length; i += 2) {
            wish.put((String) settings[i], settings[i + 1]);
        }
        assertThat(world.fault(wish).status()).isIn(200, 201);
    }

    private Reply put(String sku) throws IOException {
        return program.send("PUT", World.item(account, sku), World.saree(5));
    }

    private boolean reached(String sku) throws IOException {
        return world.anyone()
                        .get("/sandbox/api/listings?sku=" + sku)
                        .at("/listings")
                        .size()
                == 1;
    }

    @Test
    void throttleWithAndWithoutRetryAfter() throws IOException {
        on("throttle", "operation", "searchOrders", "count", 1);
        on("throttle", "operation", "getLocations", "count", 1, "retryAfter", 7);
        Reply amazon = program.get(ORDERS);
        assertThat(amazon.status()).isEqualTo(429);
        assertThat(amazon.header("retry-after")).isEmpty();
        Reply other = flipkart.get(LOCATIONS);
        assertThat(other.status()).isEqualTo(429);
        assertThat(other.header("retry-after")).isEqualTo("7");
        assertThat(program.get(ORDERS).status()).as("once only").isEqualTo(200);
    }

    @Test
    void failuresComeInTheMarketplacesShapeAndChangeNothing() throws IOException {
        on("status", "operation", "putListingsItem", "status", 503, "count", 1);
        Reply reply = put("S1");
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.at("/errors/0/code").asText()).isEqualTo("ServiceUnavailable");
        assertThat(reached("S1")).isFalse();
    }

    @Test
    void failureMayHideThatItTookEffect() throws IOException {
        on("status", "operation", "putListingsItem", "count", 1, "applied", true);
        assertThat(put("S1").status()).isEqualTo(500);
        assertThat(reached("S1")).isTrue();
    }

    @Test
    void hangKeepsTheCallerWaitingAlthoughItTookEffect() throws IOException {
        on("hang", "operation", "putListingsItem", "count", 1);
        Browser impatient = program.patientFor(Duration.ofMillis(300));
        assertThatThrownBy(() -> impatient.send("PUT", World.item(account, "S1"), World.saree(5)))
                .isInstanceOf(HttpTimeoutException.class);
        assertThat(reached("S1")).isTrue();
        assertThat(lastCall().path("status").asInt()).isZero();
    }

    @Test
    void resetComesAfterTheBodyWasRead() throws IOException {
        on("reset", "operation", "putListingsItem", "count", 1);
        assertThatThrownBy(() -> put("S1")).isInstanceOf(IOException.class);
        assertThat(reached("S1")).isTrue();
        assertThat(put("S2").status()).isEqualTo(200);
    }

    private JsonNode lastCall() throws IOException {
        return world.anyone().get("/sandbox/api/calls?limit=1").at("/calls/0");
    }

    @Test
    void twoHundredMayCarryAnError() throws IOException {
        on("error-in-200", "operation", "searchOrders", "count", 1);
        Reply reply = program.get(ORDERS);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/errors")).hasSize(1);
    }

    @Test
    void bodiesAreCutOrNotJsonOrVeryLong() throws IOException {
        String whole = program.get(ORDERS).text();
        on("truncated", "operation", "searchOrders", "count", 1);
        assertThat(program.get(ORDERS).text()).hasSize(whole.length() / 2);
        on("html", "operation", "searchOrders", "count", 1);
        Reply html = program.get(ORDERS);
        assertThat(html.status()).isEqualTo(503);
        assertThat(html.text()).startsWith("<html>");
        on("huge", "operation", "searchOrders", "count", 1);
        assertThat(program.get(ORDERS).bytes()).hasSize(10 * 1024 * 1024);
    }

    @Test
    void charsetLies() throws IOException {
        on("wrong-charset", "operation", "searchOrders", "count", 1);
        Reply reply = program.get(ORDERS);
        assertThat(reply.header("content-type")).contains("utf-8");
        assertThat(new String(reply.bytes(), StandardCharsets.UTF_16)).contains("orders");
        assertThat(reply.text()).doesNotContain("orders");
    }

    @Test
    void redirectPointsSomewhereElse() throws IOException {
        on("redirect", "operation", "searchOrders", "count", 1, "location", "http://127.0.0.1:1/");
        Reply reply = program.get(ORDERS);
        assertThat(reply.status()).isEqualTo(307);
        assertThat(reply.header("location")).isEqualTo("http://127.0.0.1:1/");
    }

    @Test
    void slowAnswerIsTrueAndLate() throws IOException {
        on("slow", "operation", "searchOrders", "count", 1, "millis", 300);
        long start = System.nanoTime();
        assertThat(program.get(ORDERS).status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(290));
    }

    @Test
    void tokensEndNow() throws IOException {
        on("expire-tokens", "partner", "flipkart");
        assertThat(flipkart.get(LOCATIONS).status()).isEqualTo(401);
        assertThat(program.get(ORDERS).status()).as("only Flipkart's").isEqualTo(200);
        assertThat(world.anyone().get("/sandbox/api/unkindness").at("/on")).isEmpty();
    }

    @Test
    void listingNeverGoesLiveOrGetsAnIssue() throws IOException {
        on("never-live", "partner", "amazon-in", "sku", "S1");
        on(
                "issue",
                "partner",
                "amazon-in",
                "sku",
                "S2",
                "issue",
                Map.of("code", "18027", "message", "Text on picture"));
        put("S1");
        put("S2");
        put("S3");
        world.clock.pass(World.LIVE);
        assertThat(program.get(World.item(account, "S1")).status()).isEqualTo(404);
        Reply suppressed = program.get(World.item(account, "S2") + "&includedData=summaries,issues");
        assertThat(suppressed.at("/summaries/0/status")).isEmpty();
        assertThat(suppressed.at("/issues/0/code").asText()).isEqualTo("18027");
        assertThat(program.get(World.item(account, "S3")).at("/summaries/0/status"))
                .isNotEmpty();
    }

    @Test
    void partOfABatchFails() throws IOException {
        JsonNode seller = world.account("flipkart", "wb-prd");
        world.product("SARHANDLOOM00001");
        var batch = World.offer(seller, "S1", "SARHANDLOOM00001", 1);
        batch.setAll(World.offer(seller, "S2", "SARHANDLOOM00001", 1));
        on("partial-failure", "operation", "createListings", "sku", "S2", "message", "Try later");
        Reply reply = flipkart.post("/flipkart/sellers/listings/v3", batch);
        assertThat(reply.at("/S1/status").asText()).isEqualTo("SUCCESS");
        assertThat(reply.at("/S2/errors/0/description").asText()).isEqualTo("Try later");
    }

    @Test
    void pageRepeatsAndOrderComesTwice() throws IOException {
        world.liveOnAmazon(account, "S1", 9);
        world.buy("amazon-in", 6);
        world.clock.pass(Duration.ofMinutes(10));
        on("repeat-page", "operation", "searchOrders", "count", 1);
        List<String> repeated = walk();
        assertThat(repeated).hasSize(8).startsWith(repeated.get(0), repeated.get(1), repeated.get(0), repeated.get(1));
        on("duplicate-orders", "operation", "searchOrders", "count", 1);
        List<String> doubled = walk();
        assertThat(doubled).hasSize(7);
        assertThat(doubled.get(2)).isEqualTo(doubled.get(1));
    }

    private List<String> walk() throws IOException {
        List<String> ids = new ArrayList<>();
        Reply page = program.get(ORDERS + "&maxResultsPerPage=2");
        ids.addAll(page.json().findValuesAsText("orderId"));
        while (page.json().has("pagination") && ids.size() < 100) {
            page = program.get(ORDERS + "&maxResultsPerPage=2&paginationToken="
                    + page.at("/pagination/nextToken").asText());
            ids.addAll(page.json().findValuesAsText("orderId"));
        }
        return ids;
    }

    @Test
    void switchEndsByTimeAndByHand() throws IOException {
        on("status", "operation", "searchOrders", "seconds", 30);
        assertThat(program.get(ORDERS).status()).isEqualTo(500);
        world.clock.pass(Duration.ofSeconds(30));
        assertThat(program.get(ORDERS).status()).isEqualTo(200);
        world.anyone().send("PUT", "/sandbox/api/unkindness/mine", Map.of("fault", "status"));
        assertThat(program.get(ORDERS).status()).isEqualTo(500);
        assertThat(world.anyone().delete("/sandbox/api/unkindness/mine").status())
                .isEqualTo(204);
        assertThat(world.anyone().delete("/sandbox/api/unkindness/mine").status())
                .isEqualTo(404);
        assertThat(program.get(ORDERS).status()).isEqualTo(200);
    }

    @Test
    void otherAccountsDoNotFeelIt() throws IOException {
        on("status", "account", "rj-ruda");
        assertThat(program.get(ORDERS).status()).isEqualTo(200);
    }

    @Test
    void unknownFaultIsRefusedWithTheKnownOnes() throws IOException {
        Reply reply = world.fault(Map.of("fault", "grumpy"));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/detail").asText()).contains("throttle").contains("wrong-charset");
    }
}
