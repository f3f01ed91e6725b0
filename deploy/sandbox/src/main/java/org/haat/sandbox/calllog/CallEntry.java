package org.haat.sandbox.calllog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.haat.sandbox.journal.Json;
import org.jspecify.annotations.Nullable;

/**
 * One marketplace call as it is written down.
 *
 * @param account name of the seller account, or null if the call did not show whose it was
 * @param body JSON if it was JSON or a form, else text; null if there was none
 * @param status 0 if the sandbox gave no answer
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({"time", "partner", "account", "method", "path", "query", "headers", "body", "status", "answer"})
public record CallEntry(
        Instant time,
        String partner,
        @Nullable String account,
        String method,
        String path,
        Map<String, Object> query,
        Map<String, String> headers,
        @Nullable JsonNode body,
        int status,
        @Nullable JsonNode answer) {

    /** A written line read without what is long; nothing if it is not whole. */
    static Optional<CallEntry> skim(String line) {
        Map<String, String> read = new HashMap<>();
        try (JsonParser parser = Json.MAPPER.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                if (parser.nextToken().isScalarValue()) {
                    read.put(name, parser.getText());
                }
                parser.skipChildren();
            }
            String account = read.getOrDefault("account", "null");
            return Optional.of(new CallEntry(
                    Instant.parse(read.getOrDefault("time", "")),
                    read.getOrDefault("partner", ""),
                    account.equals("null") ? null : account,
                    read.getOrDefault("method", ""),
                    read.getOrDefault("path", ""),
                    Map.of(),
                    Map.of(),
                    null,
                    Integer.parseInt(read.getOrDefault("status", "0")),
                    null));
        } catch (IOException | DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Without what is long. */
    CallEntry bare() {
        return new CallEntry(time, partner, account, method, path, Map.of(), Map.of(), null, status, null);
    }
}
