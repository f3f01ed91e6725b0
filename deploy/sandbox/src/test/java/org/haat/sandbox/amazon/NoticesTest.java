package org.haat.sandbox.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.haat.sandbox.Browser;
import org.haat.sandbox.Reply;
import org.haat.sandbox.World;
import org.haat.sandbox.journal.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notifications as they lie in the seller's queue. */
class NoticesTest {
    private static final String API = "/amazon/notifications/v1";
    private static final Duration SENT = Duration.ofSeconds(11);

    @TempDir
    Path data;

    private final List<JsonNode> came = new ArrayList<>();
    private World world;
    private JsonNode account;
    private JsonNode queue;
    private Browser program;
    private Browser application;

    @BeforeEach
    void start() throws IOException {
        world = new World(data);
        account = world.account("amazon-in", "wb-prd");
        queue = world.anyone()
                .post("/sandbox/api/amazon/queues", Map.of("name", "haat"))
                .json();
        program = world.amazon(account);
        application = world.amazonProgram(account);
    }

    @AfterEach
    void stop() throws IOException {
        world.close();
    }

    private Reply createDestination() throws IOException {
        return application.post(
                API + "/destinations",
                Map.of(
                        "name",
                        "haat",
                        "resourceSpecification",
                        Map.of("sqs", Map.of("arn", queue.path("arn").asText()))));
    }

    private Reply subscribe(String type, String version, String destination) throws IOException {
        return program.post(
                API + "/subscriptions/" + type, Map.of("payloadVersion", version, "destinationId", destination));
    }

    private void subscribe(String type, String version) throws IOException {
        Reply destination = createDestination();
        String id = destination.status() == 409
                ? application
                        .get(API + "/destinations")
                        .at("/payload/0/destinationId")
                        .asText()
                : destination.at("/payload/destinationId").asText();
        assertThat(subscribe(type, version, id).status()).isEqualTo(200);
    }

    /** Whatever lies in the queue now; what was taken before stays hidden. */
    private List<JsonNode> taken() throws IOException {
        Reply reply = world.anyone()
                .with("content-type", "application/x-amz-json-1.0")
                .with("x-amz-target", "AmazonSQS.ReceiveMessage")
                .post(
                        queue.path("url").asText(),
                        Map.of("QueueUrl", queue.path("url").asText(), "MaxNumberOfMessages", 10));
        for (JsonNode message : reply.json().path("Messages")) {
            came.add(Json.MAPPER.readTree(message.path("Body").asText()));
        }
        return came;
    }

    private void awaitMessages(int count) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(taken())
                .hasSize(count));
    }

    @Test
    void onlyAnApplicationMakesDestinationsAndOnlyASellerSubscribes() throws IOException {
        Reply made = createDestination();
        String destination = made.at("/payload/destinationId").asText();

        assertThat(made.status()).isEqualTo(200);
        assertThat(createDestination().status()).isEqualTo(409);
        assertThat(program.get(API + "/destinations").status()).isEqualTo(403);
        assertThat(subscribe("ORDER_CHANGE", "1.0", "another").status()).isEqualTo(400);
        assertThat(subscribe("ORDER_CHANGE", "9.9", destination).status()).isEqualTo(400);
        assertThat(subscribe("ORDER_CHANGE", "1.0", destination).status()).isEqualTo(200);
        assertThat(subscribe("ORDER_CHANGE", "1.0", destination).status()).isEqualTo(409);
        assertThat(program.get(API + "/subscriptions/ORDER_CHANGE")
                        .at("/payload/destinationId")
                        .asText())
                .isEqualTo(destination);
        assertThat(application.get(API + "/subscriptions/ORDER_CHANGE").status())
                .isEqualTo(403);
    }

    @Test
    void orderIsToldWithCapitalsAndItsIdOnceForEachStatus() throws IOException {
        subscribe("ORDER_CHANGE", "1.0");
        world.liveOnAmazon(account, "S1", 5);
        String order = world.buy("amazon-in", 1).at("/placed/0/orderId").asText();
        world.clock.pass(Duration.ofMinutes(5));

        awaitMessages(2);

        assertThat(came).allSatisfy(message -> {
            assertThat(message.path("NotificationType").asText()).isEqualTo("ORDER_CHANGE");
            assertThat(message.at("/Payload/OrderChangeNotification/AmazonOrderId")
                            .asText())
                    .isEqualTo(order);
            assertThat(message.at("/NotificationMetadata/NotificationId").asText())
                    .isNotEmpty();
        });
        assertThat(came)
                .extracting(message -> message.at("/Payload/OrderChangeNotification/Summary/OrderStatus")
                        .asText())
                .containsExactlyInAnyOrder("Pending", "Unshipped");
    }

    @Test
    void switchesLoseDoubleAndHoldBackWhatIsTold() throws IOException {
        subscribe("LISTINGS_ITEM_STATUS_CHANGE", "1.0");
        world.fault(Map.of("fault", "push-lost", "partner", "amazon-in", "count", 1));
        world.liveOnAmazon(account, "LOST", 5);
        world.fault(Map.of("fault", "push-twice", "partner", "amazon-in", "count", 1));
        world.liveOnAmazon(account, "TWICE", 5);
        world.fault(Map.of("fault", "push-out-of-order", "partner", "amazon-in", "count", 1));
        world.liveOnAmazon(account, "LATE", 5);
        world.liveOnAmazon(account, "SOON", 5);

        awaitMessages(4);

        assertThat(came)
                .extracting(message -> message.at("/Payload/Sku").asText())
                .containsExactlyInAnyOrder("TWICE", "TWICE", "SOON", "LATE");
        assertThat(came)
                .filteredOn(message -> message.at("/Payload/Sku").asText().equals("TWICE"))
                .extracting(message ->
                        message.at("/NotificationMetadata/NotificationId").asText())
                .satisfies(ids -> assertThat(Set.copyOf(ids)).hasSize(1));
    }

    @Test
    void subscriptionsOutliveARestartAndAnybodyMayPutAnythingIntoTheQueue() throws IOException {
        subscribe("LISTINGS_ITEM_MFN_QUANTITY_CHANGE", "1.0");
        world.liveOnAmazon(account, "S1", 5);
        world.restart();
        queue = world.anyone()
                .post("/sandbox/api/amazon/queues", Map.of("name", "haat"))
                .json();
        world.amazon(account).send("PUT", World.item(account, "S1"), World.saree(3));
        world.clock.pass(World.LIVE);
        world.anyone().post("/sandbox/api/amazon/queues/haat/messages", "\"no notification\"");
        world.clock.pass(SENT);

        awaitMessages(2);

        assertThat(came)
                .anySatisfy(message ->
                        assertThat(message.at("/Payload/Quantity").asInt()).isEqualTo(3))
                .anySatisfy(message -> assertThat(message.asText()).isEqualTo("no notification"));
    }
}
