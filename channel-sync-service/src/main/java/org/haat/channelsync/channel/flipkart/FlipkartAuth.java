package org.haat.channelsync.channel.flipkart;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.flipkart.wire.TokenAnswer;
import org.haat.channelsync.channel.http.Address;
import org.haat.channelsync.channel.http.ChannelHttp;
import org.haat.channelsync.channel.http.ChannelJson;
import org.haat.channelsync.channel.http.Credentials;
import org.haat.channelsync.channel.http.HttpCall;
import org.haat.channelsync.channel.http.Quota;
import org.haat.channelsync.channel.http.TokenCache;
import org.haat.channelsync.channel.http.TokenCache.Token;

/**
 * Access tokens: a GET with the application's id and secret as Basic credentials. Self-access sellers use
 * {@code client_credentials}, sellers who gave a partner their consent {@code refresh_token}; the account's setting
 * {@code grant} says which. A token lives about sixty days and is renewed when less than three are left.
 */
final class FlipkartAuth implements Credentials {
    static final String SELF_ACCESS = "client_credentials";
    static final String PARTNER = "refresh_token";
    private static final Quota TOKENS = new Quota("getToken", 0.1, 10);
    private static final String BEARER = "Bearer ";
    private final ChannelHttp http;
    private final String baseUrl;
    private final TokenCache tokens;
    private final Clock clock;

    FlipkartAuth(ChannelHttp http, String baseUrl, Clock clock) {
        this.http = http;
        this.baseUrl = baseUrl;
        this.clock = clock;
        this.tokens = new TokenCache(clock, Duration.ofDays(3));
    }

    @Override
    public Map<String, String> headers(Account account) {
        return Map.of("authorization", BEARER + tokens.token(account, () -> fetch(account)));
    }

    @Override
    public boolean refused(Account account, Map<String, String> headers) {
        tokens.refused(account, headers.getOrDefault("authorization", BEARER).substring(BEARER.length()));
        return true;
    }

    private Token fetch(Account account) {
        Address token = Address.of(baseUrl).path("oauth-service", "oauth", "token");
        Address asked = PARTNER.equals(grant(account))
                ? token.query("grant_type", PARTNER).query("refresh_token", account.secret("refresh_token"))
                : token.query("grant_type", SELF_ACCESS).query("scope", "Seller_Api");
        TokenAnswer answer = http.send(account, HttpCall.get(TOKENS, asked.uri()), new Basic())
                .json(TokenAnswer.class);
        String value = ChannelJson.required(answer.accessToken(), "access_token");
        long seconds = ChannelJson.required(answer.expiresIn(), "expires_in");
        return new Token(value, clock.instant().plusSeconds(seconds));
    }

    /** Credentials for a code that a seller's consent brought. The code is good once, so it is never tried again. */
    TokenAnswer exchange(Account account, String code, String state, URI callback) {
        Address token = Address.of(baseUrl)
                .path("oauth-service", "oauth", "token")
                .query("grant_type", "authorization_code")
                .query("redirect_uri", callback.toString())
                .query("state", state)
                .query("code", code);
        return http.send(account, HttpCall.write(TOKENS, "GET", token.uri()), new Basic())
                .json(TokenAnswer.class);
    }

    static String grant(Account account) {
        String grant = account.settings().getOrDefault("grant", "");
        return grant.isBlank() ? SELF_ACCESS : grant;
    }

    /** Opens the token's own door; refused once is refused. */
    private static final class Basic implements Credentials {
        @Override
        public Map<String, String> headers(Account account) {
            String pair = account.secret("app_id") + ":" + account.secret("app_secret");
            byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
            return Map.of("authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
        }

        @Override
        public boolean refused(Account account, Map<String, String> headers) {
            return false;
        }
    }
}
