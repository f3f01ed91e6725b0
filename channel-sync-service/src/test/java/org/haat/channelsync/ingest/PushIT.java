package org.haat.channelsync.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.channelsync.SyncConfig;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.memory.MemoryNotification;
import org.haat.channelsync.channel.memory.MemoryOperation;
import org.junit.jupiter.api.Test;

/** Orders that the marketplace tells of itself. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class PushIT extends OrdersOfAnAccount {
    @Inject
    SyncConfig config;

    @ConfigProperty(name = "haat.origin")
    String origin;

    @TestHTTPResource("/")
    URI home;

    @Test
    void notificationIsStoredBeforeItIsAnsweredAndFetchesTheOrder() {
        await(() -> bench.count("SELECT count(*) FROM order_sweep WHERE account = ?", account.id()) == 1);
        bench.update("UPDATE order_sweep SET due_at = now() + interval '1 hour' WHERE account = ?", account.id());
        place("O-7", "UNSHIPPED", Instant.now());

        assertThat(push("O-7", "only-for-tests")).isEqualTo(200);
        assertThat(push("O-7", "only-for-tests")).isEqualTo(200);

        await(() -> passedOn().contains("O-7"));
        assertThat(passedOn()).containsExactly("O-7");
    }

    /** The account's row is locked for as long as the push waits: without a bound of its own it would wait for the lock. */
    @Test
    void pushThatCannotBeKeptAtOnceIsToldToComeAgainAndIsKeptOnce() {
        assertThat(config.notifications().answerWithin()).isLessThan(Duration.ofSeconds(1));
        bench.pause(account);
        Map<String, String> headers = signed("O-8", "only-for-tests");

        Response told = sql.system(() -> {
            sql.list("SELECT 1 FROM channel_account WHERE id = ? FOR UPDATE", row -> 1, account.id());
            return push("O-8", headers);
        });

        assertThat(told.statusCode()).isEqualTo(503);
        assertThat(told.asString())
                .as("not what the database's own time limit says")
                .contains("Send it again.");
        await(() -> push("O-8", headers).statusCode() == 200);
        assertThat(bench.count("SELECT count(*) FROM notification WHERE account = ?", account.id()))
                .isEqualTo(1);
    }

    @Test
    void pushOutlivesAGarbledAnswerAndAnOutageOfItsChannel() {
        await(() -> bench.count("SELECT count(*) FROM order_sweep WHERE account = ?", account.id()) == 1);
        bench.update("UPDATE order_sweep SET due_at = now() + interval '1 hour' WHERE account = ?", account.id());
        place("O-11", "UNSHIPPED", Instant.now());
        market.fail(MemoryOperation.GET_ORDER, new ChannelException(FailureKind.PROTOCOL, "half"), 1, false);
        market.fail(MemoryOperation.GET_ORDER, new ChannelException(FailureKind.TEMPORARY, "down"), 8, false);

        assertThat(push("O-11", "only-for-tests")).isEqualTo(200);

        await(() -> !bench.texts(
                        "SELECT state FROM notification WHERE account = ? AND state <> 'WAITING'", account.id())
                .isEmpty());
        assertThat(bench.texts("SELECT state FROM notification WHERE account = ?", account.id()))
                .containsExactly("DONE");
        assertThat(passedOn()).containsExactly("O-11");
    }

    @Test
    void signedNotificationThatCannotBeReadIsAcknowledgedAndParked() {
        assertThat(push(" ", "only-for-tests")).isEqualTo(200);

        await(() -> bench.texts("SELECT state FROM notification WHERE account = ?", account.id())
                .contains("PARKED"));
    }

    @Test
    void notificationWithAWrongSignatureIsTurnedAway() {
        assertThat(push("O-9", "another-secret")).isEqualTo(401);
        assertThat(bench.count("SELECT count(*) FROM notification WHERE account = ?", account.id()))
                .isZero();
    }

    @Test
    void pushThatSaysItIsTooLargeIsRefusedBeforeItsBodyComes() throws IOException {
        String head =
                "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: 9000000\r\n\r\n"
                        .formatted(home.getPath() + "notifications/memory/" + account.id(), home.getAuthority());
        try (Socket socket = new Socket(home.getHost(), home.getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 413");
        }
    }

    /** One that is told to come back does; so a slow machine fails no test. */
    private int push(String orderId, String secret) {
        AtomicInteger status = new AtomicInteger(503);
        await(() -> {
            status.set(pushOnce(orderId, secret));
            return status.get() != 503;
        });
        return status.get();
    }

    private int pushOnce(String orderId, String secret) {
        return push(orderId, signed(orderId, secret)).statusCode();
    }

    private Map<String, String> signed(String orderId, String secret) {
        String url = origin + "/sync/notifications/memory/" + account.id();
        return MemoryNotification.headers(secret, url, orderId.getBytes(StandardCharsets.UTF_8), Instant.now());
    }

    private Response push(String orderId, Map<String, String> headers) {
        return RestAssured.given()
                .headers(headers)
                .contentType("application/json")
                .body(orderId.getBytes(StandardCharsets.UTF_8))
                .post("/notifications/memory/" + account.id());
    }
}
