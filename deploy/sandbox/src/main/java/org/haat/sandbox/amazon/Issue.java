package org.haat.sandbox.amazon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.haat.sandbox.journal.Json;
import org.jspecify.annotations.Nullable;

/**
 * What Amazon has against a listing.
 *
 * @param severity ERROR, WARNING or INFO
 * @param action enforcement, for example LISTING_SUPPRESSED; null if none
 */
public record Issue(
        String code,
        String message,
        String severity,
        List<String> attributeNames,
        List<String> categories,
        @Nullable String action) {

    static Issue missing(String attribute) {
        return error("90220", "'" + attribute + "' is required but not supplied.", attribute, "MISSING_ATTRIBUTE");
    }

    static Issue invalid(String attribute, String why) {
        return error(
                "90000900", "The attribute '" + attribute + "' is invalid: " + why, attribute, "INVALID_ATTRIBUTE");
    }

    static Issue error(String code, String message, String attribute, String category) {
        return new Issue(code, message, "ERROR", List.of(attribute), List.of(category), null);
    }

    Issue suppressing() {
        return new Issue(code, message, severity, attributeNames, categories, "LISTING_SUPPRESSED");
    }

    boolean isError() {
        return severity.equals("ERROR");
    }

    boolean suppresses() {
        return "LISTING_SUPPRESSED".equals(action) || "CATALOG_ITEM_REMOVED".equals(action);
    }

    ObjectNode json(String marketplaceId) {
        ObjectNode node = Json.MAPPER
                .createObjectNode()
                .put("code", code)
                .put("message", message)
                .put("severity", severity);
        attributeNames.forEach(node.putArray("attributeNames")::add);
        categories.forEach(node.putArray("categories")::add);
        node.putArray("marketplaceIds").add(marketplaceId);
        if (action != null) {
            ObjectNode enforcements = node.putObject("enforcements");
            enforcements.putArray("actions").addObject().put("action", action);
            enforcements.putObject("exemption").put("status", "NOT_EXEMPT");
        }
        return node;
    }
}
