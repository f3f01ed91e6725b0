package org.haat.channelsync.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.haat.channelsync.channel.http.ChannelJson;
import org.haat.sandbox.Sandbox;
import org.haat.sandbox.SandboxOptions;

/** The partner sandbox at the marketplaces' own pace, in a time that the test moves, and what a test does there by itself. */
public final class SandboxedPartners implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Sandbox sandbox;

    /** @param data a folder for what it keeps */
    public SandboxedPartners(Path data, MovableClock clock) throws IOException {
        sandbox = Sandbox.start(new SandboxOptions(0, data, 1), clock);
    }

    public String origin() {
        return "http://127.0.0.1:" + sandbox.port();
    }

    /** A new seller of a partner, with what the partner gives to its program. */
    public JsonNode register(String partner, String name) throws Exception {
        return post("/sandbox/api/accounts", "{\"partner\":\"" + partner + "\",\"name\":\"" + name + "\"}");
    }

    /** @param body JSON, or else a table */
    public JsonNode post(String path, String body) throws Exception {
        HttpResponse<String> answer = send("POST", path, body);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return ChannelJson.mapper().readTree(answer.body());
    }

    public String get(String path) throws Exception {
        return send("GET", path, "").body();
    }

    /** The answer as it is, whatever its status. */
    public HttpResponse<String> send(String method, String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(origin() + path))
                        .header("content-type", body.startsWith("{") ? "application/json" : "text/csv")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Where a page of the partner sends the seller's browser back to. */
    public String back(String page) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(page)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString())
                .headers()
                .firstValue("location")
                .orElseThrow();
    }

    @Override
    public void close() throws IOException {
        sandbox.close();
    }
}
