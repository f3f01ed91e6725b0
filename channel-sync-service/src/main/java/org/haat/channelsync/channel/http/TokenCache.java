package org.haat.channelsync.channel.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens, one per account and set of secrets. However many threads ask, one fetches; a token is renewed before it
 * ends, and the old one serves on if the renewal fails for a passing reason. A refusal of the secrets themselves is
 * remembered for a few seconds, so that the calls under way of a revoked account do not hammer the partner, and short enough
 * for a person who mended it at the partner and resumes the account. Thread-safe.
 */
public final class TokenCache {
    private static final Duration REMEMBER_REFUSAL = Duration.ofSeconds(5);
    private final Map<String, Slot> slots = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Duration renewBefore;

    /**
     * @param renewBefore how long before its end a token is renewed, but not before half of its life has gone: a partner may
     *     hand out the token that it already gave, with what is left of it
     */
    public TokenCache(Clock clock, Duration renewBefore) {
        this.clock = clock;
        this.renewBefore = renewBefore;
    }

    /** A token that is good now. @throws ChannelException whatever {@code fetch} throws */
    public String token(Account account, Supplier<Token> fetch) {
        return slot(account).get(fetch);
    }

    /** Forgets {@code token} if it is still the current one. */
    public void refused(Account account, String token) {
        slot(account).forget(token);
    }

    private Slot slot(Account account) {
        return slots.computeIfAbsent(account.id() + fingerprint(account.secrets()), key -> new Slot());
    }

    private static String fingerprint(Map<String, String> secrets) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] hash = digest.digest(new TreeMap<>(secrets).toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** @param expiresAt when the partner stops taking it */
    public record Token(String value, Instant expiresAt) {
        @Override
        public String toString() {
            return "Token[until " + expiresAt + "]";
        }
    }

    private final class Slot {
        private final Object fetching = new Object();
        private volatile @Nullable Token token;
        private volatile Instant renewAt = Instant.MIN;
        private volatile int attempts;
        private @Nullable ChannelException failure;
        private Instant failureHoldsUntil = Instant.MIN;

        String get(Supplier<Token> fetch) {
            Token held = token;
            if (held != null && clock.instant().isBefore(renewAt)) {
                return held.value();
            }
            int seen = attempts;
            synchronized (fetching) {
                return getAlone(fetch, seen);
            }
        }

        private String getAlone(Supplier<Token> fetch, int seen) {
            Token held = token;
            Instant now = clock.instant();
            if (held != null && now.isBefore(renewAt)) {
                return held.value();
            }
            ChannelException earlier = failure;
            if (earlier != null && (seen != attempts || now.isBefore(failureHoldsUntil))) {
                throw earlier;
            }
            return renew(fetch, held, now);
        }

        private String renew(Supplier<Token> fetch, @Nullable Token held, Instant now) {
            try {
                Token fresh = fetch.get();
                renewAt = renewAt(fresh, now);
                token = fresh;
                failure = null;
                return fresh.value();
            } catch (ChannelException e) {
                if (held != null && e.kind() != FailureKind.AUTH && now.isBefore(held.expiresAt())) {
                    return held.value();
                }
                failure = e;
                failureHoldsUntil = e.kind() == FailureKind.AUTH ? now.plus(REMEMBER_REFUSAL) : Instant.MIN;
                throw e;
            } finally {
                attempts++;
            }
        }

        private Instant renewAt(Token fresh, Instant now) {
            Instant early = fresh.expiresAt().minus(renewBefore);
            Instant half = now.plus(Duration.between(now, fresh.expiresAt()).dividedBy(2));
            return early.isAfter(half) ? early : half;
        }

        void forget(String refused) {
            synchronized (fetching) {
                Token held = token;
                if (held != null && held.value().equals(refused)) {
                    token = null;
                }
            }
        }
    }
}
