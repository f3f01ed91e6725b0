package org.haat.sandbox.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.haat.sandbox.journal.Json;

/**
 * PATCH as Amazon means it. An attribute is a set of instances told apart by their selectors. {@code replace} and
 * {@code add} put a whole instance in the place of the one with the same selectors, so what it leaves out is gone, and an
 * instance with other selectors stays. {@code merge} keeps what it leaves out; null takes a field away. {@code delete}
 * takes the instances whose selectors are given.
 */
final class AttributePatch {
    private AttributePatch() {}

    /** @param attribute its schema, for the selectors */
    static void apply(ObjectNode attributes, String name, JsonNode attribute, String op, JsonNode values) {
        List<JsonNode> instances = new ArrayList<>();
        attributes.path(name).forEach(instances::add);
        for (JsonNode value : values) {
            applyOne(instances, attribute, op, value);
        }
        if (instances.isEmpty()) {
            attributes.remove(name);
        } else {
            ArrayNode all = attributes.putArray(name);
            instances.forEach(all::add);
        }
    }

    private static void applyOne(List<JsonNode> instances, JsonNode attribute, String op, JsonNode value) {
        if (op.equals("delete")) {
            instances.removeIf(i -> matches(attribute, i, value));
            return;
        }
        String selector = SchemaJudge.selector(attribute, value);
        for (int i = 0; i < instances.size(); i++) {
            if (SchemaJudge.selector(attribute, instances.get(i)).equals(selector)) {
                instances.set(i, op.equals("merge") ? merged(instances.get(i), value) : value);
                return;
            }
        }
        instances.add(op.equals("merge") ? merged(Json.MAPPER.createObjectNode(), value) : value);
    }

    private static boolean matches(JsonNode attribute, JsonNode instance, JsonNode given) {
        for (JsonNode s : attribute.path("selectors")) {
            String name = s.asText();
            if (given.has(name) && !given.get(name).equals(instance.path(name))) {
                return false;
            }
        }
        return true;
    }

    private static JsonNode merged(JsonNode old, JsonNode change) {
        if (!old.isObject() || !change.isObject()) {
            return change;
        }
        ObjectNode result = old.deepCopy();
        change.properties().forEach(e -> {
            if (e.getValue().isNull()) {
                result.remove(e.getKey());
            } else {
                result.set(e.getKey(), merged(result.path(e.getKey()), e.getValue()));
            }
        });
        return result;
    }
}
