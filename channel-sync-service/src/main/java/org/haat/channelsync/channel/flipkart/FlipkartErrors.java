package org.haat.channelsync.channel.flipkart;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.http.ChannelJson;
import org.haat.channelsync.channel.http.HttpAnswer;
import org.haat.channelsync.channel.http.PartnerErrors;
import org.jspecify.annotations.Nullable;

/**
 * Flipkart's error bodies. The shape differs by door and none is officially described: OAuth's {@code error} with
 * {@code error_description}, the listings' {@code errors[].code/description}, the orders' {@code errorCode/message}. A gateway
 * in front answers in HTML, which is no error of Flipkart's.
 */
final class FlipkartErrors implements PartnerErrors {
    static final String RETRY_CODE = "DEPENDENT_SYSTEM_CALL_FAILED";
    private static final String UNKNOWN_SHIPMENT = "INVALID_SHIPMENTS";
    private static final Set<String> DOOR_CODES =
            Set.of("unauthorized", "invalid_token", "invalid_grant", "invalid_client", "unauthorized_client");

    @Override
    public Optional<PartnerError> read(HttpAnswer answer) {
        return tree(answer).flatMap(FlipkartErrors::error);
    }

    private static Optional<JsonNode> tree(HttpAnswer answer) {
        try {
            return Optional.ofNullable(ChannelJson.mapper().readTree(answer.bytes()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<PartnerError> error(JsonNode body) {
        JsonNode node =
                body.path("errors").path(0).isObject() ? body.path("errors").path(0) : body;
        String code = first(node, "errorCode", "code", "error");
        String message = first(node, "errorMessage", "message", "description", "error_description");
        if (code.isEmpty() && message.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new PartnerError(code.isEmpty() ? "UNNAMED" : code, message, kind(code)));
    }

    private static String first(JsonNode node, String... names) {
        for (String name : names) {
            String text = node.path(name).asText("");
            if (!text.isBlank()) {
                return text;
            }
        }
        return "";
    }

    private static @Nullable FailureKind kind(String code) {
        if (RETRY_CODE.equals(code)) {
            return FailureKind.TEMPORARY;
        }
        if (UNKNOWN_SHIPMENT.equals(code)) {
            return FailureKind.NOT_FOUND;
        }
        return DOOR_CODES.contains(code) ? FailureKind.AUTH : null;
    }
}
