package org.haat.channelsync.channel.amazon.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** Login with Amazon's answer. */
public record LwaToken(
        @JsonProperty("access_token") @Nullable String accessToken,
        @JsonProperty("expires_in") @Nullable Long expiresIn,
        @JsonProperty("refresh_token") @Nullable String refreshToken) {
    @Override
    public String toString() {
        return "LwaToken[" + expiresIn + " s]";
    }
}
