package org.haat.sandbox.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Judges attributes by the words of JSON Schema that the sandbox's product types use, Amazon's own among them. */
final class SchemaJudge {
    private final JsonNode schema;

    SchemaJudge(JsonNode schema) {
        this.schema = schema;
    }

    /** Everything wrong with a whole set of attributes. */
    List<Issue> judge(JsonNode attributes) {
        List<Issue> issues = new ArrayList<>();
        schema.path("required").forEach(r -> {
            if (!attributes.has(r.asText())) {
                issues.add(Issue.missing(r.asText()));
            }
        });
        if (schema.has("allOf") && AttributeShapes.IDENTIFIERS.stream().noneMatch(attributes::has)) {
            issues.add(Issue.missing("externally_assigned_product_identifier"));
            issues.add(Issue.missing("merchant_suggested_asin"));
        }
        attributes.properties().forEach(e -> issues.addAll(judge(e.getKey(), e.getValue())));
        return issues;
    }

    /** Everything wrong with one attribute. */
    List<Issue> judge(String name, JsonNode value) {
        JsonNode attribute = schema.path("properties").path(name);
        if (attribute.isMissingNode()) {
            return List.of(Issue.invalid(name, "the product type has no such attribute"));
        }
        if (value.isArray() && value.isEmpty()) {
            return List.of(Issue.error(
                    "99022", "The '" + name + "' attribute has not enough values.", name, "MISSING_ATTRIBUTE"));
        }
        List<String> wrong = new ArrayList<>();
        check(attribute, value, name, wrong);
        if (wrong.isEmpty()) {
            unique(attribute, value, wrong);
        }
        return wrong.stream().map(w -> Issue.invalid(name, w)).toList();
    }

    /** No more values than allowed for one set of selectors. */
    private static void unique(JsonNode attribute, JsonNode values, List<String> wrong) {
        int most = attribute.path("maxUniqueItems").asInt(1);
        Map<String, Integer> alike = new HashMap<>();
        values.forEach(v -> alike.merge(selector(attribute, v), 1, Integer::sum));
        if (alike.values().stream().anyMatch(n -> n > most)) {
            wrong.add("more than " + most + " values for the same selectors");
        }
    }

    /** What makes one instance of an attribute different from another. */
    static String selector(JsonNode attribute, JsonNode instance) {
        StringBuilder key = new StringBuilder();
        attribute.path("selectors").forEach(s -> key.append(
                        instance.path(s.asText()).asText(s.asText().equals("audience") ? "ALL" : ""))
                .append('|'));
        return key.toString();
    }

    private void check(JsonNode rule, JsonNode value, String at, List<String> wrong) {
        JsonNode r = resolve(rule);
        if (r.has("type") && !hasType(r.get("type").asText(), value)) {
            wrong.add(at + " must be " + r.get("type").asText());
            return;
        }
        if (r.has("enum")
                && StreamSupport.stream(r.get("enum").spliterator(), false).noneMatch(value::equals)) {
            wrong.add(at + " must be one of " + r.get("enum"));
        }
        if (value.isTextual()) {
            checkText(r, value.asText(), at, wrong);
        } else if (value.isNumber()) {
            checkNumber(r, value.decimalValue(), at, wrong);
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                check(r.path("items"), value.get(i), at + "[" + i + "]", wrong);
            }
        } else if (value.isObject()) {
            checkObject(r, value, at, wrong);
        }
    }

    private JsonNode resolve(JsonNode rule) {
        return rule.has("$ref") ? schema.at(rule.get("$ref").asText().substring(1)) : rule;
    }

    private static boolean hasType(String type, JsonNode value) {
        return switch (type) {
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            default -> value.isObject();
        };
    }

    private static void checkText(JsonNode r, String text, String at, List<String> wrong) {
        int length = text.codePointCount(0, text.length());
        if (length < r.path("minLength").asInt(0)) {
            wrong.add(at + " must not be empty");
        }
        if (r.has("maxLength") && length > r.get("maxLength").asInt()) {
            wrong.add(at + " is longer than " + r.get("maxLength").asInt() + " characters");
        }
        if (r.has("maxUtf8ByteLength")
                && text.getBytes(StandardCharsets.UTF_8).length
                        > r.get("maxUtf8ByteLength").asInt()) {
            wrong.add(at + " is longer than " + r.get("maxUtf8ByteLength").asInt() + " bytes");
        }
        if (r.has("pattern")
                && !Pattern.compile(r.get("pattern").asText()).matcher(text).find()) {
            wrong.add(at + " does not have the form " + r.get("pattern").asText());
        }
    }

    private static void checkNumber(JsonNode r, BigDecimal number, String at, List<String> wrong) {
        if (r.has("minimum") && number.compareTo(r.get("minimum").decimalValue()) < 0) {
            wrong.add(at + " is below " + r.get("minimum"));
        }
        if (r.has("maximum") && number.compareTo(r.get("maximum").decimalValue()) > 0) {
            wrong.add(at + " is above " + r.get("maximum"));
        }
    }

    private void checkObject(JsonNode r, JsonNode value, String at, List<String> wrong) {
        r.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                wrong.add(at + "." + name.asText() + " is missing");
            }
        });
        boolean closed =
                r.has("additionalProperties") && !r.get("additionalProperties").asBoolean(true);
        value.properties().forEach(e -> {
            JsonNode rule = r.path("properties").path(e.getKey());
            if (!rule.isMissingNode()) {
                check(rule, e.getValue(), at + "." + e.getKey(), wrong);
            } else if (closed) {
                wrong.add(at + "." + e.getKey() + " is not known");
            }
        });
    }
}
