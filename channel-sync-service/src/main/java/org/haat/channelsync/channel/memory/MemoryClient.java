package org.haat.channelsync.channel.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.http.ChannelJson;
import org.haat.channelsync.channel.http.HttpParts;
import org.haat.channelsync.channel.http.Quota;
import org.haat.channelsync.channel.http.Scrubber;
import org.haat.channelsync.channel.http.TokenCache;
import org.haat.channelsync.channel.http.Transcript;

/** Calls the marketplace as a channel over HTTP calls its partner: token, throttle, transcript, one count per call. */
final class MemoryClient {
    private static final Duration TOKEN_LIFE = Duration.ofHours(1);
    private final MemoryMarket market;
    private final HttpParts parts;
    private final TokenCache tokens;

    MemoryClient(MemoryMarket market, HttpParts parts) {
        this.market = market;
        this.parts = parts;
        this.tokens = new TokenCache(parts.clock(), Duration.ofMinutes(1));
    }

    /** @param request what is said, for the transcript */
    <T> T call(Account account, MemoryOperation operation, Object request, Supplier<T> effect) {
        String token = token(account);
        try {
            return once(account, operation, request, token, effect);
        } catch (ChannelException e) {
            if (e.kind() != FailureKind.AUTH || !e.code().orElse("").equals("401")) {
                throw e;
            }
            tokens.refused(account, token);
            return once(account, operation, request, token(account), effect);
        }
    }

    private String token(Account account) {
        account.secret("client_secret");
        if (account.settings().containsKey("consent")) {
            account.secret("refresh_token");
        }
        return tokens.token(
                account,
                () -> once(account, MemoryOperation.TOKEN, Map.of(), "", () -> {
                    Instant end = parts.clock().instant().plus(TOKEN_LIFE);
                    return new TokenCache.Token(market.token(account.id()), end);
                }));
    }

    private <T> T once(Account account, MemoryOperation operation, Object request, String token, Supplier<T> effect) {
        Quota quota = market.quota(account.id(), operation).shared(account.callShare());
        Duration wait = parts.throttle().take(account.id(), quota);
        if (!wait.isZero()) {
            throw ChannelException.ownQuota(operation.name(), wait);
        }
        try {
            T result = served(operation, effect);
            note(account, operation, request, token, "ok");
            return result;
        } catch (ChannelException e) {
            if (e.kind() == FailureKind.THROTTLED) {
                parts.throttle().refused(account.id(), quota, e.retryAfter().orElse(Duration.ZERO));
            }
            note(account, operation, request, token, e.kind().name());
            throw e;
        }
    }

    private <T> T served(MemoryOperation operation, Supplier<T> effect) {
        MemoryMarket.Mood mood = market.mood(operation);
        if (mood == null) {
            return effect.get();
        }
        if (mood.applied()) {
            var unused = effect.get(); // its answer is what gets lost
        }
        throw mood.fault();
    }

    private void note(Account account, MemoryOperation operation, Object request, String token, String outcome) {
        parts.meter().count(account.id(), operation.name(), outcome, Duration.ZERO);
        parts.transcript()
                .record(new Transcript.Entry(
                        parts.clock().instant(),
                        account.id(),
                        operation.name(),
                        operation.write() ? "PUT" : "GET",
                        "/" + operation,
                        "ok".equals(outcome) ? 200 : 0,
                        outcome,
                        Duration.ZERO,
                        Scrubber.headers(Map.of("authorization", token)),
                        Scrubber.body(ChannelJson.write(request)),
                        Map.of(),
                        null));
    }
}
