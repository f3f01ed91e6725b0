package org.haat.order.partner;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.haat.order.Bus;
import org.haat.order.OrderFixture;
import org.haat.order.Seen;
import org.haat.testsupport.TestIdentity;

/**
 * A partner's own program, and what an auditor finds of its orders. It signs with the JDK's HMAC, not with the library that the
 * service checks with.
 */
final class Kiosk {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    final String id;
    final String code;
    String secret;

    private Kiosk(String id, String code, String secret) {
        this.id = id;
        this.code = code;
        this.secret = secret;
    }

    /** One that was registered before. */
    static Kiosk known(String id, String code, String secret) {
        return new Kiosk(id, code, secret);
    }

    static Kiosk registered() {
        return registered(OrderFixture.AGENCY, true);
    }

    static Kiosk registered(String agency, boolean autoAccept) {
        var answer = given().auth()
                .oauth2(TestIdentity.token("admin-" + agency, agency, "agency-admin"))
                .contentType(ContentType.JSON)
                .body("{\"code\":\"k" + UUID.randomUUID().toString().substring(0, 8)
                        + "\",\"name\":\"Kiosk\",\"autoAccept\":" + autoAccept + "}")
                .post("/api/v1/partners")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        return new Kiosk(answer.getString("id"), answer.getString("code"), answer.getString("secret"));
    }

    /** One that sells this, which the catalogue has published. */
    static Kiosk selling(String sku) {
        if (!Seen.skuIsKnown(sku)) {
            Bus.list(OrderFixture.AGENCY, sku, 1);
            await().atMost(PATIENCE).until(() -> Seen.skuIsKnown(sku));
        }
        return registered();
    }

    /** The person who looks after partners. */
    static RequestSpecification admin() {
        return given().auth().oauth2(Seen.ADMIN).contentType(ContentType.JSON);
    }

    static long now() {
        return Instant.now().getEpochSecond();
    }

    /** A message with headers of the caller's own making. */
    RequestSpecification raw(String webhookId, String timestamp) {
        return given().contentType("application/json")
                .header("webhook-id", webhookId)
                .header("webhook-timestamp", timestamp)
                .header("webhook-partner", code);
    }

    long ordersStored() {
        return Seen.count("SELECT count(*) FROM orders WHERE account = ?", "partner:" + code);
    }

    long messagesStored() {
        return Seen.count(
                "SELECT count(*) FROM partner_message m JOIN partner p ON p.id = m.partner_id WHERE p.code = ?", code);
    }

    void nothingWasStored() {
        assertThat(ordersStored()).isZero();
        assertThat(messagesStored()).isZero();
    }

    /** What each of many pieces of work answers, done over so many connections at once. */
    static <T> List<T> atOnce(int connections, int times, IntFunction<T> work) throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(connections);
        try {
            List<Future<T>> answers = IntStream.range(0, times)
                    .mapToObj(i -> senders.submit(() -> work.apply(i)))
                    .toList();
            List<T> all = new ArrayList<>();
            for (Future<T> answer : answers) {
                all.add(answer.get());
            }
            return all;
        } finally {
            senders.shutdownNow();
        }
    }

    ValidatableResponse post(String body) {
        return post("msg_" + UUID.randomUUID(), body);
    }

    ValidatableResponse post(String webhookId, String body) {
        return postAt(now(), webhookId, body);
    }

    ValidatableResponse postAt(long timestamp, String webhookId, String body) {
        return request(timestamp, webhookId, body)
                .body(bytes(body))
                .post("/partner/v1/orders")
                .then();
    }

    /** Everything but the body itself, signed for {@code body}. */
    RequestSpecification request(long timestamp, String webhookId, String body) {
        return raw(webhookId, String.valueOf(timestamp))
                .header("webhook-signature", sign(secret, webhookId, timestamp, bytes(body)));
    }

    static String sign(String secret, String webhookId, long timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
            mac.update((webhookId + '.' + timestamp + '.').getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] bytes(String body) {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    /** Two lines, 2 × 999.00 and 1 × 450.00, with 50.00 for the post. */
    static String placed(String orderId, String sku) {
        return """
                {"type":"order.placed","timestamp":"2026-11-21T06:00:00Z","data":{
                "orderId":"%s","placedAt":"2026-11-21T05:59:00Z","currency":"INR","lines":[
                {"lineId":"1","sku":"%s","quantity":2,"unitPricePaise":99900},
                {"lineId":"2","sku":"%s","quantity":1,"unitPricePaise":45000,"shippingPaise":5000}],
                "totalPaise":249800,
                "buyer":{"name":"Canary Chatterjee","phone":"+919876500123","email":"canary@example.org"},
                "delivery":{"line1":"7 Canary Lane","city":"Kolkata","state":"WB","pin":"700019"}}}""".formatted(orderId, sku, sku);
    }
}
