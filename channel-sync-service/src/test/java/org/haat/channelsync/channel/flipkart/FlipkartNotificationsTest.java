package org.haat.channelsync.channel.flipkart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.NotificationVerifier.Hint;
import org.junit.jupiter.api.Test;

class FlipkartNotificationsTest {
    private static final String URL = "https://hooks.example.org/sync/flipkart";
    private static final Instant NOW = Instant.parse("2026-11-21T08:28:12Z");
    private static final byte[] CREATED = bytes("""
            {"eventType":"shipment_created","source":"flipkart","version":"v3","timestamp":"2026-11-21T13:58:12+05:30",
             "shipmentId":"5b0f7c1e","attributes":{"orderItems":[]},"somethingNew":1}""");
    private final FlipkartNotifications verifier = new FlipkartNotifications(Duration.ofMinutes(5));
    private final Account account = Listings.account(Map.of("app_id", "app-1", "app_secret", "secret-1"));

    @Test
    void publishedVectorsAreJudgedAsPublished() {
        JsonNode vectors = FlipkartStub.tree(FlipkartStub.fixture("signature-vectors.json"));
        assertThat(vectors).hasSize(6);
        for (JsonNode vector : vectors) {
            String date = vector.get("X_Date").asText();
            Optional<Hint> hint = verifier.verify(
                    Listings.account(Map.of(
                            "app_id", vector.get("appId").asText(),
                            "app_secret", vector.get("appSecret").asText())),
                    vector.get("registeredUrl").asText(),
                    Map.of(
                            "x_date",
                            date,
                            "x_authorization",
                            vector.get("X_Authorization").asText()),
                    CREATED,
                    Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
            // the port only receives POSTs, so the vector of another method cannot be told apart by the digest
            boolean expected = vector.get("valid").asBoolean()
                    || !vector.get("method").asText().equals("POST");
            assertThat(hint.isPresent()).as(vector.get("name").asText()).isEqualTo(expected);
        }
    }

    @Test
    void goodSignatureGivesTheShipmentAsHint() {
        Hint hint = verify(headers(NOW, epoch(NOW)), CREATED).orElseThrow();

        assertThat(hint.type()).isEqualTo("shipment_created");
        assertThat(hint.remoteOrderId()).isEqualTo("5b0f7c1e");
        assertThat(hint.id()).isEqualTo("5b0f7c1e|shipment_created|2026-11-21T13:58:12+05:30");
    }

    @Test
    void pushOfAnotherPlaceOfTheSellerFetchesNothing() {
        byte[] elsewhere = bytes("""
                {"eventType":"shipment_created","timestamp":"2026-11-21T13:58:12+05:30","locationId":"LOC-elsewhere",
                 "shipmentId":"5b0f7c1e"}""");
        byte[] here = bytes("""
                {"eventType":"shipment_created","timestamp":"2026-11-21T13:58:12+05:30","locationId":"%s",
                 "shipmentId":"5b0f7c1e"}""".formatted(Listings.LOCATION));

        assertThat(verify(headers(NOW, epoch(NOW)), elsewhere).orElseThrow().remoteOrderId())
                .isNull();
        assertThat(verify(headers(NOW, epoch(NOW)), here).orElseThrow().remoteOrderId())
                .isEqualTo("5b0f7c1e");
    }

    @Test
    void dateMayBeSignedAsWritten() {
        assertThat(verify(headers(NOW, httpDate(NOW)), CREATED)).isPresent();
    }

    @Test
    void headersThatAProxyRenamedAreRead() {
        Map<String, String> sent = headers(NOW, epoch(NOW));
        Map<String, String> renamed =
                Map.of("x-date", sent.get("x_date"), "x-authorization", sent.get("x_authorization"));

        assertThat(verify(renamed, CREATED)).isPresent();
    }

    @Test
    void anotherSecretUrlOrAppIsRefused() {
        Map<String, String> good = headers(NOW, epoch(NOW));

        assertThat(verifier.verify(account, URL + "/", good, CREATED, NOW)).isEmpty();
        Account otherSecret = Listings.account(Map.of("app_id", "app-1", "app_secret", "secret-2"));
        assertThat(verifier.verify(otherSecret, URL, good, CREATED, NOW)).isEmpty();
        Account otherApp = Listings.account(Map.of("app_id", "app-2", "app_secret", "secret-1"));
        assertThat(verifier.verify(otherApp, URL, good, CREATED, NOW)).isEmpty();
    }

    @Test
    void oldAndFutureDatesAreRefused() {
        for (Duration off : new Duration[] {Duration.ofSeconds(301), Duration.ofSeconds(-301)}) {
            Instant sentAt = NOW.minus(off);
            assertThat(verify(headers(sentAt, epoch(sentAt)), CREATED)).isEmpty();
        }
        Instant atTheEdge = NOW.minusSeconds(300);
        assertThat(verify(headers(atTheEdge, epoch(atTheEdge)), CREATED)).isPresent();
    }

    @Test
    void missingOrBrokenHeadersAreRefused() {
        Map<String, String> good = headers(NOW, epoch(NOW));

        assertThat(verify(Map.of(), CREATED)).isEmpty();
        assertThat(verify(Map.of("x_date", good.get("x_date")), CREATED)).isEmpty();
        assertThat(verify(Map.of("x_date", "1795249692", "x_authorization", good.get("x_authorization")), CREATED))
                .isEmpty();
        assertThat(verify(Map.of("x_date", good.get("x_date"), "x_authorization", "FKLOGIN %%%"), CREATED))
                .isEmpty();
        assertThat(verify(Map.of("x_date", good.get("x_date"), "x_authorization", "Bearer abc"), CREATED))
                .isEmpty();
    }

    @Test
    void unreadableBodyWithAGoodSignatureIsStillAcknowledged() {
        Map<String, String> good = headers(NOW, epoch(NOW));

        for (String body : new String[] {"", "not json", "[]", "null", "{}", "{\"eventType\":null}"}) {
            Hint hint = verify(good, bytes(body)).orElseThrow();
            assertThat(hint.type()).isEqualTo(Hint.UNREADABLE);
            assertThat(hint.remoteOrderId()).isNull();
        }
    }

    @Test
    void namesTooLongToKeepAreKeptAsABodyForAPerson() {
        for (String field : new String[] {"eventType", "shipmentId", "returnId", "timestamp", "locationId"}) {
            byte[] body = bytes("{\"eventType\":\"return_created\",\"%s\":\"%s\"}".formatted(field, "x".repeat(201)));

            Hint hint = verify(headers(NOW, epoch(NOW)), body).orElseThrow();

            assertThat(hint.type()).as(field).isEqualTo(Hint.UNREADABLE);
            assertThat(hint.id()).as(field).hasSizeLessThan(100);
        }
    }

    @Test
    void nulInABodyIsReplacedSoThatThePushCanBeKeptAndNamesNoOtherShipment() {
        byte[] body = bytes(
                "{\"eventType\":\"shipment_created\",\"shipmentId\":\"5b0f\\u00007c1e\",\"timestamp\":\"\\u0000t\"}");

        Hint hint = verify(headers(NOW, epoch(NOW)), body).orElseThrow();

        assertThat(hint.remoteOrderId()).isEqualTo("5b0f\uFFFD7c1e");
        assertThat(hint.id()).isEqualTo("5b0f\uFFFD7c1e|shipment_created|\uFFFDt");
    }

    @Test
    void returnEventNamesItsReturnInTheId() {
        Hint hint = verify(
                        headers(NOW, epoch(NOW)),
                        bytes("{\"eventType\":\"return_created\",\"returnId\":\"12\",\"timestamp\":\"t\"}"))
                .orElseThrow();

        assertThat(hint.id()).isEqualTo("12|return_created|t");
        assertThat(hint.remoteOrderId()).isNull();
    }

    private Optional<Hint> verify(Map<String, String> headers, byte[] body) {
        return verifier.verify(account, URL, headers, body, NOW);
    }

    private static Map<String, String> headers(Instant at, String signedDate) {
        String digest = sha1(signedDate + URL + "POST" + "secret-1");
        String claim = Base64.getEncoder().encodeToString(bytes("app-1:" + digest));
        return Map.of("x_date", httpDate(at), "x_authorization", "FKLOGIN " + claim);
    }

    private static String httpDate(Instant at) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
    }

    private static String epoch(Instant at) {
        return Long.toString(at.getEpochSecond());
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes(text)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
