package org.haat.channelsync.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.haat.channelsync.EngineProfile;
import org.haat.channelsync.RealParts;
import org.haat.testsupport.TestIdentity;
import org.junit.jupiter.api.Test;

/** Accounts as people open, change and remove them. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@RealParts
class AccountsApiIT extends AccountsOfAnAgency {
    @Test
    void secretsGoInAndNeverComeOut() {
        String id = create("shop");

        String shown = as("agency-admin")
                .get("/api/v1/accounts/" + id)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .extract()
                .asString();
        assertThat(shown).contains("client_secret").contains("setAt").doesNotContain(SECRET);
        assertThat(bench.texts("SELECT sealed FROM account_secret WHERE account = ?", UUID.fromString(id)))
                .hasSize(2)
                .allMatch(value -> value.startsWith("v1:") && !value.contains(SECRET));
        assertThat(bench.texts("SELECT detail FROM account_change WHERE account = ?", UUID.fromString(id)))
                .noneMatch(detail -> detail.contains(SECRET));
    }

    @Test
    void everyFaultOfAnAccountIsToldAtOnceAndNothingIsStored() {
        as("agency-admin")
                .body(Map.of("channel", "memory", "name", "empty"))
                .post("/api/v1/accounts")
                .then()
                .statusCode(422)
                .body("errors.field", hasItem("client_id"))
                .body("errors.field", hasItem("client_secret"));

        as("agency-admin").get("/api/v1/accounts").then().body("$", hasSize(0));
    }

    @Test
    void mistypedFieldIsNamedInsteadOfKeptInSilence() {
        as("agency-admin")
                .body(Map.of(
                        "channel",
                        "flipkart",
                        "name",
                        "mistyped",
                        "settings",
                        Map.of("seller_id", "S-1", "location_id", "LOC1", "mass_change_precent", "5"),
                        "secrets",
                        Map.of("app_id", "a", "app_secret", SECRET, "aap_secret", SECRET)))
                .post("/api/v1/accounts")
                .then()
                .statusCode(422)
                .body("errors.field", hasItem("mass_change_precent"))
                .body("errors.field", hasItem("aap_secret"));
    }

    @Test
    void nameThatLooksLikeAnotherOrBreaksLinesIsRefused() {
        for (String name : List.of("\u202Eevil", "a\nSubject: b", "a\u2066b")) {
            as("agency-admin")
                    .body(wish(name))
                    .post("/api/v1/accounts")
                    .then()
                    .statusCode(422)
                    .body("errors.code", hasItem("unprintable"));
        }
        String path = "/api/v1/accounts/" + create("turned");
        for (String act : List.of("/pause", "/away")) {
            as("agency-admin")
                    .body(Map.of("reason", "stock\u0007 \u202Eevil"))
                    .post(path + act)
                    .then()
                    .statusCode(422)
                    .body("errors.field", hasItem("reason"))
                    .body("errors.code", hasItem("unprintable"));
        }
        Map<String, Object> hidden = new java.util.HashMap<>(wish("hidden"));
        hidden.put("settings", Map.of("seller_id", "S-\u200B2", "location_id", "LOC2"));
        as("agency-admin")
                .body(hidden)
                .post("/api/v1/accounts")
                .then()
                .statusCode(422)
                .body("errors.field", hasItem("seller_id"))
                .body("errors.code", hasItem("unprintable"));
        String joined = "\u0995\u09CD\u200D\u09B7";
        as("agency-admin")
                .get("/api/v1/accounts/" + create(joined))
                .then()
                .statusCode(200)
                .body("name", equalTo(joined));
    }

    @Test
    void oddWordsAreTheCallersFault() {
        String id = create("shop");
        as("agency-admin").get("/api/v1/listings?q={q}", "\0").then().statusCode(400);
        as("agency-admin").get("/api/v1/products/{sku}/explain", "A\0").then().statusCode(400);
        as("agency-admin")
                .body("{}")
                .put("/api/v1/accounts/" + id + "/secrets")
                .then()
                .statusCode(422)
                .body("errors.field", hasItem("secrets"));
        assertThat(new AccountView.New(null, "memory", "shop", Map.of(), Map.of("client_secret", SECRET)))
                .asString()
                .doesNotContain(SECRET);
    }

    @Test
    void unknownChannelUnknownFieldAndTakenNameAreRefusedByName() {
        as("agency-admin")
                .body(Map.of("channel", "bazaar", "name", "x"))
                .post("/api/v1/accounts")
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("channel"));
        as("agency-admin")
                .body("{\"channel\":\"memory\",\"name\":\"x\",\"state\":\"ACTIVE\"}")
                .post("/api/v1/accounts")
                .then()
                .statusCode(400);
        create("twin");
        as("agency-admin")
                .body(wish("TWIN"))
                .post("/api/v1/accounts")
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("name"));
    }

    @Test
    void accountOfAnotherAgencyIsNotThere() {
        String id = create("mine");
        String stranger = TestIdentity.token("ravi", "or-other", "agency-admin");

        given().auth().oauth2(stranger).get("/api/v1/accounts/" + id).then().statusCode(404);
        given().auth()
                .oauth2(stranger)
                .get("/api/v1/accounts")
                .then()
                .statusCode(200)
                .body("$", hasSize(0));
        given().auth()
                .oauth2(stranger)
                .get("/api/v1/overview")
                .then()
                .statusCode(200)
                .body("$", hasSize(0));
        given().auth()
                .oauth2(stranger)
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "mischief"))
                .post("/api/v1/accounts/" + id + "/pause")
                .then()
                .statusCode(404);
    }

    @Test
    void rolesDecide() {
        given().get("/api/v1/accounts").then().statusCode(401);
        as("catalogue-editor").get("/api/v1/accounts").then().statusCode(403);
        as("catalogue-editor").get("/api/v1/listings").then().statusCode(200);
        as("partner").get("/api/v1/overview").then().statusCode(403);
    }

    @Test
    void whoConnectedAndRemovedAnAccountStaysKnown() {
        String id = create("short-lived");

        as("agency-admin").delete("/api/v1/accounts/" + id).then().statusCode(204);

        as("agency-admin").get("/api/v1/accounts/" + id).then().statusCode(404);
        assertThat(bench.texts(
                        "SELECT action FROM account_change WHERE account = ? ORDER BY id DESC LIMIT 1",
                        UUID.fromString(id)))
                .containsExactly("removed");
    }

    @Test
    void staleChangeIsRefused() {
        String id = create("stale");
        Map<String, Object> change = Map.of("name", "renamed", "settings", Map.of("seller_id", "S1"));

        as("agency-admin").body(change).put("/api/v1/accounts/" + id).then().statusCode(428);
        as("agency-admin")
                .header("If-Match", "\"1\"")
                .body(change)
                .put("/api/v1/accounts/" + id)
                .then()
                .statusCode(200);
        as("agency-admin")
                .header("If-Match", "\"1\"")
                .body(change)
                .put("/api/v1/accounts/" + id)
                .then()
                .statusCode(412);
    }

    @Test
    void partOfTheQuotaThatHaatUsesIsASettingOfTheAccount() {
        String id = create("half");
        for (String percent : List.of("0", "101", "half", "-5", "5.5")) {
            as("agency-admin")
                    .header("If-Match", "\"1\"")
                    .body(Map.of("name", "half", "settings", Map.of("seller_id", "S-half", "calls_percent", percent)))
                    .put("/api/v1/accounts/" + id)
                    .then()
                    .statusCode(422)
                    .body("errors[0].field", equalTo("calls_percent"));
        }
        as("agency-admin")
                .header("If-Match", "\"1\"")
                .body(Map.of("name", "half", "settings", Map.of("seller_id", "S-half", "calls_percent", "50")))
                .put("/api/v1/accounts/" + id)
                .then()
                .statusCode(200)
                .body("settings.calls_percent", equalTo("50"));
    }

    @Test
    void accountOfOneSellerIsOpenedOnceAlsoByTwoPeopleAtOneMoment() throws Exception {
        Map<String, Object> first = new java.util.HashMap<>(wish("one"));
        Map<String, Object> second = new java.util.HashMap<>(first);
        second.put("name", "two");
        ExecutorService people = Executors.newFixedThreadPool(2);
        try {
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer : people.invokeAll(List.of(opening(first), opening(second)))) {
                answers.add(answer.get());
            }
            assertThat(answers).containsExactlyInAnyOrder(201, 422);
        } finally {
            people.shutdown();
        }
        second.put("name", "three");
        as("agency-admin")
                .body(second)
                .post("/api/v1/accounts")
                .then()
                .statusCode(422)
                .body("errors[0].code", equalTo("account-exists"));
    }

    private Callable<Integer> opening(Map<String, Object> wish) {
        return () -> as("agency-admin").body(wish).post("/api/v1/accounts").statusCode();
    }
}
