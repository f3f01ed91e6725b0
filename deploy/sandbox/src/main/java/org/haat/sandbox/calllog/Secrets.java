package org.haat.sandbox.calllog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Takes tokens, secrets and signatures out of what is written down. */
final class Secrets {
    static final String HIDDEN = "(hidden)";

    private static final Set<String> HEADERS =
            Set.of("authorization", "x-amz-access-token", "cookie", "set-cookie", "proxy-authorization", "x-api-key");
    private static final Set<String> NAMES = Set.of(
            "accesstoken",
            "refreshtoken",
            "clientsecret",
            "appsecret",
            "secret",
            "password",
            "code",
            "token",
            "restricteddatatoken",
            "spapioauthcode",
            "xamzsignature",
            "xamzsecuritytoken",
            "xamzcredential");
    private static final Pattern SIGNED =
            Pattern.compile("(?i)((?:X-Amz-(?:Signature|Credential|Security-Token)|spapi_oauth_code)=)[^&\"\\s]+");
    private static final Pattern TOKEN = Pattern.compile("Atz[ar](?:\\.sprdt)?\\|[A-Za-z0-9._|\\-]+");

    private Secrets() {}

    static String header(String name, String value) {
        return HEADERS.contains(name.toLowerCase(Locale.ROOT)) ? HIDDEN : text(value);
    }

    /** @param always whether a {@code code} is a secret here, as it is at a token endpoint and nowhere else */
    static String named(String name, String value, boolean always) {
        return secret(name, always) ? HIDDEN : text(value);
    }

    static String text(String value) {
        return TOKEN.matcher(SIGNED.matcher(value).replaceAll("$1" + HIDDEN)).replaceAll(HIDDEN);
    }

    static JsonNode json(JsonNode node, boolean tokenEndpoint) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                boolean hide = field.getValue().isValueNode() && secret(field.getKey(), tokenEndpoint);
                copy.set(field.getKey(), hide ? TextNode.valueOf(HIDDEN) : json(field.getValue(), tokenEndpoint));
            }
            return copy;
        }
        if (node instanceof ArrayNode array) {
            List<JsonNode> copies = StreamSupport.stream(array.spliterator(), false)
                    .map(n -> json(n, tokenEndpoint))
                    .toList();
            return JsonNodeFactory.instance.arrayNode().addAll(copies);
        }
        return node.isTextual() ? TextNode.valueOf(text(node.asText())) : node;
    }

    private static boolean secret(String name, boolean tokenEndpoint) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[_-]", "");
        return NAMES.contains(plain) && (tokenEndpoint || !plain.equals("code"));
    }
}
