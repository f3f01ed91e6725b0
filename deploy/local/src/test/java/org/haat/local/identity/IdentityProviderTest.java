package org.haat.local.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.haat.local.Ports;
import org.haat.local.Secrets;
import org.haat.local.gateway.Gateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityProviderTest {
    private static final String VERIFIER = "a-verifier-that-is-long-enough-for-the-standard-43";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private Gateway gateway;
    private IdentityProvider identity;
    private Secrets secrets;

    @BeforeEach
    void start() {
        secrets = Secrets.in(folder);
        gateway = new Gateway(Ports.in(folder).gateway(OptionalInt.empty()));
        identity = new IdentityProvider(gateway.origin(), Person.demo(), secrets, Clock.systemUTC());
        gateway.route(IdentityProvider.PATH, identity);
        gateway.start();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void personSignsInWithACodeAndTheTokensCarryRoleAgencyAndAudience() throws Exception {
        String code = codeOf("bimal");

        JsonNode answer = JSON.readTree(redeem(code, VERIFIER, consoleSecret()).body());

        JsonNode access = verified(answer.get("access_token").asText());
        assertThat(access.get("iss").asText()).isEqualTo(gateway.origin() + "/identity");
        assertThat(access.get("sub").asText()).isEqualTo("bimal");
        assertThat(access.get("name").asText()).isEqualTo("Bimal Das");
        assertThat(access.get("groups")).map(JsonNode::asText).containsExactly("catalogue-editor");
        assertThat(access.get("agency").asText()).isEqualTo(Person.SAMPLE_AGENCY);
        assertThat(access.has("district")).isFalse();
        assertThat(access.get("aud")).map(JsonNode::asText).contains("haat");
        JsonNode id = verified(answer.get("id_token").asText());
        assertThat(id.get("nonce").asText()).isEqualTo("n-1");
        assertThat(id.get("aud")).map(JsonNode::asText).contains("haat-console", "haat");
        assertThat(id.get("groups")).map(JsonNode::asText).containsExactly("catalogue-editor");
    }

    @Test
    void bareAddressLeadsToThePagesThatAskWhoYouAre() throws Exception {
        HttpRequest bare = HttpRequest.newBuilder(URI.create(identity.issuer())).build();

        HttpResponse<String> answer = http.send(bare, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/");
    }

    @Test
    void districtOfficerHasADistrictAndNoAgency() throws Exception {
        JsonNode claims =
                verified(JSON.readTree(program("dipa", identity.clientSecret()).body())
                        .get("access_token")
                        .asText());

        assertThat(claims.get("district").asInt()).isEqualTo(305);
        assertThat(claims.has("agency")).isFalse();
    }

    @Test
    void codeWorksOnceOnlyWithItsVerifierAndTheClientsSecret() throws Exception {
        assertThat(redeem(codeOf("anita"), VERIFIER + "x", consoleSecret()).statusCode())
                .isEqualTo(400);
        assertThat(redeem(codeOf("anita"), VERIFIER, "wrong").statusCode()).isEqualTo(400);
        String code = codeOf("anita");
        assertThat(redeem(code, VERIFIER, consoleSecret()).statusCode()).isEqualTo(200);
        assertThat(redeem(code, VERIFIER, consoleSecret()).statusCode()).isEqualTo(400);
    }

    @Test
    void refreshTokenGivesNewTokensOnce() throws Exception {
        String refresh = JSON.readTree(
                        redeem(codeOf("anita"), VERIFIER, consoleSecret()).body())
                .get("refresh_token")
                .asText();
        Map<String, String> form = Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                refresh,
                "client_id",
                "haat-console",
                "client_secret",
                consoleSecret());

        assertThat(post("/identity/token", form).statusCode()).isEqualTo(200);
        assertThat(post("/identity/token", form).statusCode()).isEqualTo(400);
    }

    @Test
    void newKeySignsAndTheOneBeforeStaysPublished() throws Exception {
        String before = JSON.readTree(get("/identity/jwks").body())
                .get("keys")
                .get(0)
                .get("kid")
                .asText();

        identity.rotateKey();

        JsonNode keys = JSON.readTree(get("/identity/jwks").body()).get("keys");
        assertThat(keys).hasSize(2);
        assertThat(keys.get(1).get("kid").asText()).isEqualTo(before);
        verified(
                JSON.readTree(redeem(codeOf("bimal"), VERIFIER, consoleSecret()).body())
                        .get("access_token")
                        .asText());
    }

    @Test
    void programNeedsTheSecretAndAKnownPerson() throws Exception {
        assertThat(program("anita", "wrong").statusCode()).isEqualTo(400);
        assertThat(program("nobody", identity.clientSecret()).statusCode()).isEqualTo(400);
    }

    @Test
    void signInLeadsNowhereElseAndNeedsPkce() throws Exception {
        Map<String, String> request = authorization();
        request.put("redirect_uri", "http://evil.example/");
        assertThat(get("/identity/authorize?" + encode(request)).statusCode()).isEqualTo(400);
        request = authorization();
        request.remove("code_challenge");
        assertThat(get("/identity/authorize?" + encode(request)).statusCode()).isEqualTo(400);
    }

    @Test
    void signInPageListsEveryDemoPersonAndEscapesWhatItCarries() throws Exception {
        Map<String, String> request = authorization();
        request.put("state", "\"><script>");

        String page = get("/identity/authorize?" + encode(request)).body();

        assertThat(page)
                .contains(Person.demo().stream().map(Person::name).toList())
                .doesNotContain("<script>");
    }

    private Map<String, String> authorization() {
        Map<String, String> request = new LinkedHashMap<>();
        request.put("client_id", "haat-console");
        request.put("redirect_uri", gateway.origin() + "/catalog/");
        request.put("response_type", "code");
        request.put("state", "s-1");
        request.put("nonce", "n-1");
        request.put("code_challenge_method", "S256");
        request.put(
                "code_challenge",
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(SigningKey.sha256(VERIFIER.getBytes(StandardCharsets.US_ASCII))));
        return request;
    }

    private String codeOf(String person) throws IOException, InterruptedException {
        Map<String, String> form = authorization();
        form.put("person", person);
        HttpResponse<String> answer = post("/identity/authorize", form);
        assertThat(answer.statusCode()).isEqualTo(303);
        String location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(location).startsWith(gateway.origin() + "/catalog/?code=").endsWith("&state=s-1");
        return location.replaceAll(".*code=([^&]*).*", "$1");
    }

    private HttpResponse<String> redeem(String code, String verifier, String secret)
            throws IOException, InterruptedException {
        return post(
                "/identity/token",
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "code_verifier",
                        verifier,
                        "redirect_uri",
                        gateway.origin() + "/catalog/",
                        "client_id",
                        "haat-console",
                        "client_secret",
                        secret));
    }

    private HttpResponse<String> program(String person, String secret) throws IOException, InterruptedException {
        return post(
                "/identity/token",
                Map.of("grant_type", "client_credentials", "client_id", person, "client_secret", secret));
    }

    private String consoleSecret() {
        return secrets.password(IdentityProvider.CONSOLE_SECRET);
    }

    /** Checks the signature with the published key. */
    private JsonNode verified(String token) throws Exception {
        String[] parts = token.split("\\.");
        JsonNode key = JSON.readTree(get("/identity/jwks").body()).get("keys").get(0);
        BigInteger modulus =
                new BigInteger(1, Base64.getUrlDecoder().decode(key.get("n").asText()));
        BigInteger exponent =
                new BigInteger(1, Base64.getUrlDecoder().decode(key.get("e").asText()));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent)));
        signature.update((parts[0] + '.' + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
        return JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(gateway.origin() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, Map<String, String> form) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(gateway.origin() + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(encode(form)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(entry -> entry.getKey() + '=' + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
