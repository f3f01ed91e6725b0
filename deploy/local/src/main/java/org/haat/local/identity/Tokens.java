package org.haat.local.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the tokens of a person. */
final class Tokens {
    static final Duration LIFE = Duration.ofHours(1);
    /** Audience that Haat's services ask for. */
    private static final String AUDIENCE = "haat";

    private final String issuer;
    private final Supplier<SigningKey> key;
    private final Clock clock;

    Tokens(String issuer, Supplier<SigningKey> key, Clock clock) {
        this.issuer = issuer;
        this.key = key;
        this.clock = clock;
    }

    String access(Person person, String client) {
        Map<String, Object> claims = common(person);
        claims.put("aud", List.of(AUDIENCE));
        claims.put("azp", client);
        claims.put("typ", "Bearer");
        return key.get().sign(claims);
    }

    String id(Person person, String client, @Nullable String nonce) {
        Map<String, Object> claims = common(person);
        claims.put("aud", List.of(client, AUDIENCE));
        claims.put("azp", client);
        claims.put("typ", "ID");
        if (nonce != null) {
            claims.put("nonce", nonce);
        }
        return key.get().sign(claims);
    }

    private Map<String, Object> common(Person person) {
        Instant now = clock.instant();
        Map<String, Object> claims = new LinkedHashMap<>(person.claims());
        claims.put("iss", issuer);
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("iat", now.getEpochSecond());
        claims.put("auth_time", now.getEpochSecond());
        claims.put("exp", now.plus(LIFE).getEpochSecond());
        return claims;
    }
}
