package org.haat.sandbox.flipkart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.haat.sandbox.journal.Json;

/** What is wrong with one line of a batch. Flipkart publishes no list of codes: 1001 to 2004 are the sandbox's. */
final class LineErrors {
    private final ArrayNode errors = Json.MAPPER.createArrayNode();
    private final ArrayNode attributes = Json.MAPPER.createArrayNode();

    LineErrors line(int code, String description, String path) {
        errors.addObject()
                .put("severity", "ERROR")
                .put("code", code)
                .put("description", description)
                .put("path", path);
        return this;
    }

    void attribute(int code, String attribute, String description, String path) {
        attributes
                .addObject()
                .put("severity", "ERROR")
                .put("code", code)
                .put("attribute", attribute)
                .put("description", description)
                .put("path", path);
    }

    boolean none() {
        return errors.isEmpty() && attributes.isEmpty();
    }

    ObjectNode result() {
        ObjectNode result = Json.MAPPER.createObjectNode().put("status", none() ? "SUCCESS" : "FAILURE");
        result.set("errors", errors);
        result.set("attribute_errors", attributes);
        return result;
    }

    void require(JsonNode body, List<String> names) {
        names.stream()
                .filter(n -> body.path(n).isMissingNode() || body.path(n).isNull())
                .forEach(n -> attribute(2001, n, n + " is required", n));
    }

    void price(JsonNode price) {
        for (String name : List.of("mrp", "selling_price")) {
            JsonNode amount = price.path(name);
            if (!amount.isIntegralNumber() || amount.asLong() < 1) {
                attribute(2002, name, name + " must be a whole number of rupees above zero", "price." + name);
            }
        }
        if (!price.path("currency").asText().equals("INR")) {
            attribute(2003, "currency", "currency must be INR", "price.currency");
        }
        if (price.path("selling_price").asLong() > price.path("mrp").asLong()) {
            attribute(2004, "selling_price", "selling_price must not be above mrp", "price.selling_price");
        }
    }

    void locations(JsonNode locations, List<String> own) {
        if (locations.isEmpty()) {
            attribute(2001, "locations", "At least one location is required", "locations");
        }
        for (JsonNode location : locations) {
            if (!own.contains(location.path("id").asText())) {
                attribute(2005, "locations", "The location is not the seller's", "locations.id");
            }
            if (!List.of("ENABLED", "DISABLED").contains(location.path("status").asText("ENABLED"))) {
                attribute(2008, "status", "status must be ENABLED or DISABLED", "locations.status");
            }
            JsonNode inventory = location.path("inventory");
            if (!inventory.isMissingNode() && (!inventory.isIntegralNumber() || inventory.asInt() < 0)) {
                attribute(
                        2006, "inventory", "inventory must be a whole number of at least zero", "locations.inventory");
            }
        }
    }

    void blocks(JsonNode body) {
        if (!body.path("tax").path("hsn").asText().matches("[0-9]{8}")) {
            attribute(2007, "hsn", "hsn must have 8 digits", "tax.hsn");
        }
        String status = body.path("listing_status").asText();
        if (!List.of("ACTIVE", "INACTIVE").contains(status)) {
            attribute(2008, "listing_status", "listing_status must be ACTIVE or INACTIVE", "listing_status");
        }
        if (!List.of("NON_FBF", "FBF_LITE", "FBF")
                .contains(body.path("fulfillment_profile").asText())) {
            attribute(2008, "fulfillment_profile", "fulfillment_profile is not known", "fulfillment_profile");
        }
        if (body.path("packages").isEmpty()) {
            attribute(2001, "packages", "At least one package is required", "packages");
        }
        JsonNode fulfillment = body.path("fulfillment");
        if (fulfillment.isObject()) {
            for (String name : List.of("dispatch_sla", "shipping_provider", "procurement_type")) {
                if (fulfillment.path(name).isMissingNode()) {
                    attribute(2001, name, name + " is required", "fulfillment." + name);
                }
            }
        }
    }
}
