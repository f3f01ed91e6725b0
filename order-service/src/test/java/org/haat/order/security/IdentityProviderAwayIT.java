package org.haat.order.security;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.haat.order.RealParts;
import org.junit.jupiter.api.Test;

/** The identity provider was away when the service started, and still is (F24). */
@QuarkusTest
@RealParts
@WithTestResource(value = NoIdentityProvider.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class IdentityProviderAwayIT {
    @Test
    void requestsAreRefusedWithTheReasonAndTheTimeToComeAgain() {
        given().auth()
                .oauth2("eyJhbGciOiJSUzI1NiJ9.e30.c2ln")
                .when()
                .get("/api/v1/orders")
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .contentType("application/problem+json")
                .body("detail", containsString("sign-in service"));
    }

    @Test
    void requestsWithoutATokenAreToldTheSame() {
        given().when().get("/api/v1/orders").then().statusCode(503).body("status", equalTo(503));
    }
}
