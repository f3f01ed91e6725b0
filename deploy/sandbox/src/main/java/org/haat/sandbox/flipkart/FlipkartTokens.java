package org.haat.sandbox.flipkart;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.account.Accounts;
import org.haat.sandbox.account.Tokens;
import org.haat.sandbox.account.Tokens.Token;
import org.haat.sandbox.front.ConsentPage;
import org.haat.sandbox.http.Answer;
import org.haat.sandbox.http.Call;
import org.haat.sandbox.journal.Journal;
import org.haat.sandbox.journal.Json;
import org.haat.sandbox.journal.Shelf;
import org.haat.sandbox.pace.Pace;
import org.haat.sandbox.unkindness.FaultKind;
import org.haat.sandbox.unkindness.Unkindness;
import org.jspecify.annotations.Nullable;

/** Flipkart's token endpoint: GET with Basic authentication; a repeated call gives the live token with what is left of its life. */
final class FlipkartTokens {
    private static final Duration ACCESS_LIFE = Duration.ofDays(60);
    private static final Duration REFRESH_LIFE = Duration.ofDays(180);
    private static final Duration CODE_LIFE = Duration.ofMinutes(5);

    record Grant(String account, Instant until) {}

    private final Shelf<Grant> refreshTokens;
    private final Map<String, Grant> codes = new HashMap<>();
    private final Accounts accounts;
    private final Tokens tokens;
    private final Unkindness unkindness;
    private final Pace pace;

    FlipkartTokens(Journal journal, Accounts accounts, Tokens tokens, Unkindness unkindness, Pace pace) {
        this.refreshTokens = new Shelf<>(journal, "flipkart.refresh", Grant.class);
        this.accounts = accounts;
        this.tokens = tokens;
        this.unkindness = unkindness;
        this.pace = pace;
    }

    /** The account whose application id and secret the Basic header carries. */
    @Nullable
    Account basic(Call call) {
        String header = call.header("authorization").orElse("");
        if (!header.toLowerCase(Locale.ROOT).startsWith("basic ")) {
            return null;
        }
        try {
            String pair =
                    new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
            return accounts.of(Account.FLIPKART).stream()
                    .filter(a -> pair.equals(a.clientId() + ":" + a.clientSecret()))
                    .findFirst()
                    .orElse(null);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The account of a live bearer token. */
    Optional<Account> bearer(Call call) {
        String header = call.header("authorization").orElse("");
        if (!header.toLowerCase(Locale.ROOT).startsWith("bearer ")) {
            return Optional.empty();
        }
        return tokens.find(header.substring(7).strip())
                .filter(t -> t.partner().equals(Account.FLIPKART) && tokens.live(t))
                .flatMap(t -> accounts.find(Account.FLIPKART, t.account()))
                .filter(a -> !revoked(a));
    }

    private boolean revoked(Account account) {
        return unkindness
                .active(FaultKind.REVOKE, account.partner(), account.name(), null)
                .isPresent();
    }

    Answer token(Call call, @Nullable Account account) {
        if (account == null || revoked(account)) {
            return Refusals.unauthorized("Bad credentials");
        }
        return switch (call.query("grant_type").orElse("")) {
            case "client_credentials" -> Answer.json(200, answer(account));
            case "authorization_code" ->
                exchange(codes.remove(call.query("code").orElse("")), account);
            case "refresh_token" ->
                exchange(
                        refreshTokens
                                .find(call.query("refresh_token").orElse(""))
                                .orElse(null),
                        account);
            default ->
                Answer.json(
                        400,
                        Json.MAPPER
                                .createObjectNode()
                                .put("error", "unsupported_grant_type")
                                .put("error_description", "Unsupported grant type"));
        };
    }

    private ObjectNode answer(Account account) {
        Token token =
                tokens.liveOf(account).orElseGet(() -> tokens.issue(account, accounts.uuid(), false, ACCESS_LIFE));
        return Json.MAPPER
                .createObjectNode()
                .put("access_token", token.value())
                .put("token_type", "bearer")
                .put("expires_in", Duration.between(pace.now(), token.expires()).toSeconds())
                .put("scope", "Seller_Api");
    }

    private Answer exchange(@Nullable Grant grant, Account account) {
        if (grant == null || pace.now().isAfter(grant.until) || !grant.account.equals(account.name())) {
            return Answer.json(
                    400,
                    Json.MAPPER
                            .createObjectNode()
                            .put("error", "invalid_grant")
                            .put("error_description", "The code or refresh token is not valid"));
        }
        String refresh = accounts.uuid();
        refreshTokens.put(refresh, new Grant(account.name(), pace.now().plus(REFRESH_LIFE)));
        return Answer.json(
                200,
                answer(account)
                        .put("refresh_token", refresh)
                        .put("refresh_token_expires_in", REFRESH_LIFE.toSeconds()));
    }

    /** Flipkart's page: the seller allows the application in, or not. */
    Answer authorize(Call call, @Nullable Account ignored) {
        Optional<Account> account = accounts.of(Account.FLIPKART).stream()
                .filter(a -> a.clientId().equals(call.query("client_id").orElse("")))
                .findFirst();
        Optional<String> back = call.query("redirect_uri");
        if (account.isEmpty() || back.isEmpty()) {
            return Refusals.unauthorized("Unknown client");
        }
        String state = call.query("state").orElse("");
        return switch (call.query("decision").orElse("")) {
            case "allow" -> ConsentPage.goBack(back.get(), Map.of("state", state, "code", code(account.get())));
            case "deny" -> ConsentPage.goBack(back.get(), Map.of("state", state, "error", "access_denied"));
            default -> ConsentPage.of(call, "Flipkart stand-in", List.of(account.get()));
        };
    }

    private String code(Account account) {
        String code = accounts.hex(12);
        codes.put(code, new Grant(account.name(), pace.now().plus(CODE_LIFE)));
        return code;
    }
}
