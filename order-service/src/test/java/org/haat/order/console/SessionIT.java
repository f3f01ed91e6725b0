package org.haat.order.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.Map;
import org.haat.order.RealParts;
import org.haat.testsupport.TestSession;
import org.junit.jupiter.api.Test;

/** What the session of the pages opens, and what it does not. */
@QuarkusTest
@RealParts
class SessionIT {
    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URI home;

    @Test
    void sessionOfThePagesOpensNoApi() throws Exception {
        Map<String, String> session = TestSession.cookies(home, "Mitali Ghosh", "wb-prd", "agency-admin");
        assertThat(session.keySet()).anyMatch(name -> name.startsWith("q_session"));

        with(session).header("Accept", "text/html").get("/").then().statusCode(200);
        with(session).get("/api/v1/orders").then().statusCode(401).body("code", equalTo("sign-in-needed"));
        with(session)
                .header("Sec-Fetch-Site", "same-origin")
                .contentType("application/json")
                .body("{}")
                .post("/api/v1/orders/00000000-0000-0000-0000-000000000001/shipments")
                .then()
                .statusCode(401);
        with(session)
                .header("Sec-Fetch-Site", "cross-site")
                .contentType("application/json")
                .body("{}")
                .post("/api/v1/orders/00000000-0000-0000-0000-000000000001/shipments")
                .then()
                .statusCode(403)
                .body("code", equalTo("foreign-form"));
    }

    private static RequestSpecification with(Map<String, String> session) {
        return given().redirects().follow(false).cookies(session);
    }
}
