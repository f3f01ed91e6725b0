package org.haat.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.haat.sandbox.journal.Json;

/** One HTTP response, whole. */
public record Answer(int status, Map<String, String> headers, byte[] body) {
    public static Answer json(int status, JsonNode body) {
        return new Answer(
                status,
                Map.of("content-type", "application/json"),
                Json.text(body).getBytes(StandardCharsets.UTF_8));
    }

    /** JSON of records, maps and lists. */
    public static Answer of(int status, Object body) {
        return json(status, Json.tree(body));
    }

    public static Answer empty(int status) {
        return new Answer(status, Map.of(), new byte[0]);
    }

    public static Answer text(int status, String contentType, String body) {
        return bytes(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    public static Answer bytes(int status, String contentType, byte[] body) {
        return new Answer(status, Map.of("content-type", contentType), body);
    }

    public Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }

    public Answer withBody(byte[] other) {
        return new Answer(status, headers, other);
    }

    public String contentType() {
        return headers.getOrDefault("content-type", "");
    }

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
