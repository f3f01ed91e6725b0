package org.haat.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haat.sandbox.journal.Json;

/**
 * One HTTP request, whole.
 *
 * @param path raw, still percent-encoded, as it came
 * @param query decoded names and values, in order
 * @param headers names in lower case; of a repeated header the last value
 * @param params decoded path parameters of the matched route
 */
public record Call(
        Instant time,
        String method,
        String path,
        Map<String, List<String>> query,
        Map<String, String> headers,
        byte[] body,
        Map<String, String> params) {

    public Call withParams(Map<String, String> found) {
        return new Call(time, method, path, query, headers, body, found);
    }

    public String param(String name) {
        String value = params.get(name);
        if (value == null) {
            throw new IllegalArgumentException("No path parameter " + name);
        }
        return value;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The first value, if it is there and not blank. */
    public Optional<String> query(String name) {
        return query.getOrDefault(name, List.of()).stream()
                .filter(v -> !v.isBlank())
                .findFirst();
    }

    /** Values of a comma-separated or repeated parameter. */
    public List<String> queryList(String name) {
        return query.getOrDefault(name, List.of()).stream()
                .flatMap(v -> Arrays.stream(v.split(",")))
                .filter(v -> !v.isBlank())
                .toList();
    }

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The body as JSON, or nothing if it is empty or not JSON. */
    public Optional<JsonNode> json() {
        try {
            return Optional.ofNullable(Json.MAPPER.readTree(body)).filter(node -> !node.isMissingNode());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
