package org.haat.local.identity;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.haat.local.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * OpenID Connect over HTTP: discovery, keys, authorization code with PKCE, refresh, and client credentials for programs
 * (client id = a person's id, client secret = {@link #clientSecret()}). Serves everything below {@link #PATH}.
 */
public final class IdentityProvider implements Handler<HttpServerRequest> {
    public static final String PATH = "/identity";
    /** The one client that signs people in. Its codes need its secret and PKCE. */
    public static final String CONSOLE = "haat-console";

    /** Name of the console client's secret in the data folder's secrets. */
    public static final String CONSOLE_SECRET = "console.secret";

    private static final int FORM_LIMIT = 16_384;
    private final String origin;
    private final List<Person> people;
    /** The newest signs; those before it stay published, so that tokens in use stay good. */
    private final List<SigningKey> keys = new CopyOnWriteArrayList<>();

    private final Tokens tokens;
    private final Grants grants;
    private final String clientSecret;
    private final String consoleSecret;

    /** @param origin the gateway's, without a slash at the end */
    public IdentityProvider(String origin, List<Person> people, Secrets secrets, Clock clock) {
        this.origin = origin;
        this.people = people;
        keys.add(SigningKey.in(secrets));
        this.tokens = new Tokens(issuer(), () -> keys.get(0), clock);
        this.grants = new Grants(clock);
        this.clientSecret = secrets.password("identity.client-secret");
        this.consoleSecret = secrets.password(CONSOLE_SECRET);
    }

    public String issuer() {
        return origin + PATH;
    }

    /** What a program gives as its client secret. */
    public String clientSecret() {
        return clientSecret;
    }

    /** From now on a new key signs; the one before stays published. It lasts until the next start. */
    public void rotateKey() {
        keys.add(0, SigningKey.fresh());
    }

    @Override
    public void handle(HttpServerRequest request) {
        String path = request.path().substring(PATH.length());
        request.response().putHeader("Cache-Control", "no-store").putHeader("X-Content-Type-Options", "nosniff");
        switch (request.method().name() + ' ' + path) {
            case "GET /.well-known/openid-configuration" -> json(request, 200, discovery());
            case "GET /jwks" ->
                json(
                        request,
                        200,
                        new JsonObject(Map.of(
                                "keys", keys.stream().map(SigningKey::publicJwk).toList())));
            case "GET /authorize" -> signIn(request);
            case "POST /authorize" -> form(request, this::signedIn);
            case "POST /token" -> form(request, this::token);
            case "GET /logout" -> signOut(request);
            case "GET ", "GET /" ->
                request.response().setStatusCode(303).putHeader("Location", "/").end();
            default -> problem(request, 404, "invalid_request", "There is nothing at this address.");
        }
    }

    private JsonObject discovery() {
        return new JsonObject()
                .put("issuer", issuer())
                .put("authorization_endpoint", issuer() + "/authorize")
                .put("token_endpoint", issuer() + "/token")
                .put("jwks_uri", issuer() + "/jwks")
                .put("end_session_endpoint", issuer() + "/logout")
                .put("response_types_supported", List.of("code"))
                .put("subject_types_supported", List.of("public"))
                .put("id_token_signing_alg_values_supported", List.of("RS256"))
                .put("scopes_supported", List.of("openid", "profile"))
                .put("grant_types_supported", List.of("authorization_code", "refresh_token", "client_credentials"))
                .put("token_endpoint_auth_methods_supported", List.of("client_secret_basic", "client_secret_post"))
                .put("code_challenge_methods_supported", List.of("S256"));
    }

    private void signIn(HttpServerRequest request) {
        Optional<String> wrong = wrongAuthorization(request.params());
        if (wrong.isPresent()) {
            problem(request, 400, "invalid_request", wrong.get());
            return;
        }
        request.response()
                .putHeader("Content-Type", "text/html;charset=UTF-8")
                .putHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .end(SignInPage.html(people, request.params()));
    }

    /** The redirect address is checked first: a wrong one gets a page, never a redirect. */
    private Optional<String> wrongAuthorization(MultiMap parameters) {
        String redirect = parameters.get("redirect_uri");
        if (redirect == null || !redirect.startsWith(origin + "/")) {
            return Optional.of("redirect_uri must lead to " + origin + ".");
        }
        if (!CONSOLE.equals(parameters.get("client_id"))) {
            return Optional.of("client_id is not known.");
        }
        if (!"code".equals(parameters.get("response_type"))) {
            return Optional.of("response_type must be code.");
        }
        if (!"S256".equals(parameters.get("code_challenge_method")) || parameters.get("code_challenge") == null) {
            return Optional.of("PKCE with S256 is needed.");
        }
        return Optional.empty();
    }

    private void signedIn(HttpServerRequest request, MultiMap form) {
        Optional<String> wrong = wrongAuthorization(form);
        Optional<Person> person = Person.find(people, form.get("person"));
        if (wrong.isPresent() || person.isEmpty()) {
            problem(request, 400, "invalid_request", wrong.orElse("That person is not known."));
            return;
        }
        String redirect = form.get("redirect_uri");
        String code = grants.code(person.get(), CONSOLE, redirect, form.get("code_challenge"), form.get("nonce"));
        String state = form.get("state");
        redirect(
                request,
                redirect + (redirect.contains("?") ? '&' : '?') + "code=" + encode(code)
                        + (state == null ? "" : "&state=" + encode(state)));
    }

    private void token(HttpServerRequest request, MultiMap form) {
        String grant = form.get("grant_type");
        switch (grant == null ? "" : grant) {
            case "authorization_code" -> answer(request, isConsole(request, form) ? redeem(form) : Optional.empty());
            case "refresh_token" -> answer(request, isConsole(request, form) ? refresh(form) : Optional.empty());
            case "client_credentials" -> answer(request, program(Client.of(request, form)));
            default -> problem(request, 400, "unsupported_grant_type", "This grant type is not offered here.");
        }
    }

    private void answer(HttpServerRequest request, Optional<JsonObject> given) {
        if (given.isPresent()) {
            json(request, 200, given.get());
        } else {
            problem(request, 400, "invalid_grant", "The code, token or secret is wrong, used or too old.");
        }
    }

    private Optional<JsonObject> redeem(MultiMap form) {
        return grants.take(form.get("code"))
                .filter(open -> open.redirectUri() != null && open.redirectUri().equals(form.get("redirect_uri")))
                .filter(open -> isProof(form.get("code_verifier"), open.challenge()))
                .map(open -> personTokens(open.person(), open.client(), open.nonce()));
    }

    private Optional<JsonObject> refresh(MultiMap form) {
        return grants.take(form.get("refresh_token"))
                .filter(open -> open.redirectUri() == null)
                .map(open -> personTokens(open.person(), open.client(), null));
    }

    private boolean isConsole(HttpServerRequest request, MultiMap form) {
        Client client = Client.of(request, form);
        return client.id().equals(CONSOLE) && isSame(client.secret(), consoleSecret);
    }

    private static boolean isProof(@Nullable String verifier, @Nullable String challenge) {
        if (verifier == null || challenge == null) {
            return false;
        }
        byte[] hash = SigningKey.sha256(verifier.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).equals(challenge);
    }

    private JsonObject personTokens(Person person, String client, @Nullable String nonce) {
        return bearer(tokens.access(person, client))
                .put("id_token", tokens.id(person, client, nonce))
                .put("refresh_token", grants.refresh(person, client));
    }

    private Optional<JsonObject> program(Client client) {
        return isSame(client.secret(), clientSecret)
                ? Person.find(people, client.id()).map(person -> bearer(tokens.access(person, person.id())))
                : Optional.empty();
    }

    private static boolean isSame(String given, String secret) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
    }

    /** Who calls the token endpoint, by header (RFC 6749, 2.3.1) or form; empty texts when it does not say. */
    private record Client(String id, String secret) {
        static Client of(HttpServerRequest request, MultiMap form) {
            String header = request.getHeader("Authorization");
            if (header == null || !header.startsWith("Basic ")) {
                return new Client(
                        Objects.requireNonNullElse(form.get("client_id"), ""),
                        Objects.requireNonNullElse(form.get("client_secret"), ""));
            }
            String[] pair = decodeBasic(header.substring(6)).split(":", 2);
            return new Client(decode(pair[0]), pair.length < 2 ? "" : decode(pair[1]));
        }

        private static String decode(String text) {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        }
    }

    private static String decodeBasic(String encoded) {
        try {
            return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static JsonObject bearer(String accessToken) {
        return new JsonObject()
                .put("access_token", accessToken)
                .put("token_type", "Bearer")
                .put("expires_in", Tokens.LIFE.toSeconds());
    }

    private void signOut(HttpServerRequest request) {
        String target = request.getParam("post_logout_redirect_uri");
        boolean ours = target != null && target.startsWith(origin + "/");
        String state = request.getParam("state");
        String address = ours ? target : origin + "/";
        redirect(
                request,
                ours && state != null
                        ? address + (address.contains("?") ? '&' : '?') + "state=" + encode(state)
                        : address);
    }

    private interface FormHandler {
        void handle(HttpServerRequest request, MultiMap form);
    }

    private static void form(HttpServerRequest request, FormHandler handler) {
        String length = request.getHeader("Content-Length");
        if (length != null && Long.parseLong(length) > FORM_LIMIT) {
            problem(request, 413, "invalid_request", "The form is too long.");
            return;
        }
        request.setExpectMultipart(true);
        request.endHandler(end -> handler.handle(request, request.formAttributes()));
    }

    private static void redirect(HttpServerRequest request, String address) {
        request.response().setStatusCode(303).putHeader("Location", address).end();
    }

    private static void json(HttpServerRequest request, int status, JsonObject body) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json;charset=UTF-8")
                .end(body.encode());
    }

    private static void problem(HttpServerRequest request, int status, String error, String description) {
        json(request, status, new JsonObject().put("error", error).put("error_description", description));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
