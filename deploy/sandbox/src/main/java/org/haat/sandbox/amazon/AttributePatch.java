package org.haat.sandbox.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * PATCH as Amazon means it. An attribute is a set of instances told apart by their selectors. {@code replace} and
 * {@code add} put what is given in the place of all that has the same selectors, so what it leaves out is gone, and what
 * has other selectors stays. {@code merge} keeps what it leaves out; null takes a field away. {@code delete} takes the
 * instances whose selectors are given.
 */
final class AttributePatch {
    private AttributePatch() {}

    /** @param attribute its schema, for the selectors */
    static void apply(ObjectNode attributes, String name, JsonNode attribute, String op, JsonNode values) {
        List<JsonNode> instances = new ArrayList<>();
        attributes.path(name).forEach(instances::add);
        if (op.equals("delete")) {
            values.forEach(given -> instances.removeIf(i -> matches(attribute, i, given)));
        } else {
            groups(attribute, values).forEach((selector, given) -> put(instances, attribute, op, selector, given));
        }
        if (instances.isEmpty()) {
            attributes.remove(name);
        } else {
            ArrayNode all = attributes.putArray(name);
            instances.forEach(all::add);
        }
    }

    private static Map<String, List<JsonNode>> groups(JsonNode attribute, JsonNode values) {
        Map<String, List<JsonNode>> groups = new LinkedHashMap<>();
        values.forEach(v -> groups.computeIfAbsent(SchemaJudge.selector(attribute, v), s -> new ArrayList<>())
                .add(v));
        return groups;
    }

    private static void put(
            List<JsonNode> instances, JsonNode attribute, String op, String selector, List<JsonNode> given) {
        List<JsonNode> old = instances.stream()
                .filter(i -> SchemaJudge.selector(attribute, i).equals(selector))
                .toList();
        instances.removeAll(old);
        if (op.equals("merge") && given.size() == 1) {
            JsonNode base = old.size() == 1 ? old.get(0) : given.get(0).deepCopy();
            instances.add(merged(base, given.get(0)));
        } else {
            instances.addAll(given);
        }
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
