package org.haat.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.account.Accounts;
import org.haat.sandbox.flipkart.SellerHub;
import org.haat.sandbox.flipkart.SellerHub.Sheet;
import org.haat.sandbox.http.Answer;
import org.haat.sandbox.http.Call;
import org.haat.sandbox.http.Routes;
import org.haat.sandbox.journal.Json;

/** The person at Flipkart's Seller Hub: a sheet in, a verdict later. Not a marketplace call, so not in the call log. */
public final class SellerHubApi {
    private final SellerHub hub;
    private final Accounts accounts;

    public SellerHubApi(SellerHub hub, Accounts accounts, Routes<Control> routes) {
        this.hub = hub;
        this.accounts = accounts;
        String base = "/sandbox/api/flipkart/seller-hub/sheet";
        routes.on("POST", base, "takeSheet", this::take);
        routes.on("GET", base + "/{id}", "readSheet", this::read);
        routes.on("POST", "/sandbox/api/flipkart/catalogue", "addProduct", this::add);
    }

    private Answer take(Call call) {
        List<Account> sellers = accounts.of(Account.FLIPKART);
        Optional<Account> account = call.query("account").isPresent() || sellers.size() != 1
                ? accounts.find(Account.FLIPKART, call.query("account").orElse(""))
                : Optional.of(sellers.get(0));
        if (account.isEmpty()) {
            return Control.problem(404, "no-account", "Name a registered Flipkart account: ?account=NAME");
        }
        return hub.take(account.get(), call.bodyText())
                .map(sheet -> Answer.of(202, state(sheet))
                        .with("location", "/sandbox/api/flipkart/seller-hub/sheet/" + sheet.id()))
                .orElseGet(() -> Control.problem(
                        400, "bad-sheet", "The sheet needs rows and the columns sku, title, brand, hsn, mrp"));
    }

    private Map<String, Object> state(Sheet sheet) {
        return Map.of(
                "id",
                sheet.id(),
                "account",
                sheet.account(),
                "state",
                hub.ready(sheet) ? "DONE" : "IN_QC",
                "rows",
                sheet.verdicts().size(),
                "readyAt",
                sheet.ready());
    }

    private Answer read(Call call) {
        return hub.sheet(call.param("id"))
                .map(sheet -> hub.ready(sheet)
                        ? Answer.text(200, "text/csv; charset=utf-8", hub.result(sheet))
                        : Answer.of(202, state(sheet)))
                .orElseGet(() -> Control.problem(404, "no-sheet", "There is no such sheet"));
    }

    private Answer add(Call call) {
        JsonNode body = call.json().orElseGet(Json.MAPPER::createObjectNode);
        String fsn = body.path("fsn").asText();
        if (!fsn.matches("[A-Z0-9]{13,16}") || body.path("title").asText().isBlank()) {
            return Control.problem(
                    400, "bad-product", "fsn must have 13 to 16 letters and digits, title must not be empty");
        }
        return Answer.of(
                201,
                hub.add(fsn, body.path("title").asText(), body.path("imageUrl").asText("")));
    }
}
