package org.haat.sandbox.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.haat.sandbox.Browser;
import org.haat.sandbox.Reply;
import org.haat.sandbox.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LwaTest {
    private static final String ORDERS = "/amazon/orders/2026-01-01/orders?createdAfter=2026-01-01T00:00:00Z";

    @TempDir
    Path data;

    private World world;
    private JsonNode account;

    @BeforeEach
    void start() throws IOException {
        world = new World(data);
        account = world.account("amazon-in", "wb-prd");
    }

    @AfterEach
    void stop() throws IOException {
        world.close();
    }

    @Test
    void tokenLivesAnHour() throws IOException {
        Browser program = world.amazon(account);
        assertThat(program.get(ORDERS).status()).isEqualTo(200);
        world.clock.pass(Duration.ofMinutes(59));
        assertThat(program.get(ORDERS).status()).isEqualTo(200);
        world.clock.pass(Duration.ofMinutes(2));
        Reply late = program.get(ORDERS);
        assertThat(late.status()).isEqualTo(403);
        assertThat(late.at("/errors/0/code").asText()).isEqualTo("Unauthorized");
        assertThat(late.at("/errors/0/details").asText()).contains("expired");
    }

    @Test
    void wrongSecretIsInvalidClient() throws IOException {
        Reply reply = world.amazonToken(((ObjectNode) account.deepCopy()).put("clientSecret", "guess"));
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.at("/error").asText()).isEqualTo("invalid_client");
    }

    @Test
    void unknownRefreshTokenIsInvalidGrant() throws IOException {
        Reply reply = world.amazonToken(((ObjectNode) account.deepCopy()).put("refreshToken", "Atzr|guess"));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/error").asText()).isEqualTo("invalid_grant");
        assertThat(reply.at("/request_id").asText()).isNotEmpty();
    }

    @Test
    void jsonBodyWorksAsWellAsAForm() throws IOException {
        Reply reply = world.amazonProgramToken(account);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/expires_in").asInt()).isEqualTo(3600);
        assertThat(world.anyone()
                        .with("x-amz-access-token", reply.at("/access_token").asText())
                        .get(ORDERS)
                        .status())
                .as("a token without a seller reads no orders")
                .isEqualTo(403);
    }

    @Test
    void consentCodeIsGoodForFiveMinutesAndOneExchange() throws IOException {
        assertThat(exchange(code()).status()).isEqualTo(200);
        String used = code();
        exchange(used);
        assertThat(exchange(used).at("/error").asText()).isEqualTo("invalid_grant");
        String late = code();
        world.clock.pass(Duration.ofMinutes(6));
        assertThat(exchange(late).at("/error").asText()).isEqualTo("invalid_grant");
    }

    @Test
    void sellerIsAskedAndMayDeny() throws IOException {
        String consent = "/amazon/apps/authorize/consent?state=s%3C1&redirect_uri=http://127.0.0.1:9/back";

        assertThat(world.anyone().get(consent).text())
                .contains("Allow, as")
                .contains(account.path("sellerId").asText())
                .contains("state=s%3C1")
                .doesNotContain("<1");
        assertThat(world.anyone().get(consent + "&decision=deny").header("location"))
                .contains("error=access_denied")
                .doesNotContain("spapi_oauth_code");
    }

    private String code() throws IOException {
        String back = world.anyone()
                .get("/amazon/apps/authorize/consent?state=s1&redirect_uri=http://127.0.0.1:9/back&account=wb-prd"
                        + "&decision=allow")
                .header("location");
        assertThat(back).contains("state=s1").contains("selling_partner_id=");
        return back.replaceAll(".*spapi_oauth_code=([^&]*).*", "$1");
    }

    private Reply exchange(String code) throws IOException {
        return world.anyone()
                .post(
                        "/amazon/auth/o2/token",
                        Map.of(
                                "grant_type",
                                "authorization_code",
                                "code",
                                code,
                                "client_id",
                                account.path("clientId").asText(),
                                "client_secret",
                                account.path("clientSecret").asText()));
    }

    @Test
    void callWithoutATokenIsDenied() throws IOException {
        assertThat(world.anyone().get(ORDERS).status()).isEqualTo(403);
        assertThat(world.anyone()
                        .with("x-amz-access-token", "Atza|guess")
                        .get(ORDERS)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void withdrawnConsentEndsBothTokens() throws IOException {
        Browser program = world.amazon(account);
        world.fault(Map.of("fault", "revoke", "partner", "amazon-in", "account", "wb-prd"));
        assertThat(program.get(ORDERS).status()).isEqualTo(403);
        assertThat(world.amazonToken(account).at("/error").asText()).isEqualTo("invalid_grant");
        world.anyone().delete("/sandbox/api/unkindness");
        assertThat(world.amazonToken(account).status()).isEqualTo(200);
    }
}
