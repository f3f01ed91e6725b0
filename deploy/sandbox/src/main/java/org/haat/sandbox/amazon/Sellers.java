package org.haat.sandbox.amazon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.http.Answer;
import org.haat.sandbox.http.Call;
import org.haat.sandbox.journal.Json;

/** Sellers v1: where the account sells. */
final class Sellers {
    private Sellers() {}

    static Answer participations(Call call, Account account) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        ObjectNode entry = body.putArray("payload").addObject();
        entry.putObject("marketplace")
                .put("id", account.place())
                .put("name", "Amazon.in")
                .put("countryCode", "IN")
                .put("defaultCurrencyCode", "INR")
                .put("defaultLanguageCode", "en_IN")
                .put("domainName", "www.amazon.in");
        entry.putObject("participation").put("isParticipating", true).put("hasSuspendedListings", false);
        entry.put("storeName", account.displayName());
        return Answer.json(200, body);
    }
}
