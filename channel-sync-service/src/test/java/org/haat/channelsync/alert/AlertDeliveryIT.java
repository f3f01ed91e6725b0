package org.haat.channelsync.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.junit.jupiter.api.Test;

/** Alerts on their way to a real receiver and a real mail server. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class AlertDeliveryIT extends AlertsOfAnAccount {
    @ConfigProperty(name = "quarkus.mailer.port")
    int smtpPort;

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
            await(() -> states(head.address()).get(0).equals("WAITING SILENT"));
        }
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
            refusedForAnHour();
            alerts.watch();
            await(() -> mail.getReceivedMessages().length == 1);
            assertThat(mail.getReceivedMessages()[0].getSubject()).contains(account.name(), "বাজার");
            byte[] body = mail.getReceivedMessages()[0].getInputStream().readAllBytes();
            assertThat(new String(body, StandardCharsets.UTF_8)).contains("/sync/accounts/" + account.id());
        } finally {
            bench.update("UPDATE channel_account SET state = 'PAUSED' WHERE id = ?", account.id());
            mail.stop();
        }
    }

    /** Or the engine would knock, and the marketplace let the account in, before anybody has looked. */
    private void refusedForAnHour() {
        bench.update(
                "INSERT INTO account_knock (account, agency, denied_at, attempts, due_at)"
                        + " SELECT id, agency, state_since, 1, now() + interval '1 hour' FROM channel_account WHERE id = ?",
                account.id());
        bench.update("UPDATE channel_account SET state = 'NEEDS_REAUTH' WHERE id = ?", account.id());
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
    void aReceiverThatAsksForAPauseGetsIt() {
        receiver.removeContext("/alerts");
        receiver.createContext("/alerts", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "7200");
            exchange.sendResponseHeaders(429, -1);
            exchange.close();
        });
        addWebhook();
        String id = agency().get("/api/v1/alerts/destinations").path("[0].id");
        agency().post("/api/v1/alerts/destinations/" + id + "/test").then().statusCode(204);
        Instant begun = Instant.now();
        await(() -> "HTTP 429".equals(agency().get("/api/v1/alerts/deliveries").path("[0].answer")));

        String due = agency().get("/api/v1/alerts/deliveries")
                .then()
                .body("[0].state", equalTo("WAITING"))
                .extract()
                .path("[0].dueAt");
        assertThat(Instant.parse(due)).isAfter(begun.plus(Duration.ofMinutes(119)));
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
        agency().body(Map.of("kind", "WEBHOOK", "address", "https://example.org/\u202Eevil"))
                .post("/api/v1/alerts/destinations")
                .then()
                .statusCode(422)
                .body("errors.code", contains("unprintable"));
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

    private List<String> states(String address) {
        return bench.texts(
                "SELECT d.state || ' ' || coalesce(d.answer, '') FROM alert_delivery d"
                        + " JOIN alert_destination t ON t.id = d.destination WHERE t.address = ? ORDER BY d.id",
                address);
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
}
