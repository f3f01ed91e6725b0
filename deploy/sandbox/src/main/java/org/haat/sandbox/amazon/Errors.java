package org.haat.sandbox.amazon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.haat.sandbox.http.Answer;
import org.haat.sandbox.journal.Json;

/** Error bodies in the Selling Partner API's shape; the codes differ from API to API, as they do there. */
final class Errors {
    private Errors() {}

    static Answer of(int status, String code, String message, String details) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.putArray("errors")
                .addObject()
                .put("code", code)
                .put("message", message)
                .put("details", details);
        return Answer.json(status, body);
    }

    static Answer badRequest(String details) {
        return of(400, "BAD_REQUEST", "Invalid input", details);
    }

    static Answer invalidInput(String message) {
        return of(400, "InvalidInput", message, "");
    }

    static Answer denied(String details) {
        return of(403, "Unauthorized", "Access to requested resource is denied.", details);
    }

    static Answer quotaExceeded() {
        return of(429, "QuotaExceeded", "You exceeded your quota for the requested resource.", "");
    }

    static Answer failed(int status) {
        return switch (status) {
            case 401, 403 -> of(status, "Unauthorized", "Access to requested resource is denied.", "");
            case 404 -> of(404, "NOT_FOUND", "The requested resource does not exist.", "");
            case 429 -> quotaExceeded();
            case 503 -> of(503, "ServiceUnavailable", "Service is temporarily unavailable. Please try again.", "");
            default ->
                of(
                        status,
                        status >= 500 ? "InternalFailure" : "InvalidInput",
                        "We encountered an internal error. Please try again.",
                        "");
        };
    }
}
