package org.haat.channelsync.channel.amazon;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.amazon.wire.LwaToken;
import org.haat.channelsync.channel.http.ChannelHttp;
import org.haat.channelsync.channel.http.ChannelJson;
import org.haat.channelsync.channel.http.Credentials;
import org.haat.channelsync.channel.http.HttpCall;
import org.haat.channelsync.channel.http.TokenCache;
import org.haat.channelsync.channel.http.TokenCache.Token;

/** Login with Amazon: a refresh token becomes an access token of an hour, renewed a minute before its end. */
final class AmazonAuth implements Credentials {
    private static final String HEADER = "x-amz-access-token";
    private final ChannelHttp http;
    private final URI lwa;
    private final Clock clock;
    private final TokenCache tokens;

    AmazonAuth(ChannelHttp http, String lwaUrl, Clock clock) {
        this.http = http;
        this.lwa = URI.create(lwaUrl);
        this.clock = clock;
        this.tokens = new TokenCache(clock, Duration.ofMinutes(1));
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
        HttpCall call = HttpCall.ask(AmazonQuotas.of("lwaToken"), "POST", lwa)
                .form(Map.of(
                        "grant_type", "refresh_token",
                        "refresh_token", account.secret("refresh_token"),
                        "client_id", account.secret("client_id"),
                        "client_secret", account.secret("client_secret")));
        LwaToken answer = http.send(account, call, Credentials.NONE).json(LwaToken.class);
        String value = ChannelJson.required(answer.accessToken(), "access_token");
        long seconds = ChannelJson.required(answer.expiresIn(), "expires_in");
        return new Token(value, clock.instant().plusSeconds(seconds));
    }
}
