package org.haat.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.account.Accounts;
import org.haat.sandbox.account.Store;
import org.haat.sandbox.http.Answer;
import org.haat.sandbox.http.Call;
import org.haat.sandbox.http.Routes;
import org.haat.sandbox.journal.Json;

/** Registers seller accounts; the credentials are answered to whoever knows the name, as this is a training ground. */
public final class AccountApi {
    private final Accounts accounts;

    public AccountApi(Accounts accounts, Routes<Control> routes) {
        this.accounts = accounts;
        routes.on("POST", "/sandbox/api/accounts", "registerAccount", this::register);
        routes.on("GET", "/sandbox/api/accounts", "listAccounts", this::list);
    }

    private Answer register(Call call) {
        JsonNode wish = call.json().orElseGet(Json.MAPPER::createObjectNode);
        Optional<String> partner = Accounts.partner(wish.path("partner").asText());
        String name = wish.path("name").asText();
        if (partner.isEmpty() || !name.matches("[A-Za-z0-9._-]{1,60}")) {
            return Control.problem(
                    400,
                    "bad-account",
                    "partner must be amazon-in, amazon-us, amazon-uk, amazon-ae or flipkart, name 1 to 60 of A-Z a-z 0-9 . _ -");
        }
        boolean amazon = partner.get().equals(Account.AMAZON);
        if (amazon && Store.find(Accounts.place(wish)).isEmpty()) {
            return Control.problem(400, "bad-account", "marketplaceId is of no store that the sandbox plays");
        }
        Optional<Account> there = accounts.find(partner.get(), name);
        if (amazon && there.isPresent() && !there.get().place().equals(Accounts.place(wish))) {
            return Control.problem(409, "name-taken", "The seller " + name + " sells in another store of Amazon");
        }
        boolean known = there.isPresent();
        Account account = accounts.register(partner.get(), name, wish);
        return Answer.of(known ? 200 : 201, account.credentials());
    }

    private Answer list(Call call) {
        return Answer.of(
                200,
                Map.of("accounts", accounts.all().stream().map(Account::summary).toList()));
    }
}
