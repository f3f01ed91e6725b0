package org.haat.sandbox.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.haat.sandbox.account.Store;
import org.haat.sandbox.journal.Json;

/** The few shapes Amazon's attributes come in: arrays of objects with selectors. */
final class AttributeShapes {
    /** What someone who names no product identifier may offer in its place. */
    static final List<String> IDENTIFIERS = List.of(
            "externally_assigned_product_identifier",
            "supplier_declared_has_product_identifier_exemption",
            "merchant_suggested_asin");

    private AttributeShapes() {}

    /** @param row one entry of the table: title, shape or items, value, units, max, selectors */
    static ObjectNode schema(JsonNode row) {
        ObjectNode schema = Json.MAPPER.createObjectNode();
        schema.put("title", row.path("title").asText());
        schema.put("type", "array");
        schema.put("minUniqueItems", 1);
        schema.put("maxUniqueItems", row.path("max").asInt(1));
        JsonNode selectors = row.has("selectors")
                ? row.get("selectors")
                : selectors(row.path("shape").asText());
        schema.set("selectors", selectors);
        schema.set("items", row.has("items") ? row.get("items") : items(row));
        return schema;
    }

    private static ArrayNode selectors(String shape) {
        ArrayNode selectors = Json.MAPPER.createArrayNode().add("marketplace_id");
        return shape.equals("localised") ? selectors.add("language_tag") : selectors;
    }

    private static ObjectNode items(JsonNode row) {
        ObjectNode items = Json.MAPPER.createObjectNode().put("type", "object");
        ObjectNode properties = Json.MAPPER.createObjectNode();
        ArrayNode required = items.putArray("required");
        switch (row.path("shape").asText()) {
            case "localised" -> {
                properties.set("value", row.path("value"));
                properties.putObject("language_tag").put("$ref", "#/$defs/language_tag");
                required.add("value");
            }
            case "measure" -> {
                measure(properties, row.path("units"));
                required.add("value").add("unit");
            }
            case "image" -> {
                properties.putObject("media_location").put("type", "string").put("pattern", "^(https?|s3)://.+");
                required.add("media_location");
            }
            case "box" -> {
                for (String side : List.of("length", "width", "height")) {
                    properties.putObject(side).put("$ref", "#/$defs/side");
                    required.add(side);
                }
            }
            default -> {
                properties.set("value", row.path("value"));
                required.add("value");
            }
        }
        properties.putObject("marketplace_id").put("$ref", "#/$defs/marketplace_id");
        items.set("properties", properties);
        return items.put("additionalProperties", false);
    }

    private static void measure(ObjectNode properties, JsonNode units) {
        properties.putObject("value").put("type", "number").put("minimum", 0);
        properties.putObject("unit").put("type", "string").set("enum", units);
    }

    static ObjectNode definitions(Store store) {
        ObjectNode defs = Json.MAPPER.createObjectNode();
        defs.putObject("marketplace_id").put("type", "string").putArray("enum").add(store.marketplaceId());
        ArrayNode tags = defs.putObject("language_tag").put("type", "string").putArray("enum");
        store.languages().forEach(tags::add);
        ObjectNode side = defs.putObject("side").put("type", "object");
        ObjectNode sideProperties = side.putObject("properties");
        measure(
                sideProperties,
                Json.MAPPER
                        .createArrayNode()
                        .add("centimeters")
                        .add("millimeters")
                        .add("meters"));
        side.putArray("required").add("value").add("unit");
        side.put("additionalProperties", false);
        ObjectNode price = defs.putObject("price").put("type", "array");
        ObjectNode schedule = price.putObject("items").put("type", "object");
        schedule.putArray("required").add("schedule");
        ObjectNode entry = schedule.putObject("properties")
                .putObject("schedule")
                .put("type", "array")
                .putObject("items");
        entry.put("type", "object").putArray("required").add("value_with_tax");
        ObjectNode fields = entry.putObject("properties");
        fields.putObject("value_with_tax").put("type", "number").put("minimum", 0);
        fields.putObject("start_at").put("type", "string");
        fields.putObject("end_at").put("type", "string");
        return defs;
    }

    static ArrayNode someIdentifier() {
        ArrayNode all = Json.MAPPER.createArrayNode();
        ArrayNode any = all.addObject().putArray("anyOf");
        IDENTIFIERS.forEach(name -> any.addObject().putArray("required").add(name));
        return all;
    }
}
