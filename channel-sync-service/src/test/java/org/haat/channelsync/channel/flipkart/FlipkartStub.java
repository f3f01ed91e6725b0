package org.haat.channelsync.channel.flipkart;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.haat.channelsync.channel.MovableClock;
import org.haat.channelsync.channel.http.ChannelJson;
import org.haat.channelsync.channel.http.HttpParts;
import org.haat.channelsync.channel.http.HttpSettings;

/** Flipkart over real HTTP for one test: answers what the test says, and keeps every request for the published description. */
final class FlipkartStub implements AutoCloseable {
    static final String LISTINGS = "/sellers/listings/v3";
    static final String SHIPMENTS = "/sellers/v3/shipments";
    private final WireMockServer server =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
    final MovableClock clock = new MovableClock("2026-11-21T09:30:00Z");
    final FlipkartChannel channel;

    FlipkartStub() {
        server.start();
        on(get(urlPathEqualTo("/oauth-service/oauth/token")), json(fixture("token.json")));
        String base = "http://127.0.0.1:" + server.port();
        HttpSettings http = HttpSettings.forBaseUrls(base)
                .timeouts(Duration.ofSeconds(2), Duration.ofMillis(600), Duration.ofSeconds(2));
        FlipkartConfig config =
                FlipkartConfig.at(base, java.time.LocalDate.of(2026, 11, 21)).with(http);
        channel = new FlipkartChannel(config, HttpParts.inProcess(clock).withPause(clock.pause()));
    }

    void on(MappingBuilder request, ResponseDefinitionBuilder answer) {
        server.stubFor(request.willReturn(answer));
    }

    void onPost(String path, String body) {
        on(post(urlPathEqualTo(path)), json(body));
    }

    void onPost(String path, int status, String body) {
        on(post(urlPathEqualTo(path)), json(body).withStatus(status));
    }

    void onGet(String path, String body) {
        on(get(urlPathEqualTo(path)), json(body));
    }

    static ResponseDefinitionBuilder json(String body) {
        return aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    /** A file of {@code channel/flipkart}; SOURCES.md beside them says where each comes from. */
    static String fixture(String name) {
        try (InputStream in = FlipkartStub.class.getResourceAsStream("/channel/flipkart/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("No fixture " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Requests to that path in the order in which they came, tokens apart. */
    List<LoggedRequest> requests(String path) {
        return all().stream()
                .filter(request -> request.getUrl().split("\\?")[0].equals(path))
                .toList();
    }

    List<LoggedRequest> all() {
        List<ServeEvent> events = new ArrayList<>(server.getAllServeEvents());
        Collections.reverse(events); // the newest comes first, and two may have come in one millisecond
        return events.stream()
                .sorted(java.util.Comparator.comparing(
                        event -> event.getRequest().getLoggedDate()))
                .map(ServeEvent::getRequest)
                .toList();
    }

    /** Body of the only request to that path. */
    JsonNode sent(String path) {
        List<LoggedRequest> requests = requests(path);
        if (requests.size() != 1) {
            throw new AssertionError(requests.size() + " requests to " + path);
        }
        return tree(requests.get(0).getBodyAsString());
    }

    static JsonNode tree(String json) {
        try {
            return ChannelJson.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON: " + json, e);
        }
    }

    @Override
    public void close() {
        PublishedDescription.judge(all());
        server.stop();
    }
}
