package org.haat.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.haat.sandbox.journal.Json;

/** Calls the sandbox over HTTP, with headers that stay. */
public final class Browser {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final String origin;
    private final Map<String, String> headers;
    private final Duration patience;

    Browser(String origin, Map<String, String> headers, Duration patience) {
        this.origin = origin;
        this.headers = headers;
        this.patience = patience;
    }

    public Browser with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Browser(origin, more, patience);
    }

    public Browser patientFor(Duration limit) {
        return new Browser(origin, headers, limit);
    }

    public Reply get(String path) throws IOException {
        return send("GET", path, BodyPublishers.noBody());
    }

    public Reply delete(String path) throws IOException {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    /** @param body text as it is, anything else as JSON */
    public Reply send(String method, String path, Object body) throws IOException {
        String text = body instanceof String s ? s : Json.text(body);
        Browser typed = headers.containsKey("content-type") ? this : with("content-type", "application/json");
        return typed.send(method, path, BodyPublishers.ofString(text));
    }

    public Reply post(String path, Object body) throws IOException {
        return send("POST", path, body);
    }

    private Reply send(String method, String path, HttpRequest.BodyPublisher body) throws IOException {
        URI uri = URI.create(path.startsWith("http") ? path : origin + path);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(patience).method(method, body);
        headers.forEach(request::header);
        try {
            return new Reply(CLIENT.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
