package org.haat.channelsync.overview;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.testsupport.TestIdentity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A product that the publish gate never let through is known to the catalogue alone. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class UnpublishedIT {
    private static final String PATH = "/catalog/api/v1/explanations/N-1";

    @ConfigProperty(name = "haat.catalogue.url")
    String catalogueUrl;

    private WireMockServer catalogue;
    private final String agency = "u" + UUID.randomUUID().toString().substring(0, 8);
    private final String token = TestIdentity.token("anita", agency, "agency-admin");

    @BeforeEach
    void startCatalogue() {
        catalogue = new WireMockServer(wireMockConfig()
                .bindAddress("127.0.0.1")
                .port(URI.create(catalogueUrl).getPort()));
        catalogue.start();
    }

    @AfterEach
    void stopCatalogue() {
        catalogue.stop();
    }

    @Test
    void rulesThatStopItEverywhereAreToldInTheReadersLanguageWithTheCallersOwnToken() {
        String account = openAccount();
        for (String language : List.of("en", "bn", "hi")) {
            catalogue.stubFor(get(urlEqualTo(PATH))
                    .withHeader("Authorization", equalTo("Bearer " + token))
                    .withHeader("Accept-Language", equalTo(language))
                    .willReturn(okJson("[" + draft(agency, "memory", language) + "]")));

            explain(token, language)
                    .body("$", hasSize(1))
                    .body("[0].account", is(account))
                    .body(
                            "[0].chain.code",
                            contains(
                                    "product.unknown",
                                    "catalogue.state",
                                    "gate.refused-by",
                                    "gate.rule",
                                    "listing.none"))
                    .body("[0].chain.text.find { it.contains('small-" + language + "') }", is(ruleIn(language)))
                    .body("[0].next", is("larger-" + language))
                    .body("[0].owner", is("PRODUCER"));
        }
    }

    @Test
    void productThatOnlyWaitsForApprovalSaysThatAndNotThatItIsRefused() {
        openAccount();
        answer("[{\"agency\":\"" + agency + "\",\"sku\":\"N-1\",\"state\":\"SUBMITTED\","
                + "\"sentence\":\"It waits for an approver.\",\"listingVersionTold\":0,\"channelsTold\":[],"
                + "\"channels\":[{\"channel\":\"memory\",\"stand\":\"AWAITING_APPROVAL\",\"refusals\":[]}]}]");

        explain(token, "en")
                .body("[0].chain.code", hasItem("gate.passed"))
                .body("[0].next", is("It waits for an approver."))
                .body("[0].owner", is("AGENCY"));
    }

    @Test
    void operationsAreToldOfTheOneAgencyTheyAskAboutAlsoWhereItHasNoAccount() {
        answer("[" + draft("other", "flipkart", "en") + "," + draft(agency, "memory", "en") + "]");
        String operations = TestIdentity.token("olga", null, null, List.of("operations"), "haat");

        given().auth()
                .oauth2(operations)
                .queryParam("agency", "other")
                .get("/api/v1/products/N-1/explain")
                .then()
                .statusCode(200)
                .body("$", hasSize(1))
                .body("[0].account", nullValue())
                .body("[0].channel", is("flipkart"));
    }

    @Test
    void catalogueThatIsAwayBrokenOrWithoutTheProductIsSaidInWords() {
        openAccount();
        answer("[]");
        explain(token, "en")
                .body("[0].chain.code", contains("product.unknown", "catalogue.none"))
                .body("[0].owner", is("AGENCY"));
        answer("<html>not what was asked for");
        isSilent();
        catalogue.stubFor(get(urlEqualTo(PATH)).willReturn(aResponse().withStatus(503)));
        isSilent();
        catalogue.stubFor(get(urlEqualTo(PATH)).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        isSilent();
        catalogue.stubFor(get(urlEqualTo(PATH)).willReturn(aResponse().withFixedDelay(60_000)));
        isSilent();
        catalogue.stop();
        isSilent();
    }

    private void isSilent() {
        explain(token, "bn")
                .body("[0].chain.code", contains("product.unknown", "catalogue.silent"))
                .body("[0].owner", is("NOBODY"));
    }

    private void answer(String json) {
        catalogue.stubFor(get(urlEqualTo(PATH)).willReturn(okJson(json)));
    }

    private ValidatableResponse explain(String as, String language) {
        return given().auth()
                .oauth2(as)
                .header("Accept-Language", language)
                .get("/api/v1/products/N-1/explain")
                .then()
                .statusCode(200);
    }

    private static String ruleIn(String language) {
        String word = Map.of("en", "rule", "bn", "নিয়ম", "hi", "नियम").get(language);
        return "small-" + language + " (" + word + " picture-small)";
    }

    private static String draft(String agency, String channel, String language) {
        return "{\"agency\":\"" + agency + "\",\"sku\":\"N-1\",\"state\":\"DRAFT\",\"sentence\":\"draft-" + language
                + "\",\"listingVersionTold\":0,\"channels\":[{\"channel\":\"" + channel
                + "\",\"stand\":\"REFUSED_BY_GATE\",\"refusals\":[{\"rule\":\"picture-small\",\"field\":\"images\",\"message\":\"small-"
                + language + "\",\"remedy\":\"larger-" + language + "\",\"who\":\"PRODUCER\"}]}]}";
    }

    private String openAccount() {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "channel",
                        "memory",
                        "name",
                        "shop",
                        "settings",
                        Map.of("seller_id", "S-" + UUID.randomUUID()),
                        "secrets",
                        Map.of("client_id", "c1", "client_secret", "hidden")))
                .post("/api/v1/accounts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
