package org.haat.sandbox.amazon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.account.Store;
import org.haat.sandbox.http.Answer;
import org.haat.sandbox.http.Call;
import org.haat.sandbox.journal.Json;

/** Sellers v1: where the account sells. */
final class Sellers {
    private Sellers() {}

    static Answer participations(Call call, Account account) {
        Store store = Store.of(account);
        ObjectNode body = Json.MAPPER.createObjectNode();
        ObjectNode entry = body.putArray("payload").addObject();
        entry.putObject("marketplace")
                .put("id", account.place())
                .put("name", store.name())
                .put("countryCode", store.country())
                .put("defaultCurrencyCode", store.currency())
                .put("defaultLanguageCode", store.languages().get(0))
                .put("domainName", "www." + store.name().toLowerCase(Locale.ROOT));
        entry.putObject("participation").put("isParticipating", true).put("hasSuspendedListings", false);
        entry.put("storeName", account.displayName());
        return Answer.json(200, body);
    }
}
