package org.haat.sandbox.flipkart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.haat.sandbox.World;
import org.haat.sandbox.journal.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notifications as a seller's program receives them. */
class PushesTest {
    private static final Duration SENT = Duration.ofSeconds(11);

    /** One that came, with its headers. */
    private record Came(JsonNode body, String date, String authorization) {
        String event() {
            return body.path("eventType").asText();
        }
    }

    @TempDir
    Path data;

    private final List<Came> came = new CopyOnWriteArrayList<>();
    private volatile int answer = 200;
    private World world;
    private JsonNode account;
    private HttpServer program;
    private String url;

    @BeforeEach
    void start() throws IOException {
        world = new World(data);
        account = world.account("flipkart", "wb-prd");
        world.liveOnFlipkart(account, "S1", "SARHANDLOOM00001", 60);
        program = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        program.createContext("/hook", exchange -> {
            came.add(new Came(
                    Json.MAPPER.readTree(exchange.getRequestBody().readAllBytes()),
                    exchange.getRequestHeaders().getFirst("X_Date"),
                    exchange.getRequestHeaders().getFirst("X_Authorization")));
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        program.start();
        url = "http://127.0.0.1:" + program.getAddress().getPort() + "/hook";
        subscribe(url);
    }

    private int subscribe(String to) throws IOException {
        return world.anyone()
                .send("PUT", "/sandbox/api/flipkart/notifications", Map.of("account", "wb-prd", "url", to))
                .status();
    }

    @AfterEach
    void stop() throws IOException {
        program.stop(0);
        world.close();
    }

    private List<String> events() {
        return came.stream().map(Came::event).toList();
    }

    private void awaitEvents(String... events) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(events())
                .containsExactly(events));
    }

    private void switchOn(String fault) throws IOException {
        world.anyone().post("/sandbox/api/unkindness", Map.of("fault", fault, "partner", "flipkart", "count", 1));
    }

    private String buyAndCancel() throws IOException {
        String order = world.buy("flipkart", 1).at("/placed/0/orderId").asText();
        world.clock.pass(Duration.ofSeconds(1));
        world.anyone().post("/sandbox/api/buyers/cancellations", Map.of("orderId", order));
        return order;
    }

    @Test
    void orderAndCancellationAreToldInOrderAndSignedAsPublished() throws Exception {
        buyAndCancel();
        world.clock.pass(SENT);

        awaitEvents("shipment_created", "shipment_cancelled");
        Came first = came.get(0);
        assertThat(first.body().at("/attributes/orderItems/0/sku").asText()).isEqualTo("S1");
        assertThat(first.body().path("shipmentId").asText()).isNotEmpty();
        Instant date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(first.date(), Instant::from);
        String digest = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-1")
                        .digest((date.getEpochSecond() + url + "POST"
                                        + account.path("appSecret").asText())
                                .getBytes(StandardCharsets.UTF_8)));
        assertThat(new String(
                        Base64.getDecoder().decode(first.authorization().substring("FKLOGIN ".length())),
                        StandardCharsets.UTF_8))
                .isEqualTo(account.path("appId").asText() + ":" + digest);
    }

    @Test
    void oneThatFailsHoldsBackTheLaterOnesOfItsShipmentAndComesAgain() throws IOException {
        answer = 500;
        buyAndCancel();
        world.clock.pass(SENT);
        awaitEvents("shipment_created");
        answer = 200;
        world.clock.pass(Duration.ofSeconds(11));

        awaitEvents("shipment_created", "shipment_created", "shipment_cancelled");
    }

    @Test
    void switchesLoseDoubleAndMisplaceThem() throws IOException {
        switchOn("push-lost");
        buyAndCancel();
        world.clock.pass(SENT);
        awaitEvents("shipment_cancelled");

        came.clear();
        switchOn("push-out-of-order");
        buyAndCancel();
        world.clock.pass(SENT);
        awaitEvents("shipment_cancelled");
        world.clock.pass(Duration.ofMinutes(3));
        awaitEvents("shipment_cancelled", "shipment_created");

        came.clear();
        switchOn("push-twice");
        buyAndCancel();
        world.clock.pass(SENT);
        awaitEvents("shipment_created", "shipment_created", "shipment_cancelled");
    }

    @Test
    void whatWaitsOutlivesARestart() throws IOException {
        buyAndCancel();
        world.restart();
        world.clock.pass(SENT);

        awaitEvents("shipment_created", "shipment_cancelled");
    }

    @Test
    void onlyThisMachineIsCalled() throws IOException {
        assertThat(subscribe("http://example.org/hook")).isEqualTo(400);
        assertThat(subscribe("https://127.0.0.1/hook")).isEqualTo(400);
        assertThat(subscribe("http://127.0.0.1@example.org/")).isEqualTo(400);
        assertThat(world.anyone()
                        .send("PUT", "/sandbox/api/flipkart/notifications", Map.of("account", "nobody", "url", url))
                        .status())
                .isEqualTo(404);
    }
}
