package org.haat.testsupport;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the session of a service's pages opens, and what it does not: the same of each. */
public abstract class PageSessionTest {
    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URI home;

    private final String page;
    private final String read;
    private final String write;
    private Map<String, String> session = Map.of();

    /**
     * @param page of the service, relative to its root
     * @param read an address of its API that is read
     * @param write an address of its API that is posted to
     */
    protected PageSessionTest(String page, String read, String write) {
        this.page = page;
        this.read = read;
        this.write = write;
    }

    @BeforeEach
    void signIn() throws Exception {
        session = TestSession.cookies(home, "Mitali Ghosh", "wb-prd", "agency-admin");
    }

    @Test
    void sessionOpensThePages() {
        withSession().header("Accept", "text/html").get(page).then().statusCode(200);
    }

    @Test
    void sessionReadsNothingOfTheApi() {
        withSession().get(read).then().statusCode(401).body("code", equalTo("sign-in-needed"));
    }

    @Test
    void sessionChangesNothingByTheApi() {
        posted("same-origin").statusCode(401);
        posted("cross-site").statusCode(403).body("code", equalTo("foreign-form"));
    }

    private ValidatableResponse posted(String from) {
        return withSession()
                .header("Sec-Fetch-Site", from)
                .contentType("application/json")
                .body("{}")
                .post(write)
                .then();
    }

    private RequestSpecification withSession() {
        return given().redirects().follow(false).cookies(session);
    }
}
