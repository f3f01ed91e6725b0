package org.haat.channelsync.account;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.haat.channelsync.SyncBench;
import org.haat.testsupport.TestIdentity;

/** What the tests of accounts share: an agency, and people of it who ask the API. */
@SuppressWarnings("NullAway.Init")
abstract class AccountsOfAnAgency {
    static final String SECRET = "a-secret-that-never-comes-out";

    @Inject
    SyncBench bench;

    final String agency = "b" + UUID.randomUUID().toString().substring(0, 8);

    String create(String name) {
        return as("agency-admin")
                .body(wish(name))
                .post("/api/v1/accounts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    static Map<String, Object> wish(String name) {
        return Map.of(
                "channel",
                "memory",
                "name",
                name,
                "settings",
                Map.of("seller_id", "S-" + UUID.randomUUID()),
                "secrets",
                Map.of("client_id", "c1", "client_secret", SECRET));
    }

    RequestSpecification as(String role) {
        return given().auth().oauth2(TestIdentity.token("anita", agency, role)).contentType(ContentType.JSON);
    }

    static RequestSpecification operations(String person) {
        return given().auth()
                .oauth2(TestIdentity.token(person, null, null, List.of("operations"), "haat"))
                .contentType(ContentType.JSON);
    }
}
