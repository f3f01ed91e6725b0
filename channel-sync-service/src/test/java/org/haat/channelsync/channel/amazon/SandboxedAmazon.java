package org.haat.channelsync.channel.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.MovableClock;
import org.haat.sandbox.Sandbox;
import org.haat.sandbox.SandboxOptions;

/** The sandbox's Amazon with sellers of a test, in a time that the test moves. */
final class SandboxedAmazon implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Sandbox sandbox;

    SandboxedAmazon(Path data, MovableClock clock) throws IOException {
        sandbox = Sandbox.start(new SandboxOptions(0, data, 1), clock);
    }

    private String origin() {
        return "http://127.0.0.1:" + sandbox.port();
    }

    AmazonConfig config() {
        String amazon = origin() + "/amazon";
        return AmazonConfig.of(amazon, amazon + "/auth/o2/token").consentUrl(amazon);
    }

    JsonNode post(String path, String body) throws Exception {
        return call("POST", path, body);
    }

    JsonNode call(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(origin() + path))
                .header("content-type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return AmazonFarSide.json(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    Account register(String name) throws Exception {
        JsonNode given = post("/sandbox/api/accounts", "{\"partner\":\"amazon-in\",\"name\":\"" + name + "\"}");
        return new Account(
                UUID.randomUUID(),
                "wb-prd",
                Map.of(
                        "seller_id", given.path("sellerId").asText(),
                        "marketplace_id", given.path("marketplaceId").asText(),
                        "language", "en_IN",
                        "currency", "INR",
                        "gtin_exemption", "true"),
                Map.of(
                        "client_id", given.path("clientId").asText(),
                        "client_secret", given.path("clientSecret").asText(),
                        "refresh_token", given.path("refreshToken").asText()));
    }

    @Override
    public void close() throws IOException {
        sandbox.close();
    }
}
