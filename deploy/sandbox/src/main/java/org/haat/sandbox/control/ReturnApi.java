package org.haat.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.haat.sandbox.flipkart.Comebacks;
import org.haat.sandbox.http.Answer;
import org.haat.sandbox.http.Call;
import org.haat.sandbox.http.Routes;
import org.haat.sandbox.journal.Json;

/** A buyer of Flipkart's who sends something back, or a courier who could not deliver it. */
public final class ReturnApi {
    private final Comebacks comebacks;

    public ReturnApi(Comebacks comebacks, Routes<Control> routes) {
        this.comebacks = comebacks;
        routes.on("POST", "/sandbox/api/flipkart/returns", "returnGoods", this::begin);
    }

    private Answer begin(Call call) {
        JsonNode wish = call.json().orElseGet(Json.MAPPER::createObjectNode);
        String item = wish.path("orderItemId").asText("");
        boolean byCourier = wish.path("type").asText().startsWith("courier");
        return comebacks
                .begin(
                        wish.path("account").asText(),
                        wish.path("orderId").asText(""),
                        item.isEmpty() ? null : item,
                        byCourier)
                .map(id -> Answer.of(201, Map.of("returnId", id)))
                .orElseGet(
                        () -> Control.problem(
                                409,
                                "not-to-return",
                                "No such item, it comes back already, or it was not delivered yet (by courier: is not on its way)"));
    }
}
