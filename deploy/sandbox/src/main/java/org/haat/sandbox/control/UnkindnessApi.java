package org.haat.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.account.Accounts;
import org.haat.sandbox.account.Tokens;
import org.haat.sandbox.http.Answer;
import org.haat.sandbox.http.Call;
import org.haat.sandbox.http.Routes;
import org.haat.sandbox.journal.Json;
import org.haat.sandbox.market.Ground;
import org.haat.sandbox.pace.Pace;
import org.haat.sandbox.unkindness.Fault;
import org.haat.sandbox.unkindness.FaultKind;
import org.haat.sandbox.unkindness.Unkindness;
import org.jspecify.annotations.Nullable;

/** Turns unkindness on and off. */
public final class UnkindnessApi {
    private final Unkindness unkindness;
    private final Accounts accounts;
    private final Tokens tokens;
    private final Pace pace;

    public UnkindnessApi(Ground ground, Routes<Control> routes) {
        this.unkindness = ground.unkindness();
        this.accounts = ground.accounts();
        this.tokens = ground.tokens();
        this.pace = ground.pace();
        String base = "/sandbox/api/unkindness";
        routes.on("GET", base, "listFaults", call -> Answer.of(200, Map.of("on", unkindness.on())));
        routes.on("POST", base, "addFault", call -> put(accounts.hex(4), call));
        routes.on("PUT", base + "/{id}", "putFault", call -> put(call.param("id"), call));
        routes.on("DELETE", base, "clearFaults", call -> {
            unkindness.clear();
            return Answer.empty(204);
        });
        routes.on(
                "DELETE",
                base + "/{id}",
                "removeFault",
                call -> unkindness.remove(call.param("id"))
                        ? Answer.empty(204)
                        : Control.problem(404, "no-fault", "No such switch is on"));
    }

    private Answer put(String id, Call call) {
        JsonNode wish = call.json().orElseGet(Json.MAPPER::createObjectNode);
        Optional<FaultKind> kind = kind(wish.path("fault").asText());
        Optional<String> partner = Optional.ofNullable(text(wish, "partner"));
        if (kind.isEmpty()
                || (partner.isPresent() && Accounts.partner(partner.get()).isEmpty())) {
            return Control.problem(
                    400,
                    "bad-fault",
                    "fault must be one of "
                            + List.of(FaultKind.values()).stream()
                                    .map(FaultKind::word)
                                    .toList() + " and partner amazon-in or flipkart");
        }
        Fault fault = fault(id, kind.get(), partner.flatMap(Accounts::partner).orElse(null), wish);
        if (fault.fault() == FaultKind.EXPIRE_TOKENS) {
            return Answer.of(200, Map.of("expired", expire(fault)));
        }
        unkindness.put(fault);
        return Answer.of(201, fault);
    }

    private Fault fault(String id, FaultKind kind, @Nullable String partner, JsonNode wish) {
        List<String> skus = new ArrayList<>();
        wish.path("skus").forEach(s -> skus.add(s.asText()));
        if (wish.hasNonNull("sku")) {
            skus.add(wish.get("sku").asText());
        }
        Instant until = wish.hasNonNull("seconds")
                ? pace.now()
                        .plus(Duration.ofMillis(Math.round(wish.get("seconds").asDouble() * 1000)))
                : null;
        ObjectNode settings = wish.isObject() ? wish.deepCopy() : Json.MAPPER.createObjectNode();
        settings.remove(
                List.of("fault", "partner", "account", "operation", "skus", "sku", "applied", "count", "seconds"));
        return new Fault(
                id,
                kind,
                partner,
                text(wish, "account"),
                text(wish, "operation"),
                skus.isEmpty() ? null : skus,
                wish.hasNonNull("applied") ? wish.get("applied").asBoolean() : null,
                wish.hasNonNull("count") ? wish.get("count").asInt() : null,
                until,
                settings);
    }

    private int expire(Fault fault) {
        return accounts.all().stream()
                .filter(a -> (fault.partner() == null || fault.partner().equals(a.partner()))
                        && (fault.account() == null || fault.account().equals(a.name())))
                .mapToInt((Account a) -> tokens.expireAll(a))
                .sum();
    }

    private static @Nullable String text(JsonNode wish, String name) {
        return wish.hasNonNull(name) ? wish.get(name).asText() : null;
    }

    private static Optional<FaultKind> kind(String word) {
        try {
            return Optional.of(FaultKind.of(word));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
