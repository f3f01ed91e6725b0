package org.haat.sandbox.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.haat.sandbox.Browser;
import org.haat.sandbox.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {
    @TempDir
    Path data;

    private World world;

    @BeforeEach
    void start() throws IOException {
        world = new World(data);
    }

    @AfterEach
    void stop() throws IOException {
        world.close();
    }

    private String truth() throws IOException {
        return world.anyone().get("/sandbox/api/listings").text()
                + world.anyone().get("/sandbox/api/orders").text()
                + world.anyone().get("/sandbox/api/accounts").text();
    }

    @Test
    void everythingIsThereAgain() throws IOException {
        JsonNode amazon = world.account("amazon-in", "wb-prd");
        JsonNode flipkart = world.account("flipkart", "wb-prd");
        world.liveOnAmazon(amazon, "S1", 9);
        world.liveOnFlipkart(flipkart, "S1", "SARHANDLOOM00001", 9);
        world.buy("amazon-in", 3);
        world.buy("flipkart", 3);
        Browser program = world.amazon(amazon);
        String before = truth();
        world.restart();
        assertThat(truth()).isEqualTo(before);
        assertThat(world.account("amazon-in", "wb-prd")).isEqualTo(amazon);
        assertThat(program.get(world.origin() + World.item(amazon, "S1")).status())
                .as("the token holds")
                .isEqualTo(200);
    }

    @Test
    void whatWasUnderWayGoesOn() throws IOException {
        JsonNode account = world.account("amazon-in", "wb-prd");
        world.liveOnAmazon(account, "S1", 9);
        String order = world.buy("amazon-in", 1).at("/placed/0/orderId").asText();
        world.amazon(account).send("PUT", World.item(account, "S2"), World.saree(5));
        world.restart();
        world.clock.pass(Duration.ofMinutes(6));
        Browser program = world.amazon(account);
        assertThat(program.get(World.item(account, "S2")).at("/summaries/0/status"))
                .hasSize(2);
        assertThat(program.get("/amazon/orders/2026-01-01/orders/" + order + "?includedData=FULFILLMENT")
                        .at("/order/fulfillment/fulfillmentStatus")
                        .asText())
                .isEqualTo("UNSHIPPED");
    }

    @Test
    void startCompactsAndDropsATornLine() throws IOException {
        JsonNode account = world.account("amazon-in", "wb-prd");
        world.liveOnAmazon(account, "S1", 9);
        world.buy("amazon-in", 5);
        String before = truth();
        Path journal = data.resolve("sandbox/state.jsonl");
        long lines = Files.readAllLines(journal).size();
        Files.writeString(journal, "{\"kind\":\"offer\",\"key\":\"torn", StandardOpenOption.APPEND);
        world.restart();
        assertThat(truth()).isEqualTo(before);
        assertThat(Files.readAllLines(journal).size()).isLessThan((int) lines);
        world.restart();
        assertThat(truth()).isEqualTo(before);
    }
}
