package org.haat.sandbox.flipkart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.journal.Json;

/**
 * What stands of an offer at each of the seller's locations. The stock of the first is the market's, as buyers are served from
 * there; that of the others, and whether a location is open, stand in the listing as it was sent.
 */
final class Shelves {
    private static final String INVENTORY = "inventory";
    private static final String STATUS = "status";

    private Shelves() {}

    /** Units that buyers can have of what was sent. */
    static int buyable(JsonNode content, Account account) {
        JsonNode shelf = shelf(content, account.place());
        return isOpen(shelf) ? shelf.path(INVENTORY).asInt(0) : 0;
    }

    /** Applies counts and openings at some locations to a listing; the others stay as they are. */
    static void set(ObjectNode content, JsonNode locations) {
        for (JsonNode location : locations) {
            JsonNode known = shelf(content, location.path("id").asText());
            ObjectNode shelf = known.isObject()
                    ? (ObjectNode) known
                    : content.withArray("locations").addObject();
            location.properties().forEach(e -> shelf.set(e.getKey(), e.getValue()));
        }
    }

    /** As the details show them. */
    static ArrayNode shown(FlipkartListing listing, Account account, int stock, int promised) {
        ArrayNode shown = Json.MAPPER.createArrayNode();
        for (JsonNode shelf : listing.content().path("locations")) {
            boolean served = shelf.path("id").asText().equals(account.place());
            shown.addObject()
                    .put("id", shelf.path("id").asText())
                    .put(STATUS, isOpen(shelf) ? "ENABLED" : "DISABLED")
                    .put(INVENTORY, served ? stock : shelf.path(INVENTORY).asInt(0))
                    .put("pending_inventory", served ? promised : 0);
        }
        return shown;
    }

    private static JsonNode shelf(JsonNode content, String id) {
        for (JsonNode shelf : content.path("locations")) {
            if (shelf.path("id").asText().equals(id)) {
                return shelf;
            }
        }
        return Json.MAPPER.missingNode();
    }

    private static boolean isOpen(JsonNode shelf) {
        return !shelf.path(STATUS).asText().equals("DISABLED");
    }
}
