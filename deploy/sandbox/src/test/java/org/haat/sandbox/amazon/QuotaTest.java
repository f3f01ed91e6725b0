package org.haat.sandbox.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.haat.sandbox.Browser;
import org.haat.sandbox.Reply;
import org.haat.sandbox.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuotaTest {
    private static final String ORDERS = "/amazon/orders/2026-01-01/orders?createdAfter=2026-01-01T00:00:00Z";

    @TempDir
    Path data;

    private static int untilThrottled(Browser program, String path) throws IOException {
        int calls = 0;
        while (program.get(path).status() != 429 && calls < 200) {
            calls++;
        }
        return calls;
    }

    @Test
    void burstThenRateThenRefill() throws IOException {
        try (World world = new World(data)) {
            Browser program = world.amazon(world.account("amazon-in", "wb-prd"));
            assertThat(program.get(ORDERS).header("x-amzn-ratelimit-limit")).isEqualTo("0.0056");
            assertThat(untilThrottled(program, ORDERS)).isEqualTo(19);
            Reply refused = program.get(ORDERS);
            assertThat(refused.at("/errors/0/code").asText()).isEqualTo("QuotaExceeded");
            assertThat(refused.header("x-amzn-requestid")).isNotEmpty();
            assertThat(refused.header("retry-after")).isEmpty();
            world.clock.pass(Duration.ofSeconds(178));
            assertThat(program.get(ORDERS).status()).isEqualTo(429);
            world.clock.pass(Duration.ofSeconds(1));
            assertThat(program.get(ORDERS).status()).isEqualTo(200);
        }
    }

    @Test
    void speedShortensTheRefillNotTheBurst() throws IOException {
        try (World world = new World(data, 0.01)) {
            Browser program = world.amazon(world.account("amazon-in", "wb-prd"));
            assertThat(program.get(ORDERS).header("x-amzn-ratelimit-limit")).isEqualTo("0.56");
            assertThat(untilThrottled(program, ORDERS)).isEqualTo(19);
            world.clock.pass(Duration.ofMillis(1_800));
            assertThat(program.get(ORDERS).status()).isEqualTo(200);
        }
    }

    @Test
    void bucketsAreOfOneAccountAndOneOperation() throws IOException {
        try (World world = new World(data)) {
            JsonNode account = world.account("amazon-in", "wb-prd");
            Browser program = world.amazon(account);
            untilThrottled(program, ORDERS);
            assertThat(program.get(World.item(account, "S1")).status()).isEqualTo(404);
            Browser other = world.amazon(world.account("amazon-in", "rj-ruda"));
            assertThat(other.get(ORDERS).status()).isEqualTo(200);
        }
    }

    @Test
    void quotaShrinksLive() throws IOException {
        try (World world = new World(data)) {
            JsonNode account = world.account("amazon-in", "wb-prd");
            Browser program = world.amazon(account);
            assertThat(program.get(World.item(account, "S1")).header("x-amzn-ratelimit-limit"))
                    .isEqualTo("5.0");
            world.fault(Map.of("fault", "rate", "operation", "getListingsItem", "rate", 1, "burst", 2));
            assertThat(program.get(World.item(account, "S1")).header("x-amzn-ratelimit-limit"))
                    .isEqualTo("1.0");
            assertThat(untilThrottled(program, World.item(account, "S1"))).isEqualTo(1);
        }
    }
}
