package org.haat.channelsync.channel.flipkart.wire;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/** Answer of {@code GET /oauth-service/oauth/token}. Seconds of life are what is left, not what a fresh token has. */
@JsonNaming(SnakeCaseStrategy.class)
public record TokenAnswer(
        @Nullable String accessToken,
        @Nullable Long expiresIn,
        @Nullable String refreshToken,
        @Nullable Long refreshTokenExpiresIn) {
    @Override
    public String toString() {
        return "TokenAnswer[withheld]";
    }
}
