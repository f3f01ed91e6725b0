package org.haat.channelsync.alert;

import static io.restassured.RestAssured.given;

import com.sun.net.httpserver.HttpServer;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.testsupport.TestIdentity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of alerts share: an account with something to tell of, and a receiver that is told. */
@SuppressWarnings("NullAway.Init")
abstract class AlertsOfAnAccount {
    @Inject
    SyncBench bench;

    @Inject
    Alerts alerts;

    final List<Received> received = new CopyOnWriteArrayList<>();

    final AtomicInteger refuse = new AtomicInteger();

    HttpServer receiver;

    ChannelAccount account;

    record Received(HttpHeaders headers, String body) {
        String type() {
            return JsonPath.from(body).getString("type");
        }
    }

    @BeforeEach
    void startReceiver() throws IOException {
        account = bench.account();
        bench.pause(account);
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/alerts", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean taken = refuse.getAndDecrement() <= 0;
            if (taken) {
                received.add(new Received(HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true), body));
            }
            exchange.sendResponseHeaders(taken ? 204 : 503, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void stopReceiver() {
        receiver.stop(0);
        bench.update("DELETE FROM channel_stop");
    }

    String addWebhook() {
        return addWebhook(address());
    }

    String addWebhook(String address) {
        return agency().body(Map.of("kind", "WEBHOOK", "address", address, "language", "en"))
                .post("/api/v1/alerts/destinations")
                .then()
                .statusCode(201)
                .extract()
                .path("secret");
    }

    String address() {
        return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/alerts";
    }

    void massChange(String state) {
        bench.update(
                "INSERT INTO mass_change (account, agency, kind, state, since, listings, live)"
                        + " VALUES (?, ?, 'REPRICE', ?, now(), 312, 400)",
                account.id(),
                account.agency(),
                state);
    }

    RequestSpecification agency() {
        return as(account.agency());
    }

    static RequestSpecification as(String agency) {
        return given().auth()
                .oauth2(TestIdentity.token("mitali", agency, "agency-admin"))
                .contentType(ContentType.JSON);
    }

    static RequestSpecification operations() {
        return given().auth()
                .oauth2(TestIdentity.token("eshan", null, null, List.of("operations"), "haat"))
                .contentType(ContentType.JSON);
    }

    static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(condition);
    }
}
