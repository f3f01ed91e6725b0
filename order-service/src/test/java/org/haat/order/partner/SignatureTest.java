package org.haat.order.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haat.edge.Problem;
import org.junit.jupiter.api.Test;

class SignatureTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String GOOD = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final String BODY = "{\"test\": 2432232314}";
    private static final Path PUBLISHED = Path.of("../../shared/specs/webhooks/standard-webhooks.vectors.json");

    @Test
    void publishedVectorsFit() throws IOException {
        assumeThat(PUBLISHED)
                .as("the published vectors are not beside this checkout")
                .exists();
        for (JsonNode vector :
                new ObjectMapper().readTree(Files.readString(PUBLISHED)).get("vectors")) {
            Signature signature = Signature.read(headers(
                    vector.get("webhook-id").asText(),
                    vector.get("webhook-timestamp").asText(),
                    vector.get("webhook-signature").asText()));
            assertThat(signature.fits(
                            vector.get("payload").asText(),
                            List.of(vector.get("secret").asText())))
                    .isTrue();
        }
    }

    @Test
    void anyOfSeveralSecretsAndSignaturesMayFit() {
        String other = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
        Signature signature = Signature.read(headers(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                "1614265330",
                "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= " + GOOD + " v2,future"));

        assertThat(signature.fits(BODY, List.of(other, SECRET))).isTrue();
        assertThat(signature.fits(BODY, List.of(other))).isFalse();
    }

    @Test
    void oneByteMoreInTheBodyDoesNotFit() {
        Signature signature = Signature.read(headers("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", GOOD));

        assertThat(signature.fits(BODY, List.of(SECRET))).isTrue();
        assertThat(signature.fits(BODY + " ", List.of(SECRET))).isFalse();
        assertThat(signature.fits("", List.of(SECRET))).isFalse();
    }

    @Test
    void anotherIdOrTimestampDoesNotFit() {
        assertThat(Signature.read(headers("msg_other", "1614265330", GOOD)).fits(BODY, List.of(SECRET)))
                .isFalse();
        assertThat(Signature.read(headers("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265331", GOOD))
                        .fits(BODY, List.of(SECRET)))
                .isFalse();
    }

    @Test
    void fiveMinutesEitherWayAreTimely() {
        Signature signature = Signature.read(headers("m", "1614265330", GOOD));
        Instant sent = Instant.ofEpochSecond(1_614_265_330);

        assertThat(signature.isTimely(sent.plusSeconds(300))).isTrue();
        assertThat(signature.isTimely(sent.minusSeconds(300))).isTrue();
        assertThat(signature.isTimely(sent.plusSeconds(301))).isFalse();
        assertThat(signature.isTimely(sent.minusSeconds(301))).isFalse();
    }

    @Test
    void eachHeaderStandsOnceAndInOneForm() {
        refused(Signature.ID, "has.dots", "1614265330", GOOD);
        refused(Signature.ID, "", "1614265330", GOOD);
        refused(Signature.TIMESTAMP, "m", "now", GOOD);
        refused(Signature.TIMESTAMP, "m", "1614265330000", GOOD);
        refused(Signature.TIMESTAMP, "m", "-614265330", GOOD);
        refused(Signature.TIMESTAMP, "m", "1614265330 ", GOOD);
        refused(Signature.SIGNATURE, "m", "1614265330", "");
        refused(Signature.SIGNATURE, "m", "1614265330", "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        refused(Signature.SIGNATURE, "m", "1614265330", "sha256=83484cf52b04f8e4cf2531adfed9882a");
        refused(
                Signature.SIGNATURE,
                "m",
                "1614265330",
                "v1,83484cf52b04f8e4cf2531adfed9882ad4b2665137b852442d594d20e2c9d4e1");
        refused(Signature.SIGNATURE, "m", "1614265330", GOOD.toUpperCase(java.util.Locale.ROOT));
        refused(Signature.SIGNATURE, "m", "1614265330", GOOD + "," + GOOD);
    }

    @Test
    void missingAndRepeatedHeadersAreNamed() {
        for (String header : List.of(Signature.ID, Signature.TIMESTAMP, Signature.SIGNATURE)) {
            Map<String, List<String>> without = headers("m", "1614265330", GOOD);
            without.remove(header);
            Map<String, List<String>> twice = headers("m", "1614265330", GOOD);
            twice.computeIfPresent(header, (name, values) -> List.of(values.get(0), values.get(0)));
            for (Map<String, List<String>> wrong : List.of(without, twice)) {
                assertThatThrownBy(() -> Signature.read(wrong)).isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.status()).isEqualTo(400);
                    assertThat(problem.faults().get(0).field()).isEqualTo(header);
                });
            }
        }
    }

    private static void refused(String header, String id, String timestamp, String signature) {
        assertThatThrownBy(() -> Signature.read(headers(id, timestamp, signature)))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults().get(0).field()).isEqualTo(header));
    }

    private static Map<String, List<String>> headers(String id, String timestamp, String signature) {
        Map<String, List<String>> headers = new HashMap<>();
        headers.put(Signature.ID, List.of(id));
        headers.put(Signature.TIMESTAMP, List.of(timestamp));
        headers.put(Signature.SIGNATURE, List.of(signature));
        return headers;
    }
}
