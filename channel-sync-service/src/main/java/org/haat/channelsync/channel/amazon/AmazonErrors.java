package org.haat.channelsync.channel.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.http.ChannelJson;
import org.haat.channelsync.channel.http.HttpAnswer;
import org.haat.channelsync.channel.http.PartnerErrors;
import org.jspecify.annotations.Nullable;

/**
 * Amazon's error bodies: {@code {"errors":[…]}}, a bare array at Listings Restrictions, {@code {"error":…}} at Login with
 * Amazon, and whatever a gateway says.
 */
final class AmazonErrors implements PartnerErrors {
    private static final Map<String, FailureKind> LWA = Map.of(
            "access_denied", FailureKind.AUTH,
            "invalid_grant", FailureKind.AUTH,
            "invalid_client", FailureKind.AUTH,
            "unauthorized_client", FailureKind.AUTH,
            "invalid_scope", FailureKind.AUTH,
            "invalid_request", FailureKind.AUTH,
            "server_error", FailureKind.TEMPORARY,
            "temporarily_unavailable", FailureKind.TEMPORARY);
    private static final Map<String, FailureKind> SP_API = Map.of("QuotaExceeded", FailureKind.THROTTLED);

    @Override
    public Optional<PartnerError> read(HttpAnswer answer) {
        try {
            JsonNode body = ChannelJson.mapper().readTree(answer.bytes());
            if (body == null) {
                return Optional.empty();
            }
            if (body.path("error").isTextual()) {
                return Optional.of(error(
                        body.path("error").asText(),
                        body.path("error_description").asText(),
                        LWA));
            }
            JsonNode first = (body.isArray() ? body : body.path("errors")).path(0);
            return first.isObject()
                    ? Optional.of(error(
                            first.path("code").asText(), first.path("message").asText(), SP_API))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // a gateway's page: the status has to do
        }
    }

    private static PartnerError error(String code, String message, Map<String, @Nullable FailureKind> kinds) {
        return new PartnerError(code, message, kinds.get(code));
    }
}
