package org.haat.channelsync.alert;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.standardwebhooks.Webhook;
import com.sun.management.ThreadMXBean;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SyncBench;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.engine.AccountLeases;
import org.haat.outbox.Leases;
import org.haat.testsupport.TestIdentity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alerts from a condition to a real receiver and a real mail server. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class AlertIT {
    @Inject
    SyncBench bench;

    @Inject
    Alerts alerts;

    @Inject
    MeterRegistry meters;

    @Inject
    Sql sql;

    @Inject
    DataSource dataSource;

    @ConfigProperty(name = "quarkus.mailer.port")
    int smtpPort;

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger refuse = new AtomicInteger();
    private HttpServer receiver;
    private ChannelAccount account;

    private record Received(HttpHeaders headers, String body) {
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

    @Test
    void aConditionIsToldOnceSignedAndToldWhenItIsOver() throws Exception {
        String secret = addWebhook();
        refuse.set(2);
        massChange("WAITING");

        alerts.watch();
        alerts.watch();

        await(() -> received.size() == 1);
        Received raised = received.get(0);
        new Webhook(secret).verify(raised.body(), raised.headers());
        JsonPath event = JsonPath.from(raised.body());
        assertThat(raised.type()).isEqualTo("alert.raised");
        assertThat(event.getString("data.rule")).isEqualTo("MASS_CHANGE");
        assertThat(event.getString("data.text")).contains(account.name(), "a change of 312 listings");
        assertThat(event.getString("data.link")).endsWith("/sync/safety");
        agency().get("/api/v1/alerts")
                .then()
                .body("standing.rule", contains("MASS_CHANGE"))
                .body("standing[0].figure", equalTo(312));
        await(() -> agency().get("/api/v1/alerts/deliveries").path("[0].state").equals("DONE"));
        agency().get("/api/v1/alerts/deliveries")
                .then()
                .body("", hasSize(1))
                .body("[0].attempts", equalTo(3))
                .body("[0].answer", equalTo("HTTP 204"));

        bench.update("UPDATE mass_change SET state = 'GONE' WHERE account = ?", account.id());
        alerts.watch();

        await(() -> received.size() == 2);
        assertThat(received.get(1).type()).isEqualTo("alert.cleared");
        agency().get("/api/v1/alerts").then().body("standing", hasSize(0)).body("past.rule", contains("MASS_CHANGE"));
    }

    @Test
    void ordersThatAreNotCollectedAndParcelsNearTheirDeadlineAreTold() {
        bench.update(
                "INSERT INTO remote_order (account, remote_order_id, agency, remote_version, version, digest, status, placed_at,"
                        + " updated_at, received_at, ship_by)"
                        + " VALUES (?, 'O-1', ?, 1, 1, '', 'UNSHIPPED', now(), now(), now(), now() + interval '3 hours')",
                account.id(),
                account.agency());
        bench.update(
                "INSERT INTO shipment (account, shipment_id, agency, remote_order_id, payload, due_at, received_at)"
                        + " VALUES (?, 'S-1', ?, 'O-1', '{}', now() + interval '1 hour', now())",
                account.id(),
                account.agency());
        bench.activate(account);
        await(() -> bench.count("SELECT count(*) FROM account_lane WHERE account = ? AND lane = 'ORDERS'", account.id())
                == 1);
        bench.update("UPDATE alert_rule SET threshold = -60 WHERE rule = 'ORDERS_STALE'"); // every search is too old
        try {
            alerts.watch();
        } finally {
            bench.update("UPDATE alert_rule SET threshold = 60 WHERE rule = 'ORDERS_STALE'");
        }

        agency().get("/api/v1/alerts").then().body("standing.rule", containsInAnyOrder("ORDERS_STALE", "SHIPMENT_DUE"));
        bench.update("UPDATE remote_order SET ship_by = now() + interval '5 hours' WHERE account = ?", account.id());
        alerts.watch();
        agency().get("/api/v1/alerts").then().body("standing", hasSize(0));
    }

    @Test
    void accountWhoseOrdersWereNeverSearchedForIsToldAndOneWithoutOrdersIsNot() {
        UUID id = UUID.randomUUID();
        AccountLeases nobody = new AccountLeases(new Leases(dataSource), sql, Duration.ofMinutes(10));
        nobody.take(id); // so that no lane of it ever runs
        ChannelAccount unserved = bench.account(account.agency(), id);
        try {
            alerts.watch();
            agency().get("/api/v1/alerts").then().body("standing", hasSize(0));

            bench.update("UPDATE channel_account SET state_since = now() - interval '61 minutes' WHERE id = ?", id);
            alerts.watch();
            agency().get("/api/v1/alerts").then().body("standing.rule", contains("ORDERS_STALE"));

            bench.update("UPDATE channel_account SET channel = 'fair' WHERE id = ?", id);
            alerts.watch();
            agency().get("/api/v1/alerts").then().body("standing", hasSize(0));
        } finally {
            bench.update("UPDATE channel_account SET channel = 'memory' WHERE id = ?", id);
            bench.pause(unserved);
            nobody.giveBack(id);
        }
    }

    @Test
    void aStandingAlertIsToldAgainOnlyAtItsIntervalAndAFigureAtTheThresholdRaisesNoStorm() {
        addWebhook();
        massChange("WAITING");
        alerts.watch();
        await(() -> received.size() == 1);
        bench.update("UPDATE alert SET told_at = now() - interval '5 hours' WHERE account = ?", account.id());

        alerts.watch();
        alerts.watch();

        await(() -> received.size() == 2);
        assertThat(received.get(1).type()).isEqualTo("alert.repeated");

        bench.update(
                "INSERT INTO listing_tally (account, agency, wanted, state, listings)"
                        + " VALUES (?, ?, 'ON_SALE', 'LIVE', 80), (?, ?, 'ON_SALE', 'ISSUES', 20)",
                account.id(),
                account.agency(),
                account.id(),
                account.agency());
        alerts.watch();
        await(() -> received.size() == 3);
        for (int flips = 0; flips < 5; flips++) {
            tally("LIVE");
            alerts.watch();
            tally("ISSUES");
            alerts.watch();
        }
        agency().get("/api/v1/alerts").then().body("standing.rule", hasItem("REFUSED_SHARE"));
        assertThat(bench.count("SELECT count(*) FROM alert_delivery WHERE agency = ?", account.agency()))
                .isEqualTo(3);
        bench.update("DELETE FROM listing_tally WHERE account = ?", account.id());
    }

    @Test
    void aReceiverThatDripsItsAnswerHoldsUpNobodyElsesAlerts() throws Exception {
        try (Dripper body = new Dripper("HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n", "x");
                Dripper head = new Dripper("HTTP/1.1 200 OK\r\n", "x-slow: 1\r\n")) {
            addWebhook(body.address());
            addWebhook(head.address());
            addWebhook();
            massChange("WAITING");
            alerts.watch();
            await(() -> received.size() == 1);

            bench.update("UPDATE mass_change SET state = 'GONE' WHERE account = ?", account.id());
            alerts.watch();

            await(() -> received.size() == 2);
            await(() -> states(body.address()).equals(List.of("DONE HTTP 200", "DONE HTTP 200")));
            await(() -> states(head.address()).get(0).startsWith("WAITING HttpTimeoutException"));
        }
    }

    @Test
    void whatIsSwitchedOffOrFallsUnderAThresholdThatRoseIsOverWithoutAWord() {
        addWebhook();
        massChange("WAITING");
        bench.update(
                "INSERT INTO listing_tally (account, agency, wanted, state, listings)"
                        + " VALUES (?, ?, 'ON_SALE', 'LIVE', 80), (?, ?, 'ON_SALE', 'ISSUES', 20)",
                account.id(),
                account.agency(),
                account.id(),
                account.agency());
        alerts.watch();
        await(() -> received.size() == 2);
        try {
            bench.update("UPDATE alert_rule SET enabled = false WHERE rule = 'MASS_CHANGE'");
            bench.update("UPDATE alert_rule SET threshold = 50 WHERE rule = 'REFUSED_SHARE'");
            alerts.watch();

            agency().get("/api/v1/alerts").then().body("standing", hasSize(0));
            assertThat(bench.texts("SELECT occasion FROM alert_delivery WHERE agency = ?", account.agency()))
                    .containsExactly("RAISED", "RAISED");
        } finally {
            bench.update("UPDATE alert_rule SET enabled = true WHERE rule = 'MASS_CHANGE'");
            bench.update("UPDATE alert_rule SET threshold = 10 WHERE rule = 'REFUSED_SHARE'");
            bench.update("DELETE FROM mass_change WHERE account = ?", account.id());
            bench.update("DELETE FROM listing_tally WHERE account = ?", account.id());
        }
    }

    @Test
    void aRuleThatFailsSilencesNoOtherAndLeavesItsAlerts() {
        addWebhook();
        massChange("WAITING");
        bench.update(
                "INSERT INTO alert (agency, rule, subject, account, name, figure, detail, raised_at, told_at)"
                        + " VALUES (?, 'OLDEST_WAITING', ?, ?, 'x', 20, '', now(), now())",
                account.agency(),
                account.id().toString(),
                account.id());
        bench.update(
                "UPDATE alert_rule SET threshold = 1e300 WHERE rule = 'OLDEST_WAITING'"); // no instant is so long ago
        long before = System.nanoTime();
        try {
            alerts.watch();

            await(() -> received.size() == 1);
            agency().get("/api/v1/alerts")
                    .then()
                    .body("standing.rule", containsInAnyOrder("MASS_CHANGE", "OLDEST_WAITING"));
            assertThat(lookedAge()).isGreaterThan(secondsSince(before));
        } finally {
            bench.update("UPDATE alert_rule SET threshold = 15 WHERE rule = 'OLDEST_WAITING'");
        }
        before = System.nanoTime();
        alerts.watch();
        assertThat(lookedAge()).isLessThan(secondsSince(before));
    }

    @Test
    void parkedMessagesAreCountedWithoutReadingThem() {
        int there = Math.toIntExact(bench.count("SELECT count(*) FROM parked_event WHERE settled_at IS NULL"));
        bench.update(
                "INSERT INTO parked_event (consumer, topic, partition, message_offset, payload, reason)"
                        + " SELECT 'alert-test', 'x', 0, n, convert_to(repeat('x', 1000000), 'UTF8'), 'x' FROM generate_series(1, 40) n");
        try {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            alerts.watch();
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(20_000_000);
            operations()
                    .get("/api/v1/alerts")
                    .then()
                    .body("standing.find { it.subject == 'events' }.figure", equalTo(there + 40));
        } finally {
            bench.update("DELETE FROM parked_event WHERE consumer = 'alert-test'");
            alerts.watch();
        }
    }

    @Test
    void aStoppedChannelIsToldToEveryAgencyAndAnAgencysAlertsToNobodyElse() {
        addWebhook();
        ChannelAccount other = bench.account();
        bench.pause(other);
        bench.update(
                "INSERT INTO mass_change (account, agency, kind, since, listings, live) VALUES (?, ?, 'END', now(), 9, 9)",
                other.id(),
                other.agency());
        bench.update(
                "INSERT INTO channel_stop (channel, reason, stopped_at, stopped_by) VALUES ('memory', 'Wrong prices', now(), 'x')");

        alerts.watch();

        await(() -> received.size() == 1);
        assertThat(JsonPath.from(received.get(0).body()).getString("data.text"))
                .contains("stopped for everybody: Wrong prices");
        agency().get("/api/v1/alerts").then().body("standing.rule", contains("CHANNEL_STOPPED"));
        bench.update("DELETE FROM channel_stop");
        bench.update("DELETE FROM mass_change WHERE account = ?", other.id());
        alerts.watch();
        await(() -> received.size() == 2);
    }

    @Test
    void anAlertArrivesByMailInTheReadersLanguage() throws Exception {
        GreenMail mail = new GreenMail(new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        try {
            agency().body(Map.of("kind", "EMAIL", "address", "ops@example.org", "language", "bn"))
                    .post("/api/v1/alerts/destinations")
                    .then()
                    .statusCode(201)
                    .body("secret", equalTo(null));
            bench.update("UPDATE channel_account SET state = 'NEEDS_REAUTH' WHERE id = ?", account.id());
            alerts.watch();
            await(() -> mail.getReceivedMessages().length == 1);
            assertThat(mail.getReceivedMessages()[0].getSubject()).contains(account.name(), "মার্কেটপ্লেস");
            byte[] body = mail.getReceivedMessages()[0].getInputStream().readAllBytes();
            assertThat(new String(body, StandardCharsets.UTF_8)).contains("/sync/accounts/" + account.id());
        } finally {
            bench.update("UPDATE channel_account SET state = 'PAUSED' WHERE id = ?", account.id());
            mail.stop();
        }
    }

    @Test
    void anAddressIsNotTestedAsOftenAsOneLikes() {
        addWebhook();
        String id = agency().get("/api/v1/alerts/destinations").path("[0].id");
        bench.update(
                "INSERT INTO alert_change (agency, at, person, action, detail) SELECT ?, now() - interval '9 minutes', 'mitali',"
                        + " 'TESTED', 'WEBHOOK' FROM generate_series(1, 5)",
                account.agency());

        int seconds = Integer.parseInt(agency().post("/api/v1/alerts/destinations/" + id + "/test")
                .then()
                .statusCode(429)
                .extract()
                .header("Retry-After"));

        assertThat(seconds).isBetween(1, 61);
        assertThat(agency().get("/api/v1/alerts/deliveries").jsonPath().getList(""))
                .isEmpty();
        bench.update(
                "UPDATE alert_change SET at = now() - interval '11 minutes' WHERE agency = ? AND action = 'TESTED'",
                account.agency());
        agency().post("/api/v1/alerts/destinations/" + id + "/test").then().statusCode(204);
    }

    @Test
    void aTestIsSentAndAReceiverThatIsGoneGetsNothingMore() {
        addWebhook();
        String id = agency().get("/api/v1/alerts/destinations").path("[0].id");
        agency().post("/api/v1/alerts/destinations/" + id + "/test").then().statusCode(204);
        await(() -> received.size() == 1);
        assertThat(received.get(0).type()).isEqualTo("alert.test");
        as("another").post("/api/v1/alerts/destinations/" + id + "/test").then().statusCode(404);
        as("another").get("/api/v1/alerts/destinations").then().body("", hasSize(0));

        receiver.removeContext("/alerts");
        receiver.createContext("/alerts", exchange -> {
            exchange.sendResponseHeaders(410, -1);
            exchange.close();
        });
        agency().post("/api/v1/alerts/destinations/" + id + "/test");
        await(() -> agency().get("/api/v1/alerts/deliveries").path("[0].state").equals("FAILED"));
        agency().get("/api/v1/alerts/destinations").then().body("[0].goneAt", not(equalTo(null)));
        agency().delete("/api/v1/alerts/destinations/" + id).then().statusCode(204);
        agency().get("/api/v1/alerts/changes")
                .then()
                .body("action", contains("DESTINATION_REMOVED", "TESTED", "TESTED", "DESTINATION_ADDED"))
                .body("[0].person", equalTo("mitali"));
    }

    @Test
    void whatMakesNoSenseIsRefusedAndRulesAreForOperations() {
        agency().body(Map.of("kind", "WEBHOOK", "address", "javascript:alert(1)"))
                .post("/api/v1/alerts/destinations")
                .then()
                .statusCode(422)
                .body("detail", containsString("address"));
        agency().body(Map.of("kind", "PIGEON", "address", "x"))
                .post("/api/v1/alerts/destinations")
                .then()
                .statusCode(422);
        Map<String, Object> rule = Map.of("enabled", true, "threshold", 20, "repeatMinutes", 60);
        agency().body(rule).put("/api/v1/alerts/rules/OLDEST_WAITING").then().statusCode(403);
        operations().body(rule).put("/api/v1/alerts/rules/NONE").then().statusCode(404);
        operations()
                .body(rule)
                .put("/api/v1/alerts/rules/OLDEST_WAITING")
                .then()
                .statusCode(200)
                .body("threshold", equalTo(20.0f))
                .body("setBy", equalTo("eshan"));
    }

    /** Answers without end: a start, and then a drop at a time. */
    private static final class Dripper implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

        Dripper(String start, String drop) throws IOException {
            daemon(() -> {
                while (true) {
                    Socket socket = server.accept();
                    daemon(() -> drip(socket, start, drop));
                }
            });
        }

        private void drip(Socket socket, String start, String drop) throws IOException {
            try (socket) {
                OutputStream out = socket.getOutputStream();
                out.write(start.getBytes(StandardCharsets.US_ASCII));
                while (!server.isClosed()) {
                    out.write(drop.getBytes(StandardCharsets.US_ASCII));
                    LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                }
            }
        }

        private static void daemon(Work work) {
            Thread thread = new Thread(() -> {
                try {
                    work.run();
                } catch (IOException e) {
                    // the other side, or the test, is done with it
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        private interface Work {
            void run() throws IOException;
        }

        String address() {
            return "http://127.0.0.1:" + server.getLocalPort() + "/alerts";
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    private List<String> states(String address) {
        return bench.texts(
                "SELECT d.state || ' ' || coalesce(d.answer, '') FROM alert_delivery d"
                        + " JOIN alert_destination t ON t.id = d.destination WHERE t.address = ? ORDER BY d.id",
                address);
    }

    private double lookedAge() {
        return meters.get("haat.sync.alerts.looked.age").gauge().value();
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }

    private String addWebhook() {
        return addWebhook(address());
    }

    private String addWebhook(String address) {
        return agency().body(Map.of("kind", "WEBHOOK", "address", address, "language", "en"))
                .post("/api/v1/alerts/destinations")
                .then()
                .statusCode(201)
                .extract()
                .path("secret");
    }

    private String address() {
        return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/alerts";
    }

    private void massChange(String state) {
        bench.update(
                "INSERT INTO mass_change (account, agency, kind, state, since, listings, live)"
                        + " VALUES (?, ?, 'REPRICE', ?, now(), 312, 400)",
                account.id(),
                account.agency(),
                state);
    }

    private void tally(String state) {
        bench.update("UPDATE listing_tally SET state = ? WHERE account = ? AND listings = 20", state, account.id());
    }

    private RequestSpecification agency() {
        return as(account.agency());
    }

    private static RequestSpecification as(String agency) {
        return given().auth()
                .oauth2(TestIdentity.token("mitali", agency, "agency-admin"))
                .contentType(ContentType.JSON);
    }

    private static RequestSpecification operations() {
        return given().auth()
                .oauth2(TestIdentity.token("eshan", null, null, List.of("operations"), "haat"))
                .contentType(ContentType.JSON);
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(condition);
    }
}
