package org.haat.order.partner;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.haat.order.RealParts;
import org.haat.order.Seen;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may post: signatures, timestamps and secrets, right and wrong. */
@QuarkusTest
@RealParts
class PartnerSignatureIT {
    private static final String SKU = "KIOSK-SAREE-1";
    private Kiosk kiosk;
    private String orderId;

    @BeforeEach
    void register() {
        kiosk = Kiosk.selling(SKU);
        orderId = "K-" + UUID.randomUUID();
    }

    @Test
    void messageWithoutASignatureIsRefused() {
        kiosk.raw("m", String.valueOf(Kiosk.now()))
                .body(Kiosk.placed(orderId, SKU))
                .post("/partner/v1/orders")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo("webhook-signature"));
        kiosk.nothingWasStored();
    }

    @Test
    void twoSignatureHeadersAreRefused() {
        String body = Kiosk.placed(orderId, SKU);
        kiosk.request(Kiosk.now(), "m", body)
                .header("webhook-signature", "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
                .body(body)
                .post("/partner/v1/orders")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("webhook-signature"));
        kiosk.nothingWasStored();
    }

    @Test
    void bodyChangedByOneByteIsRefused() {
        String body = Kiosk.placed(orderId, SKU);
        kiosk.request(Kiosk.now(), "m", body)
                .body(Kiosk.bytes(body.replace("249800", "249801")))
                .post("/partner/v1/orders")
                .then()
                .statusCode(401)
                .body("errors[0].field", equalTo("webhook-signature"));
        kiosk.nothingWasStored();
    }

    @Test
    void signatureOfReserialisedJsonIsRefused() {
        String body = Kiosk.placed(orderId, SKU);
        kiosk.request(Kiosk.now(), "m", body.replace("\n", ""))
                .body(Kiosk.bytes(body))
                .post("/partner/v1/orders")
                .then()
                .statusCode(401);
        kiosk.nothingWasStored();
    }

    @Test
    void secretOfAnotherPartnerIsRefused() {
        Kiosk other = Kiosk.registered("rj-rhdc", true);
        kiosk.secret = other.secret;

        kiosk.post(Kiosk.placed(orderId, SKU)).statusCode(401);
        kiosk.nothingWasStored();
    }

    @Test
    void unknownPartnerHearsTheSameAsAWrongSignature() {
        String wrong = kiosk.request(Kiosk.now(), "m", "{}")
                .body("{ }")
                .post("/partner/v1/orders")
                .then()
                .statusCode(401)
                .extract()
                .path("detail");
        String unknown = given().contentType("application/json")
                .header("webhook-id", "m")
                .header("webhook-timestamp", String.valueOf(Kiosk.now()))
                .header("webhook-partner", "wb-prd.nobody")
                .header("webhook-signature", "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
                .body("{ }")
                .post("/partner/v1/orders")
                .then()
                .statusCode(401)
                .extract()
                .path("detail");

        assertThat(unknown).isEqualTo(wrong);
    }

    @ParameterizedTest
    @CsvSource({"-302", "302", "-86400"})
    void oldAndFutureTimestampsAreRefused(long seconds) {
        kiosk.postAt(Kiosk.now() + seconds, "m", Kiosk.placed(orderId, SKU))
                .statusCode(401)
                .body("errors[0].field", equalTo("webhook-timestamp"));
        kiosk.nothingWasStored();
    }

    @ParameterizedTest
    @CsvSource({"soon", "1700000000000", "17.5", "''"})
    void timestampThatIsNotInSecondsIsRefused(String timestamp) {
        String body = Kiosk.placed(orderId, SKU);
        kiosk.raw("m", timestamp)
                .header("webhook-signature", Kiosk.sign(kiosk.secret, "m", Kiosk.now(), Kiosk.bytes(body)))
                .body(body)
                .post("/partner/v1/orders")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("webhook-timestamp"));
    }

    @Test
    void secretsInChangeBothWorkAndTheOldOneEnds() {
        String old = kiosk.secret;
        String body = Kiosk.placed(orderId, SKU);

        String fresh = rotate(24);
        kiosk.post(body).statusCode(200);
        kiosk.secret = fresh;
        kiosk.post(body).statusCode(200);
        kiosk.secret = rotate(0);
        kiosk.post(body).statusCode(200);
        kiosk.secret = old;
        kiosk.post(body).statusCode(401);
        kiosk.secret = fresh;
        kiosk.post(body).statusCode(401);
    }

    @Test
    void disabledPartnerIsRefusedUntilItIsEnabled() {
        Kiosk.admin().post("/api/v1/partners/" + kiosk.id + "/disable").then().statusCode(200);
        kiosk.post(Kiosk.placed(orderId, SKU)).statusCode(401);

        Kiosk.admin().post("/api/v1/partners/" + kiosk.id + "/enable").then().statusCode(200);
        kiosk.post(Kiosk.placed(orderId, SKU)).statusCode(200);
    }

    @Test
    void secretIsShownOnceAndLiesSealed() {
        String list = Kiosk.admin()
                .get("/api/v1/partners")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(list).contains(kiosk.code).doesNotContain("whsec_").doesNotContain("sealed");
        assertThat(Seen.count(
                        "SELECT count(*) FROM partner_secret WHERE sealed LIKE 'v1:test:%' AND sealed NOT LIKE ?",
                        "%" + kiosk.secret.substring(6, 20) + "%"))
                .isPositive();
        assertThat(java.util.Base64.getDecoder().decode(kiosk.secret.substring(6)))
                .hasSizeGreaterThanOrEqualTo(24);
    }

    private String rotate(int overlapHours) {
        return Kiosk.admin()
                .body("{\"overlapHours\":" + overlapHours + "}")
                .post("/api/v1/partners/" + kiosk.id + "/secrets")
                .then()
                .statusCode(201)
                .extract()
                .path("secret");
    }
}
