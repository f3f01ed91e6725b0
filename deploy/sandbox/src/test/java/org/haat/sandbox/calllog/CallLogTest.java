package org.haat.sandbox.calllog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

class CallLogTest {
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

    private List<JsonNode> lines() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(data.resolve("sandbox/calls.jsonl"))) {
            lines.add(Json.MAPPER.readTree(line));
        }
        return lines;
    }

    @Test
    void oneLineACallWithExactlyTheseFields() throws IOException {
        Browser program = world.amazon(account);
        program.send("PUT", World.item(account, "S%2F1"), World.saree(5));
        assertThat(lines()).hasSize(2);
        JsonNode call = lines().get(1);
        List<String> names = new ArrayList<>();
        call.fieldNames().forEachRemaining(names::add);
        assertThat(names)
                .containsExactly(
                        "time", "partner", "account", "method", "path", "query", "headers", "body", "status", "answer");
        assertThat(call.path("partner").asText()).isEqualTo("amazon-in");
        assertThat(call.path("account").asText()).isEqualTo("wb-prd");
        assertThat(call.path("path").asText()).as("as it was sent").endsWith("/S%2F1");
        assertThat(call.at("/query/marketplaceIds").asText()).isEqualTo(World.INDIA);
        assertThat(call.at("/body/attributes/brand/0/value").asText()).isEqualTo("Generic");
        assertThat(call.path("status").asInt()).isEqualTo(200);
        assertThat(call.at("/answer/status").asText()).isEqualTo("ACCEPTED");
    }

    @Test
    void secretsAreHidden() throws IOException {
        JsonNode seller = world.account("flipkart", "wb-prd");
        Browser program = world.amazon(account);
        String feed = program.post("/amazon/feeds/2021-06-30/documents", Map.of("contentType", "application/json"))
                .at("/url")
                .asText();
        world.flipkart(seller).get("/flipkart/sellers/locations/allLocations");
        world.anyone()
                .get("/flipkart/oauth-service/oauth/token?grant_type=refresh_token&refresh_token=very-secret-refresh");
        world.anyone().post("/amazon/auth/o2/token", Map.of("client_secret", "json-secret", "code", "one-time-code"));
        String log = Files.readString(data.resolve("sandbox/calls.jsonl"));
        assertThat(log)
                .doesNotContain(account.path("clientSecret").asText())
                .doesNotContain(account.path("refreshToken").asText())
                .doesNotContain(seller.path("appSecret").asText())
                .doesNotContain("Atza|")
                .doesNotContain("very-secret-refresh")
                .doesNotContain("json-secret")
                .doesNotContain("one-time-code")
                .doesNotContain(feed.replaceAll(".*X-Amz-Signature=", ""))
                .contains("(hidden)");
        assertThat(log).as("an error's code is no secret").doesNotContain("\"errors\":[{\"code\":\"(hidden)\"");
    }

    @Test
    void refusedAndUnknownCallsAreWrittenToo() throws IOException {
        world.anyone().get("/amazon/no/such/path");
        world.anyone().get("/flipkart/sellers/v3/shipments?shipmentIds=x");
        assertThat(lines()).extracting(l -> l.path("status").asInt()).containsExactly(404, 401);
        assertThat(lines().get(1).path("account").isNull()).isTrue();
    }

    @Test
    void controlCallsAreNotMarketplaceCalls() throws IOException {
        world.anyone().get("/sandbox/api/health");
        world.buy("amazon-in", 1);
        assertThat(lines()).isEmpty();
    }

    @Test
    void logAnswersQuestionsAndCountsOverARestart() throws IOException {
        Browser program = world.amazon(account);
        program.get(World.item(account, "S1"));
        program.get(World.item(account, "S2"));
        world.restart();
        world.amazon(account);
        assertThat(world.anyone()
                        .get("/sandbox/api/calls/counts")
                        .at("/amazon-in/wb-prd")
                        .toString())
                .isEqualTo("{\"getListingsItem\":2,\"lwaToken\":2}");
        assertThat(world.anyone()
                        .get("/sandbox/api/calls?partner=amazon&path=/S1")
                        .at("/calls"))
                .hasSize(1);
        assertThat(world.anyone().get("/sandbox/api/calls?since=yesterday").status())
                .isEqualTo(400);
        assertThat(world.anyone()
                        .get("/sandbox/api/calls?limit=2&account=wb-prd")
                        .at("/calls"))
                .hasSize(2);
    }

    @Test
    void anAnswerHoldsNoMoreThanFitsIntoMemoryAndSaysHowManyAreLeftOff() throws IOException {
        int length = CallLog.KEPT_BYTES;
        int fit = CallLog.FOUND_LENGTH / length;
        for (int i = 1; i <= fit + 3; i++) {
            world.anyone().post("/amazon/auth/o2/token?n=" + i, "x".repeat(length));
        }

        Reply found = world.anyone().get("/sandbox/api/calls?limit=100000");

        assertThat(found.at("/calls")).hasSizeBetween(2, fit);
        assertThat(found.at("/leftOff").asInt())
                .isEqualTo(fit + 3 - found.at("/calls").size());
        assertThat(found.at("/calls/" + (found.at("/calls").size() - 1) + "/query/n")
                        .asText())
                .as("the newest")
                .isEqualTo(String.valueOf(fit + 3));
    }

    @Test
    void longBodiesAreReplacedByTheirSize() throws IOException {
        world.anyone().post("/amazon/auth/o2/token", "x".repeat(CallLog.KEPT_BYTES + 1));
        assertThat(lines().get(0).path("body").asText()).startsWith("(262145 bytes");
    }
}
