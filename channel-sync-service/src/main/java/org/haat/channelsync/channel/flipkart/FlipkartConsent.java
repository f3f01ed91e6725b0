package org.haat.channelsync.channel.flipkart;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.ConsentFlow.Answer;
import org.haat.channelsync.channel.ConsentFlow.Given;
import org.haat.channelsync.channel.ConsentFlow.Reason;
import org.haat.channelsync.channel.ConsentFlow.Refused;
import org.haat.channelsync.channel.CredentialLife;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.flipkart.wire.TokenAnswer;
import org.haat.channelsync.channel.http.Address;
import org.haat.channelsync.channel.http.ChannelJson;

/** Consent of a seller to a partner of Flipkart (authorization code). A seller's own program needs none. */
final class FlipkartConsent {
    private static final String SCOPE = "Seller_Api";
    private final FlipkartClient client;
    private final String baseUrl;
    private final Clock clock;

    FlipkartConsent(FlipkartClient client, String baseUrl, Clock clock) {
        this.client = client;
        this.baseUrl = baseUrl;
        this.clock = clock;
    }

    static List<CredentialLife> lives(Instant today) {
        int days = PublishedLimits.of("refresh_token_days", java.time.LocalDate.ofInstant(today, IndiaTime.INDIA));
        return List.of(
                new CredentialLife(FlipkartAuth.PARTNER, CredentialLife.Kind.REFRESH_TOKEN, Duration.ofDays(days)));
    }

    static boolean byConsent(Account account) {
        return FlipkartAuth.grant(account).equals(FlipkartAuth.PARTNER);
    }

    URI page(Account account, String state, URI callback) {
        if (!byConsent(account)) {
            throw new ChannelException(
                    FailureKind.REJECTED, "This account lives by the agency's own keys, which need no consent");
        }
        return Address.of(baseUrl)
                .path("oauth-service", "oauth", "authorize")
                .query("client_id", account.secret("app_id"))
                .query("redirect_uri", callback.toString())
                .query("response_type", "code")
                .query("scope", SCOPE)
                .query("state", state)
                .uri();
    }

    Answer exchange(Account account, Map<String, String> query, URI callback) {
        String code = query.getOrDefault("code", "");
        if (code.isBlank()) {
            return new Refused(Reason.DENIED, query.getOrDefault("error", ""));
        }
        try {
            return given(client.exchange(account, code, query.getOrDefault("state", ""), callback));
        } catch (ChannelException e) {
            boolean late = e.code().orElse("").equals("invalid_grant");
            return new Refused(late ? Reason.LATE : Reason.FAILED, String.valueOf(e.getMessage()));
        }
    }

    private Given given(TokenAnswer answer) {
        Map<CredentialLife.Kind, Instant> ends = new HashMap<>();
        Long seconds = answer.refreshTokenExpiresIn();
        if (seconds != null) {
            ends.put(CredentialLife.Kind.REFRESH_TOKEN, clock.instant().plusSeconds(seconds));
        }
        String token = ChannelJson.required(answer.refreshToken(), "refresh_token");
        return new Given(Map.of(FlipkartAuth.PARTNER, token), Map.copyOf(ends));
    }
}
