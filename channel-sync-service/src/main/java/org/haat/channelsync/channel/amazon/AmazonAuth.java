package org.haat.channelsync.channel.amazon;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.amazon.wire.LwaToken;
import org.haat.channelsync.channel.http.ChannelHttp;
import org.haat.channelsync.channel.http.ChannelJson;
import org.haat.channelsync.channel.http.Credentials;
import org.haat.channelsync.channel.http.HttpCall;
import org.haat.channelsync.channel.http.TokenCache;
import org.haat.channelsync.channel.http.TokenCache.Token;

/**
 * Login with Amazon: a seller's refresh token, or the application's own id and secret for what concerns no seller, become an
 * access token of an hour, renewed a minute before its end.
 */
final class AmazonAuth implements Credentials {
    private static final String HEADER = "x-amz-access-token";
    private final ChannelHttp http;
    private final URI lwa;
    private final Clock clock;
    private final TokenCache tokens;
    private final Function<Account, Map<String, String>> grant;

    private AmazonAuth(ChannelHttp http, String lwaUrl, Clock clock, Function<Account, Map<String, String>> grant) {
        this.grant = grant;
        this.http = http;
        this.lwa = URI.create(lwaUrl);
        this.clock = clock;
        this.tokens = new TokenCache(clock, Duration.ofMinutes(1));
    }

    /** Opens the door for a seller. */
    static AmazonAuth seller(ChannelHttp http, String lwaUrl, Clock clock) {
        return new AmazonAuth(
                http,
                lwaUrl,
                clock,
                account -> Map.of("grant_type", "refresh_token", "refresh_token", account.secret("refresh_token")));
    }

    /** Opens the door for the application itself, without a seller. */
    static AmazonAuth application(ChannelHttp http, String lwaUrl, Clock clock, String scope) {
        return new AmazonAuth(
                http, lwaUrl, clock, account -> Map.of("grant_type", "client_credentials", "scope", scope));
    }

    @Override
    public Map<String, String> headers(Account account) {
        return Map.of(HEADER, tokens.token(account, () -> fetch(account)));
    }

    @Override
    public boolean refused(Account account, Map<String, String> headers) {
        tokens.refused(account, headers.getOrDefault(HEADER, ""));
        return true;
    }

    private Token fetch(Account account) {
        Map<String, String> form = new HashMap<>(grant.apply(account));
        form.put("client_id", account.secret("client_id"));
        form.put("client_secret", account.secret("client_secret"));
        HttpCall call = HttpCall.ask(AmazonQuotas.of("lwaToken"), "POST", lwa).form(form);
        LwaToken answer = http.send(account, call, Credentials.NONE).json(LwaToken.class);
        String value = ChannelJson.required(answer.accessToken(), "access_token");
        long seconds = ChannelJson.required(answer.expiresIn(), "expires_in");
        return new Token(value, clock.instant().plusSeconds(seconds));
    }
}
