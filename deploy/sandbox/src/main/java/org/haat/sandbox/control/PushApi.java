package org.haat.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.account.Accounts;
import org.haat.sandbox.flipkart.Push;
import org.haat.sandbox.flipkart.Pushes;
import org.haat.sandbox.http.Answer;
import org.haat.sandbox.http.Call;
import org.haat.sandbox.http.Postman;
import org.haat.sandbox.http.Routes;
import org.haat.sandbox.journal.Json;

/** The ticket by which a seller asks Flipkart for notifications, and what waits to be sent. */
public final class PushApi {
    private final Pushes pushes;
    private final Accounts accounts;

    public PushApi(Pushes pushes, Accounts accounts, Routes<Control> routes) {
        this.pushes = pushes;
        this.accounts = accounts;
        String base = "/sandbox/api/flipkart/notifications";
        routes.on("GET", base, "listNotifications", this::list);
        routes.on("PUT", base, "subscribe", this::subscribe);
        routes.on(
                "DELETE", base, "unsubscribe", call -> of(call.query("account").orElse(""))
                        .map(account -> {
                            pushes.unsubscribe(account);
                            return Answer.empty(204);
                        })
                        .orElseGet(PushApi::unknown));
    }

    private Answer subscribe(Call call) {
        JsonNode wish = call.json().orElseGet(Json.MAPPER::createObjectNode);
        Optional<Account> account = of(wish.path("account").asText());
        String url = wish.path("url").asText();
        if (account.isEmpty()) {
            return unknown();
        }
        if (!Postman.delivers(url)) {
            return Control.problem(
                    400, "bad-url", "url must begin with http:// and name this machine: the sandbox calls nobody else");
        }
        pushes.subscribe(account.get(), url);
        return Answer.of(200, new Pushes.Subscription(account.get().name(), url));
    }

    private Optional<Account> of(String name) {
        return accounts.find(Account.FLIPKART, name);
    }

    private static Answer unknown() {
        return Control.problem(404, "no-account", "Name a registered Flipkart account");
    }

    private Answer list(Call call) {
        List<Map<String, Object>> waiting =
                pushes.waiting().stream().map(PushApi::line).toList();
        return Answer.of(200, Map.of("subscriptions", pushes.subscriptions(), "waiting", waiting));
    }

    private static Map<String, Object> line(Push push) {
        return Map.of(
                "account", push.account(),
                "shipmentId", push.shipmentId(),
                "eventType", push.eventType(),
                "due", push.due(),
                "tries", push.tries());
    }
}
