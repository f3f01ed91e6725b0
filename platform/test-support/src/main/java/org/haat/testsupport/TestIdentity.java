package org.haat.testsupport;

import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import org.jspecify.annotations.Nullable;

/** One real identity provider in the test JVM, and tokens of people with any role. */
public final class TestIdentity {
    private static final String ISSUER_ID = "identity";

    /** For signing one takes longer than what most requests ask for. They are good for an hour. */
    private static final Map<Object, Issued> TOKENS = new ConcurrentHashMap<>();

    private static final Duration GOOD_FOR = Duration.ofMinutes(30);

    private record Issued(String token, long atNanos) {
        boolean isYoung() {
            return System.nanoTime() - atNanos < GOOD_FOR.toNanos();
        }
    }

    private static final class Running {
        static final MockOAuth2Server SERVER = start();

        private static MockOAuth2Server start() {
            // Interactive: a browser gets a sign-in form in which it names the person and the claims.
            MockOAuth2Server server = new MockOAuth2Server(new OAuth2Config(true));
            server.start();
            return server;
        }
    }

    private TestIdentity() {}

    public static String issuer() {
        return Running.SERVER.issuerUrl(ISSUER_ID).toString();
    }

    /** A bearer token of a person of one agency. */
    public static String token(String person, String agency, String... roles) {
        return token(person, agency, null, List.of(roles), "haat");
    }

    /** A district officer, who belongs to no agency and sees all of them within one district. */
    public static String districtOfficer(int districtLgd) {
        return token("officer-" + districtLgd, null, districtLgd, List.of("district-officer"), "haat");
    }

    public static String token(
            String person,
            @Nullable String agency,
            @Nullable Integer districtLgd,
            List<String> roles,
            String audience) {
        List<@Nullable Object> whose = Arrays.asList(person, agency, districtLgd, List.copyOf(roles), audience);
        return TOKENS.compute(
                        whose,
                        (key, before) -> before != null && before.isYoung()
                                ? before
                                : new Issued(issue(person, agency, districtLgd, roles, audience), System.nanoTime()))
                .token();
    }

    private static String issue(
            String person,
            @Nullable String agency,
            @Nullable Integer districtLgd,
            List<String> roles,
            String audience) {
        Map<String, Object> claims = new HashMap<>();
        claims.put("name", person);
        claims.put("preferred_username", person);
        claims.put("groups", roles);
        if (agency != null) {
            claims.put("agency", agency);
        }
        if (districtLgd != null) {
            claims.put("district", districtLgd);
        }
        SignedJWT jwt = Running.SERVER.issueToken(ISSUER_ID, person, audience, claims);
        return jwt.serialize();
    }
}
