package org.haat.local.identity;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Codes and refresh tokens that were given out and not yet used; each works once. Thread-safe. */
final class Grants {
    private static final Duration CODE_LIFE = Duration.ofMinutes(1);
    private static final Duration REFRESH_LIFE = Duration.ofHours(12);
    private final ConcurrentHashMap<String, Grant> open = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    Grants(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param redirectUri where the code was sent; null for a refresh token
     * @param challenge PKCE S256 challenge, or null
     */
    record Grant(
            Person person,
            String client,
            @Nullable String redirectUri,
            @Nullable String challenge,
            @Nullable String nonce,
            Instant until) {}

    String code(Person person, String client, String redirectUri, @Nullable String challenge, @Nullable String nonce) {
        return keep(
                "c.",
                new Grant(
                        person,
                        client,
                        redirectUri,
                        challenge,
                        nonce,
                        clock.instant().plus(CODE_LIFE)));
    }

    String refresh(Person person, String client) {
        return keep(
                "r.",
                new Grant(person, client, null, null, null, clock.instant().plus(REFRESH_LIFE)));
    }

    Optional<Grant> take(@Nullable String word) {
        return Optional.ofNullable(word).map(open::remove).filter(grant -> clock.instant()
                .isBefore(grant.until()));
    }

    private String keep(String kind, Grant grant) {
        open.values().removeIf(old -> clock.instant().isAfter(old.until()));
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        String word = kind + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        open.put(word, grant);
        return word;
    }
}
