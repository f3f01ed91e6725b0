package org.haat.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.haat.local.LocalHaat;
import org.jspecify.annotations.Nullable;

/** Calls of Haat's public API as one of the demo's people, and of the sandbox's own API. Thread-safe. */
public final class Web {
    public static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** A part that was killed is back within this time; every call of the demo may be made twice. */
    private static final Duration REPAIR = Duration.ofSeconds(60);

    private static final Duration TOKEN_KEPT = Duration.ofMinutes(45);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private final LocalHaat haat;

    public Web(LocalHaat haat) {
        this.haat = haat;
    }

    private record Token(String value, Instant since) {}

    /**
     * An answer of any status.
     *
     * @param tag its ETag, or the empty text
     */
    public record Answer(int status, String body, String tag) {
        public boolean isOk() {
            return status / 100 == 2;
        }

        public JsonNode json() {
            try {
                return body.isBlank() ? MissingNode.getInstance() : JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new StepFailed("An answer was no JSON: " + shortened(body), e);
            }
        }
    }

    public JsonNode get(String person, String path) {
        return ok("GET", path, send(person, "GET", path, null, Map.of())).json();
    }

    public String getText(String person, String path) {
        return ok("GET", path, send(person, "GET", path, null, Map.of("Accept", "text/csv")))
                .body();
    }

    public JsonNode post(String person, String path, Object json) {
        return ok("POST", path, send(person, "POST", path, bytes(json), Map.of("Content-Type", "application/json")))
                .json();
    }

    public JsonNode upload(String person, String method, String path, String type, byte[] content) {
        return ok(method, path, send(person, method, path, content, Map.of("Content-Type", type)))
                .json();
    }

    /** @param path starts with the service's own path, for example {@code /catalog/api/v1/…} */
    public Answer send(String person, String method, String path, byte @Nullable [] body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(haat.origin() + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + tokenOf(person));
        headers.forEach(request::header);
        return send(request, method, body);
    }

    /** What others are told to call. */
    public String address(String path) {
        return haat.origin() + path;
    }

    public JsonNode sandbox(String method, String path, @Nullable Object json) {
        Answer answer = sandboxRaw(method, path, json == null ? null : bytes(json), "application/json");
        return ok(method, path, answer).json();
    }

    public Answer sandboxRaw(String method, String path, byte @Nullable [] body, String type) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(haat.sandbox().url() + "/sandbox/api" + path))
                .timeout(PATIENCE)
                .header("Content-Type", type);
        return send(request, method, body);
    }

    private Answer send(HttpRequest.Builder request, String method, byte @Nullable [] body) {
        HttpRequest built = request.method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        Instant limit = Instant.now().plus(REPAIR);
        while (true) {
            try {
                Answer answer = sendOnce(built);
                if (answer.status() / 100 != 5 || Instant.now().isAfter(limit)) {
                    return answer;
                }
            } catch (IOException e) {
                if (Instant.now().isAfter(limit)) {
                    throw new StepFailed(method + " " + built.uri().getPath() + " got no answer: " + e, e);
                }
            }
            Progress.pause();
        }
    }

    /**
     * One try, whatever comes of it.
     *
     * @throws IOException when there is no answer: nobody knows whether the call took effect
     */
    public Answer attempt(
            String person, String method, String path, byte @Nullable [] body, Map<String, String> headers)
            throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(haat.origin() + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + tokenOf(person));
        headers.forEach(request::header);
        HttpRequest.BodyPublisher content =
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body);
        return sendOnce(request.method(method, content).build());
    }

    /** As {@link #attempt}, of the sandbox's own API. */
    public Answer attemptSandbox(String method, String path, Object json) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(haat.sandbox().url() + "/sandbox/api" + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofByteArray(bytes(json)))
                .build();
        return sendOnce(request);
    }

    private Answer sendOnce(HttpRequest request) throws IOException {
        try {
            HttpResponse<String> answer =
                    http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(
                    answer.statusCode(),
                    answer.body(),
                    answer.headers().firstValue("ETag").orElse(""));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailed("The demo was interrupted", e);
        }
    }

    private String tokenOf(String person) {
        Token known = tokens.get(person);
        if (known == null || known.since().plus(TOKEN_KEPT).isBefore(Instant.now())) {
            known = new Token(newToken(person), Instant.now());
            tokens.put(person, known);
        }
        return known.value();
    }

    private String newToken(String person) {
        String form = "grant_type=client_credentials&client_id=" + person + "&client_secret="
                + URLEncoder.encode(haat.identity().clientSecret(), StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(haat.identity().issuer() + "/token"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded");
        return ok("POST", "/identity/token", send(request, "POST", form.getBytes(StandardCharsets.UTF_8)))
                .json()
                .path("access_token")
                .asText();
    }

    public static Answer ok(String method, String path, Answer answer) {
        if (!answer.isOk()) {
            throw new StepFailed(
                    method + " " + path + " was answered " + answer.status() + ": " + inWords(answer.body()));
        }
        return answer;
    }

    /** The words of a problem; anything else as it is. */
    private static String inWords(String body) {
        try {
            String detail = JSON.readTree(body).path("detail").asText();
            return detail.isEmpty() ? shortened(body) : detail;
        } catch (JsonProcessingException e) {
            return shortened(body);
        }
    }

    private static byte[] bytes(Object json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String shortened(String text) {
        return text.length() <= 500 ? text : text.substring(0, 500) + "…";
    }
}
