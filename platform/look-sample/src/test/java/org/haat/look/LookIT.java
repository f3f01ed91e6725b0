package org.haat.look;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.haat.testsupport.IdentityResource;
import org.haat.testsupport.PostgresResource;
import org.haat.testsupport.TestBrowser;
import org.haat.testsupport.TestIdentity;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IdentityResource.class)
class LookIT {
    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URI home;

    @Test
    void aStrangerIsLedToTheSignInPage() {
        Response answer =
                given().redirects().follow(false).header("Accept", "text/html").get("/");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.header("Location")).contains("/authorize?").contains("code_challenge_method=S256");
    }

    @Test
    void aFormOfAnotherSiteIsRefused() {
        given().redirects()
                .follow(false)
                .cookie("q_session_console", "x")
                .header("Sec-Fetch-Site", "cross-site")
                .formParam("to", "bn")
                .post("/language")
                .then()
                .statusCode(403);
        given().redirects()
                .follow(false)
                .cookie("q_session_console", "x")
                .header("Origin", "https://elsewhere.example")
                .formParam("to", "bn")
                .post("/language")
                .then()
                .statusCode(403);
    }

    @Test
    void languageSwitchLeadsNowhereElse() {
        for (String elsewhere : List.of("//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example")) {
            given().redirects()
                    .follow(false)
                    .formParam("to", "bn")
                    .formParam("back", elsewhere)
                    .post("/language")
                    .then()
                    .statusCode(422);
        }
        Response answer = given().redirects()
                .follow(false)
                .formParam("to", "hi")
                .formParam("back", "/sample/?q=%E0%A6%95")
                .post("/language");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith("/sample/?q=%E0%A6%95");
        assertThat(answer.cookie("haat_lang")).isEqualTo("hi");
    }

    @Test
    void anErrorIsAPageInTheReadersLanguage() {
        Response answer =
                given().header("Accept", "text/html").cookie("haat_lang", "bn").get("/no-such-page");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body().asString()).contains("lang=\"bn\"").contains("এখানে আপনার দেখার মতো কিছু নেই");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'", "script-src 'self'");
    }

    @Test
    void anErrorLeadsOn() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.phone();
            TestBrowser.signIn(page, home.toString(), "Anjali Das", "wb-prd", "approver");
            String account = "accounts/00000000-0000-0000-0000-000000000001";
            assertThat(steps(page, account, 409, "no-consent")).containsExactly("/sample/" + account, "/sample/");
            assertThat(steps(page, account, 403, "role-needed")).containsExactly("/sample/sign-out", "/sample/");
            assertThat(steps(page, account, 503, "unavailable"))
                    .containsExactly("/sample/" + account + "/broken?status=503&code=unavailable", "/sample/");
            assertThat(steps(page, account, 409, "stale-version")).containsExactly("/sample/?from=here", "/sample/");
            assertThat(steps(page, account, 404, "not-found")).containsExactly("/sample/");
            assertThat(steps(page, account, 500, "internal")).containsExactly("/sample/?from=here", "/sample/");
            page.click(".lang button[value=bn]");
            assertThat(TestBrowser.overflow(page)).isZero();
            assertThat(page.textContent("main")).contains("পরিচালনা বিভাগ", "no such queue", "internal");
            assertThat(TestBrowser.barriers(page)).isEmpty();
            TestBrowser.picture(page, "error");
        }
    }

    @Test
    void anErrorLeadsBackToNoOtherSite() {
        for (String from : List.of(
                "https://elsewhere.example/x",
                "mailto:x@y.example",
                "about:client",
                "no address at all",
                "//x",
                "%%")) {
            String html = given().header("Accept", "text/html")
                    .header("Referer", from)
                    .formParam("to", "bn")
                    .formParam("back", "//elsewhere")
                    .post("/language")
                    .then()
                    .statusCode(422)
                    .extract()
                    .asString();
            assertThat(html)
                    .as(from)
                    .contains("class=\"btn main\" href=\"/sample/\"")
                    .doesNotContain("elsewhere.example");
        }
    }

    private List<String> steps(Page page, String account, int status, String code) {
        String broken = home + account + "/broken?status=" + status + "&code=" + code;
        page.navigate(broken, new Page.NavigateOptions().setReferer(home + "?from=here"));
        return page.locator("main p a.btn").all().stream()
                .map(link -> link.getAttribute("href"))
                .toList();
    }

    @Test
    void stylesheetIsKeptForAYearAndSmall() {
        String css =
                given().get("/look/x/haat.css").then().statusCode(200).extract().asString();
        assertThat(css.length()).isLessThan(24_000);
        given().get("/look/x/haat.css").then().header("Cache-Control", "no-cache");
        given().get("/look/x/../../application.properties").then().statusCode(404);
    }

    @Test
    void whoSignsOutMustSignInAgain() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.desk();
            TestBrowser.signIn(page, home.toString(), "Anjali Das", "wb-prd", "approver");
            page.click("details.me summary");
            page.click(".menu a.btn");
            page.navigate(home.toString());
            assertThat(page.url()).startsWith(TestIdentity.issuer());
        }
    }

    @Test
    void pageIsSafeLightAndFitsAPhoneInThreeLanguages() {
        try (TestBrowser browser = TestBrowser.start()) {
            Page page = browser.phone();
            List<String> complaints = new ArrayList<>();
            page.onConsoleMessage(message -> {
                if ("error".equals(message.type()) && message.location().startsWith(home.toString())) {
                    complaints.add(message.text());
                }
            });
            TestBrowser.signIn(page, home.toString(), "Anjali Das", "wb-prd", "approver");
            assertThat(page.textContent(".menu")).contains("Anjali Das", "Approver", "wb-prd");
            for (String language : List.of("bn", "hi", "en")) {
                page.click(".lang button[value=" + language + "]");
                assertThat(page.getAttribute("html", "lang"))
                        .as(page.textContent("main"))
                        .isEqualTo(language);
                assertThat(TestBrowser.overflow(page)).isZero();
                TestBrowser.picture(page, "sample");
                page.setViewportSize(360, 740);
            }
            assertThat(page.textContent("main")).contains("₹1,23,456.00", "1 Apr 2026, 00:00");
            assertThat(page.locator("main script").count()).isZero();
            assertThat(TestBrowser.bytes(page)).isBetween(1L, 30_000L);
            assertThat(complaints).isEmpty();
        }
    }
}
