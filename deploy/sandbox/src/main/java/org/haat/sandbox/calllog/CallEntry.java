package org.haat.sandbox.calllog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
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

    /** Without what is long. */
    CallEntry bare() {
        return new CallEntry(time, partner, account, method, path, Map.of(), Map.of(), null, status, null);
    }
}
