package org.haat.sandbox.flipkart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.haat.sandbox.Browser;
import org.haat.sandbox.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReturnsTest {
    private static final String RETURNS = "/flipkart/sellers/v2/returns?source=";

    @TempDir
    Path data;

    private World world;
    private Browser program;
    private JsonNode account;

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

    /** @return the item's id */
    private String delivered() throws IOException {
        JsonNode placed = world.buy("flipkart", 1).at("/placed/0");
        String item = placed.at("/lines/0/itemId").asText();
        assertThat(back(placed.path("orderId").asText())).as("not delivered").isEqualTo(409);
        world.clock.pass(Duration.ofSeconds(61));
        JsonNode shipment = program.get("/flipkart/sellers/v3/shipments?orderItemIds=" + item)
                .at("/shipments/0");
        String id = shipment.path("shipmentId").asText();
        String place = shipment.path("locationId").asText();
        program.post(
                "/flipkart/sellers/v3/shipments/labels",
                "{\"shipments\":[{\"shipmentId\":\"" + id + "\",\"locationId\":\"" + place
                        + "\",\"taxItems\":[{\"orderItemId\":\"" + item + "\",\"taxRate\":5,\"quantity\":1}],"
                        + "\"invoices\":[{\"orderId\":\""
                        + placed.path("orderId").asText()
                        + "\",\"invoiceDate\":\"2026-11-21\",\"invoiceNumber\":\"1\"}],"
                        + "\"subShipments\":[{\"subShipmentId\":\"SS-1\",\"dimensions\":{\"weight\":0.4}}]}]}");
        world.clock.pass(Duration.ofSeconds(11));
        program.post(
                "/flipkart/sellers/v3/shipments/dispatch",
                Map.of("shipmentIds", java.util.List.of(id), "locationId", place));
        world.clock.pass(Duration.ofDays(4));
        program = world.flipkart(account);
        return item;
    }

    @Test
    void deliveredItemComesBackStepByStepAndIsFoundByItsSourceAndChange() throws IOException {
        String item = delivered();
        assertThat(program.post(
                                "/flipkart/sellers/returns/sandbox/create_returns",
                                Map.of("orderItemId", item, "returnType", "customer"))
                        .status())
                .isEqualTo(200);

        JsonNode row = program.get(RETURNS + "customer_return").at("/returnItems/0");
        assertThat(row.path("orderItemId").asText()).isEqualTo(item);
        assertThat(row.path("status").asText()).isEqualTo("created");
        assertThat(row.path("trackingId").isNull()).isTrue();
        assertThat(program.get(RETURNS + "courier_return").at("/returnItems")).isEmpty();

        world.clock.pass(Duration.ofDays(4));
        program = world.flipkart(account);
        JsonNode back = program.get(RETURNS + "customer_return&returnIds="
                        + row.path("returnId").asText())
                .at("/returnItems/0");
        assertThat(back.path("status").asText()).isEqualTo("completed");
        assertThat(back.path("trackingId").asText()).startsWith("RTN");
        assertThat(program.get(RETURNS + "customer_return&modifiedAfter=2030-01-01T00:00:00%2B05:30")
                        .at("/returnItems"))
                .isEmpty();
    }

    @Test
    void nothingComesBackTwiceOrBeforeItWasDelivered() throws IOException {
        String item = delivered();
        Map<String, String> wish = Map.of("account", "wb-prd", "orderItemId", item);
        assertThat(world.anyone().post("/sandbox/api/flipkart/returns", wish).status())
                .isEqualTo(201);
        assertThat(world.anyone().post("/sandbox/api/flipkart/returns", wish).status())
                .isEqualTo(409);
        assertThat(program.get("/flipkart/sellers/v2/returns").status())
                .as("source is mandatory")
                .isEqualTo(400);
    }

    private int back(String order) throws IOException {
        return world.anyone()
                .post("/sandbox/api/flipkart/returns", Map.of("account", "wb-prd", "orderId", order))
                .status();
    }
}
