package org.haat.sandbox.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.haat.sandbox.Browser;
import org.haat.sandbox.Reply;
import org.haat.sandbox.World;
import org.haat.sandbox.journal.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedsTest {
    private static final String FEEDS = "/amazon/feeds/2021-06-30";
    private static final String TYPE = "application/json; charset=UTF-8";
    private static final Duration DONE = Duration.ofMinutes(4);

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

    private ObjectNode feed() {
        ObjectNode feed = Json.MAPPER.createObjectNode();
        feed.putObject("header")
                .put("sellerId", account.path("sellerId").asText())
                .put("version", "2.0");
        feed.putArray("messages");
        return feed;
    }

    private static ObjectNode message(ObjectNode feed, int id, String sku, String operation) {
        return ((ArrayNode) feed.path("messages"))
                .addObject()
                .put("messageId", id)
                .put("sku", sku)
                .put("operationType", operation)
                .put("productType", "SAREE");
    }

    private String submit(Object content, String feedType) throws IOException {
        Reply document = program.post(FEEDS + "/documents", Map.of("contentType", TYPE));
        assertThat(document.status()).isEqualTo(201);
        Reply upload = world.anyone()
                .with("content-type", TYPE)
                .send("PUT", document.at("/url").asText(), content);
        assertThat(upload.status()).isEqualTo(200);
        Reply created = program.post(
                FEEDS + "/feeds",
                Map.of(
                        "feedType", feedType,
                        "marketplaceIds", List.of(World.INDIA),
                        "inputFeedDocumentId", document.at("/feedDocumentId").asText()));
        assertThat(created.status()).isEqualTo(202);
        return created.at("/feedId").asText();
    }

    private String status(String feedId) throws IOException {
        return program.get(FEEDS + "/feeds/" + feedId).at("/processingStatus").asText();
    }

    private JsonNode report(String feedId) throws IOException {
        String id = program.get(FEEDS + "/feeds/" + feedId)
                .at("/resultFeedDocumentId")
                .asText();
        Reply document = program.get(FEEDS + "/documents/" + id);
        byte[] bytes = world.anyone().get(document.at("/url").asText()).bytes();
        boolean packed = document.at("/compressionAlgorithm").asText().equals("GZIP");
        return Json.MAPPER.readTree(
                packed ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes() : bytes);
    }

    @Test
    void goodMessagesGoInAndBadOnesAreReported() throws IOException {
        ObjectNode feed = feed();
        message(feed, 1, "S1", "UPDATE").set("attributes", World.saree(5).path("attributes"));
        message(feed, 2, "S2", "UPDATE").set("attributes", World.saree(5).path("attributes"));
        ((ObjectNode) feed.at("/messages/1/attributes")).remove("brand");
        message(feed, 2, "S3", "DELETE");
        String id = submit(feed, "JSON_LISTINGS_FEED");
        assertThat(status(id)).isEqualTo("IN_QUEUE");
        world.clock.pass(Duration.ofSeconds(31));
        assertThat(status(id)).isEqualTo("IN_PROGRESS");
        world.clock.pass(DONE);
        assertThat(status(id)).isEqualTo("DONE");
        JsonNode report = report(id);
        assertThat(report.at("/summary/messagesAccepted").asInt()).isEqualTo(1);
        assertThat(report.at("/summary/messagesInvalid").asInt()).isEqualTo(2);
        assertThat(report.at("/issues/0/code").asText()).isEqualTo("90220");
        world.clock.pass(World.LIVE);
        assertThat(program.get(World.item(account, "S1")).status()).isEqualTo(200);
        assertThat(program.get(World.item(account, "S2")).status()).isEqualTo(404);
    }

    @Test
    void patchAndPartialUpdateChangeStock() throws IOException {
        world.liveOnAmazon(account, "S1", 5);
        ObjectNode feed = feed();
        message(feed, 1, "S1", "PATCH")
                .putArray("patches")
                .addObject()
                .put("op", "merge")
                .put("path", "/attributes/fulfillment_availability")
                .putArray("value")
                .addObject()
                .put("fulfillment_channel_code", "DEFAULT")
                .put("quantity", 9);
        submit(feed, "JSON_LISTINGS_FEED");
        world.clock.pass(DONE);
        world.clock.pass(Duration.ofMinutes(1));
        assertThat(program.get(World.item(account, "S1") + "&includedData=fulfillmentAvailability")
                        .at("/fulfillmentAvailability/0/quantity")
                        .asInt())
                .isEqualTo(9);
    }

    @Test
    void uploadNeedsTheExactContentType() throws IOException {
        Reply document = program.post(FEEDS + "/documents", Map.of("contentType", TYPE));
        String url = document.at("/url").asText();
        Reply wrong = world.anyone().with("content-type", "application/json").send("PUT", url, "{}");
        assertThat(wrong.status()).isEqualTo(403);
        assertThat(wrong.text()).contains("SignatureDoesNotMatch");
        world.clock.pass(Duration.ofMinutes(6));
        assertThat(world.anyone()
                        .with("content-type", TYPE)
                        .send("PUT", url, "{}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void onlyAQueuedFeedIsCancelled() throws IOException {
        String id = submit(feed(), "JSON_LISTINGS_FEED");
        assertThat(program.delete(FEEDS + "/feeds/" + id).status()).isEqualTo(200);
        assertThat(status(id)).isEqualTo("CANCELLED");
        assertThat(program.delete(FEEDS + "/feeds/" + id).status()).isEqualTo(400);
    }

    @Test
    void oldFeedTypesAndEmptyFeedsEndFatal() throws IOException {
        ObjectNode feed = feed();
        message(feed, 1, "S1", "DELETE");
        String old = submit(feed, "POST_PRODUCT_DATA");
        String empty = submit(feed(), "JSON_LISTINGS_FEED");
        String broken = submit("{", "JSON_LISTINGS_FEED");
        world.clock.pass(DONE);
        assertThat(List.of(status(old), status(empty), status(broken))).containsOnly("FATAL");
    }

    @Test
    void feedMayNeverEnd() throws IOException {
        world.fault(Map.of("fault", "never-live", "operation", "createFeed", "count", 1));
        ObjectNode feed = feed();
        message(feed, 1, "S1", "DELETE");
        String id = submit(feed, "JSON_LISTINGS_FEED");
        world.clock.pass(Duration.ofHours(20));
        program = world.amazon(account);
        assertThat(status(id)).isEqualTo("IN_PROGRESS");
        assertThat(program.get(FEEDS + "/feeds?feedTypes=JSON_LISTINGS_FEED&processingStatuses=IN_PROGRESS")
                        .at("/feeds"))
                .hasSize(1);
    }
}
