package org.haat.sandbox.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.account.Accounts;
import org.haat.sandbox.account.Tokens;
import org.haat.sandbox.http.Answer;
import org.haat.sandbox.http.Call;
import org.haat.sandbox.journal.Json;
import org.haat.sandbox.pace.Pace;
import org.haat.sandbox.unkindness.FaultKind;
import org.haat.sandbox.unkindness.Unkindness;
import org.jspecify.annotations.Nullable;

/** Login with Amazon: three grants, an hour of life, and its own error shape. */
final class Lwa {
    private static final Duration TOKEN_LIFE = Duration.ofSeconds(3600);
    private static final Duration CODE_LIFE = Duration.ofMinutes(5);

    private record Code(String account, Instant until) {}

    private final Map<String, Code> codes = new HashMap<>();
    private final Accounts accounts;
    private final Tokens tokens;
    private final Unkindness unkindness;
    private final Pace pace;

    Lwa(Accounts accounts, Tokens tokens, Unkindness unkindness, Pace pace) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.unkindness = unkindness;
        this.pace = pace;
    }

    /** The account a token call is about, as far as it says so. */
    @Nullable
    Account about(Call call) {
        Map<String, String> fields = fields(call);
        return accounts.of(Account.AMAZON).stream()
                .filter(a -> fields.containsKey("refresh_token")
                        ? fields.get("refresh_token").equals(a.refreshToken())
                        : a.clientId().equals(fields.get("client_id")))
                .findFirst()
                .orElse(null);
    }

    Answer token(Call call, @Nullable Account ignored) {
        Map<String, String> f = fields(call);
        String grant = f.getOrDefault("grant_type", "");
        if (!f.containsKey("client_id") || !f.containsKey("client_secret")) {
            return error(
                    400, "invalid_request", "The request is missing a required parameter : client_id or client_secret");
        }
        if (!knowsClient(f)) {
            return error(401, "invalid_client", "Client authentication failed");
        }
        return switch (grant) {
            case "refresh_token" -> refresh(f);
            case "client_credentials" -> grantless(f);
            case "authorization_code" -> exchange(f);
            default -> error(400, "unsupported_grant_type", "The authorization grant type is not supported");
        };
    }

    private boolean knowsClient(Map<String, String> f) {
        return accounts.of(Account.AMAZON).stream()
                .anyMatch(a -> a.clientId().equals(f.get("client_id"))
                        && a.clientSecret().equals(f.get("client_secret")));
    }

    private Answer refresh(Map<String, String> f) {
        String refreshToken = f.get("refresh_token");
        if (refreshToken == null) {
            return error(400, "invalid_request", "The request is missing a required parameter : refresh_token");
        }
        Optional<Account> account = accounts.of(Account.AMAZON).stream()
                .filter(a -> refreshToken.equals(a.refreshToken()))
                .findFirst();
        if (account.isEmpty() || revoked(account.get())) {
            return error(
                    400,
                    "invalid_grant",
                    "The request has an invalid grant parameter : refresh_token. User may have revoked or didn't grant the permission.");
        }
        if (!account.get().clientId().equals(f.get("client_id"))) {
            return error(400, "unauthorized_client", "The client is not the one the refresh token was given to");
        }
        return granted(account.get());
    }

    boolean revoked(Account account) {
        return unkindness
                .active(FaultKind.REVOKE, account.partner(), account.name(), null)
                .isPresent();
    }

    private Answer granted(Account account) {
        String value = "Atza|" + accounts.hex(80);
        tokens.issue(account, value, false, TOKEN_LIFE);
        ObjectNode body = bearer(value);
        body.put("refresh_token", account.refreshToken());
        return Answer.json(200, body);
    }

    private Answer grantless(Map<String, String> f) {
        if (!f.getOrDefault("scope", "").startsWith("sellingpartnerapi::")) {
            return error(400, "invalid_scope", "The request has an invalid parameter : scope");
        }
        Account account = accounts.of(Account.AMAZON).stream()
                .filter(a -> a.clientId().equals(f.get("client_id")))
                .findFirst()
                .orElseThrow();
        String value = "Atza|" + accounts.hex(80);
        tokens.issue(account, value, true, TOKEN_LIFE);
        return Answer.json(200, bearer(value));
    }

    private Answer exchange(Map<String, String> f) {
        Code code = codes.remove(f.getOrDefault("code", ""));
        if (code == null || pace.now().isAfter(code.until)) {
            return error(400, "invalid_grant", "The request has an invalid grant parameter : code");
        }
        return granted(accounts.find(Account.AMAZON, code.account).orElseThrow());
    }

    /** What the seller's browser brings back after she agreed; good for five minutes and one exchange. */
    String consent(Account account) {
        String code = accounts.hex(12);
        codes.put(code, new Code(account.name(), pace.now().plus(CODE_LIFE)));
        return code;
    }

    private static ObjectNode bearer(String value) {
        return Json.MAPPER
                .createObjectNode()
                .put("access_token", value)
                .put("token_type", "bearer")
                .put("expires_in", TOKEN_LIFE.toSeconds());
    }

    private Answer error(int status, String error, String description) {
        return Answer.json(
                status,
                Json.MAPPER
                        .createObjectNode()
                        .put("error", error)
                        .put("error_description", description)
                        .put("request_id", accounts.uuid()));
    }

    private static Map<String, String> fields(Call call) {
        Map<String, String> fields = new HashMap<>();
        if (call.header("content-type").orElse("").contains("json")) {
            JsonNode body = call.json().orElseGet(Json.MAPPER::createObjectNode);
            body.properties().forEach(e -> fields.put(e.getKey(), e.getValue().asText()));
            return fields;
        }
        for (String pair : call.bodyText().split("&")) {
            int eq = pair.indexOf('=');
            if (eq > 0) {
                fields.put(pair.substring(0, eq), decode(pair.substring(eq + 1)));
            }
        }
        return fields;
    }

    private static String decode(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }
}
