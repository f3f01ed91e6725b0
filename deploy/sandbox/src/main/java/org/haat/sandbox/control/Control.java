package org.haat.sandbox.control;

import org.haat.sandbox.http.Answer;
import org.haat.sandbox.http.Call;
import org.haat.sandbox.journal.Json;

/** Handles one call to the sandbox's own API or pages. */
public interface Control {
    Answer handle(Call call);

    /** A refusal as problem+json. */
    static Answer problem(int status, String code, String detail) {
        return Answer.json(
                        status,
                        Json.MAPPER
                                .createObjectNode()
                                .put("type", "about:blank")
                                .put("status", status)
                                .put("code", code)
                                .put("title", detail)
                                .put("detail", detail))
                .with("content-type", "application/problem+json");
    }
}
