package org.haat.sandbox.flipkart;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.haat.sandbox.http.Answer;
import org.haat.sandbox.journal.Json;

/** Flipkart's ways to say no. Error codes and texts of listings and orders are not published: these are the sandbox's. */
final class Refusals {
    private Refusals() {}

    static Answer unauthorized(String description) {
        return Answer.json(
                401, Json.MAPPER.createObjectNode().put("error", "unauthorized").put("error_description", description));
    }

    /** A whole listing batch refused. */
    static Answer listing(int status, String code, String description) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.putArray("errors")
                .addObject()
                .put("severity", "ERROR")
                .put("code", code)
                .put("description", description);
        return Answer.json(status, body);
    }

    /** A whole order call refused. */
    static Answer order(int status, String code, String message) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.putArray("errors").addObject().put("errorCode", code).put("message", message);
        return Answer.json(status, body);
    }
}
