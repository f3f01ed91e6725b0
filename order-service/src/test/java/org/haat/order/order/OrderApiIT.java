package org.haat.order.order;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.haat.event.ChannelOrder;
import org.haat.order.Bus;
import org.haat.order.OrderFixture;
import org.haat.order.RealParts;
import org.haat.order.Seen;
import org.haat.testsupport.TestIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@RealParts
class OrderApiIT {
    @Test
    void listIsPagedNewestFirstWithoutGapsOrRepeats() {
        // Given
        String sku = "PAGE-" + UUID.randomUUID().toString().substring(0, 8);
        for (int i = 0; i < 5; i++) {
            ChannelOrder order = OrderFixture.anOrder().line(sku, 1).build();
            Bus.say(order);
            assertThat(Seen.order(order).getString("state")).isEqualTo("ACCEPTED");
        }

        // When
        List<String> seen = new ArrayList<>();
        String next = null;
        do {
            JsonPath page = Seen.get("/api/v1/orders?limit=2&sku=" + sku.toLowerCase(java.util.Locale.ROOT)
                    + (next == null ? "" : "&cursor=" + next));
            seen.addAll(page.getList("orders.id"));
            next = page.getString("next");
        } while (next != null);

        // Then
        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void listIsNarrowedByStateChannelAccountAndAttention() {
        String sku = "NARROW-" + UUID.randomUUID().toString().substring(0, 8);
        ChannelOrder order = OrderFixture.anOrder()
                .channel("flipkart")
                .totalTooHighBy(1)
                .line(sku, 1)
                .build();
        Bus.say(order);
        String id = Seen.order(order).getString("id");

        for (String filter : List.of(
                "state=ACCEPTED",
                "channel=flipkart",
                "account=" + order.account(),
                "attention=TOTAL_DIFFERS",
                "attention=any",
                "from=2026-11-20&to=2026-11-20")) {
            assertThat(Seen.get("/api/v1/orders?sku=" + sku + "&" + filter).<String>getList("orders.id"))
                    .as(filter)
                    .containsExactly(id);
        }
        for (String filter : List.of("state=SHIPPED", "channel=amazon-in", "to=2026-11-19", "attention=SHORT_STOCK")) {
            assertThat(Seen.get("/api/v1/orders?sku=" + sku + "&" + filter).<String>getList("orders.id"))
                    .as(filter)
                    .isEmpty();
        }
        assertThat(Seen.get("/api/v1/orders/counts").getInt("byState.ACCEPTED")).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit",
        "limit=201, limit",
        "limit=1e9, limit",
        "limit=-1, limit",
        "state=NOWHERE, state",
        "attention=bored, attention",
        "from=31-02-2026, from",
        "to=2026-02-31, to",
        "cursor=abc, cursor",
        "cursor=MS4xLm5vdC1hLXV1aWQ, cursor",
        "cursor=MzE1NTY4ODk4NjQ0MDMxOTkuMC42Zjk2MTlmZi04Yjg2LWQwMTEtYjQyZC0wMGMwNGZjOTY0ZmY, cursor",
        "from=%2B200000-01-01, from",
        "to=%2B999999999-12-31, to",
        "from=-200000-01-01, from",
        "limit=1000000000, limit",
        "page=-1, page",
        "sort=buyer_name, sort",
        "state=ACCEPTED&state=SHIPPED, state"
    })
    void parameterThatIsWrongIsNamed(String query, String field) {
        given().auth()
                .oauth2(Seen.ADMIN)
                .get("/api/v1/orders?" + query)
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo(field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_", "\\", "'; DROP TABLE orders; --", "*", "<script>"})
    void textIsOnlyEverText(String text) {
        List<String> found = given().auth()
                .oauth2(Seen.ADMIN)
                .queryParam("q", text)
                .get("/api/v1/orders")
                .then()
                .statusCode(200)
                .extract()
                .path("orders.id");

        assertThat(found).isEmpty();
    }

    @Test
    void everyRouteNeedsARoleThatAllowsIt() {
        String id = UUID.randomUUID().toString();
        String editor = TestIdentity.token("editor", OrderFixture.AGENCY, "catalogue-editor");
        for (String path : List.of(
                "/api/v1/orders",
                "/api/v1/orders/counts",
                "/api/v1/orders/" + id,
                "/api/v1/orders/" + id + "/history",
                "/api/v1/orders/" + id + "/explain",
                "/api/v1/orders/" + id + "/shipments",
                "/api/v1/orders/" + id + "/buyer/reveals",
                "/api/v1/partners",
                "/api/v1/parked")) {
            given().get(path).then().statusCode(401);
            given().auth().oauth2(editor).get(path).then().statusCode(403);
            given().auth()
                    .oauth2(TestIdentity.districtOfficer(320))
                    .get(path)
                    .then()
                    .statusCode(403);
        }
    }

    @Test
    void oddMethodsAndAddressesAreAnsweredInWords() {
        var admin = given().auth().oauth2(Seen.ADMIN);
        admin.get("/api/v1/nowhere").then().statusCode(404).contentType("application/problem+json");
        given().auth()
                .oauth2(Seen.ADMIN)
                .delete("/api/v1/orders")
                .then()
                .statusCode(405)
                .contentType("application/problem+json");
        given().auth().oauth2(Seen.ADMIN).head("/api/v1/orders").then().statusCode(200);
        given().auth()
                .oauth2(Seen.ADMIN)
                .contentType("text/xml")
                .body("<a/>")
                .post("/api/v1/orders/" + UUID.randomUUID() + "/cancel")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
        given().auth()
                .oauth2(Seen.ADMIN)
                .accept("image/png")
                .get("/api/v1/orders")
                .then()
                .statusCode(406);
        int options = given().options("/api/v1/orders").statusCode();
        assertThat(options).isIn(200, 204, 401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"reason\":\"long enough\",\"agency\":\"rj-rhdc\"} | 400 | agency",
                "{\"reason\":[\"long enough\"]} | 400 | reason",
                "{\"reason\":\"x\"} | 422 | reason",
                "{}                 | 422 | reason",
            })
    void reasonThatIsNoneIsNamedAndTheOrderStays(String body, int status, String field) {
        ChannelOrder order = OrderFixture.anOrder().line("ODD-1", 1).build();
        Bus.say(order);
        JsonPath page = Seen.order(order);

        given().auth()
                .oauth2(Seen.ADMIN)
                .contentType("application/json")
                .header("If-Match", "\"" + page.getLong("revision") + "\"")
                .body(body.strip())
                .post("/api/v1/orders/" + page.getString("id") + "/cancel")
                .then()
                .statusCode(status)
                .body("errors[0].field", org.hamcrest.Matchers.containsString(field));
        assertThat(Seen.order(order).getString("state")).isEqualTo("ACCEPTED");
    }

    @Test
    void tokenForAnotherAudienceIsRefused() {
        String token = TestIdentity.token("asha", OrderFixture.AGENCY, null, List.of("agency-admin"), "elsewhere");

        given().auth().oauth2(token).get("/api/v1/orders").then().statusCode(401);
    }

    @Test
    void idThatIsNoneIsNotFound() {
        given().auth().oauth2(Seen.ADMIN).get("/api/v1/orders/not-an-id").then().statusCode(404);
        given().auth()
                .oauth2(Seen.ADMIN)
                .get("/api/v1/orders/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }
}
