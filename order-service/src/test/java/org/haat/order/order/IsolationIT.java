package org.haat.order.order;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.haat.edge.Scope;
import org.haat.event.ChannelOrder;
import org.haat.order.Bus;
import org.haat.order.OrderFixture;
import org.haat.order.RealParts;
import org.haat.order.Seen;
import org.haat.testsupport.PostgresResource;
import org.haat.testsupport.TestIdentity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One agency's orders are nobody else's: not over the API, not in code that forgot the filter, not in SQL. */
@QuarkusTest
@RealParts
class IsolationIT {
    private static final List<String> TABLES = List.of(
            "orders",
            "order_line",
            "order_history",
            "shipment",
            "shipment_line",
            "known_sku",
            "partner",
            "partner_secret",
            "partner_message",
            "buyer_reveal");

    @Inject
    EntityManager entities;

    private final String stranger = TestIdentity.token("ravi", "rj-rhdc", "agency-admin");
    private ChannelOrder order = OrderFixture.anOrder().line("ISO-1", 1).build();
    private String id = "";

    @BeforeEach
    void anOrderOfWestBengal() {
        order = OrderFixture.anOrder().line("ISO-1", 1).build();
        Bus.say(order);
        id = Seen.order(order).getString("id");
    }

    @Test
    void anotherAgencysPeopleFindNothingAndLearnNothing() {
        for (String path : List.of("", "/history", "/explain", "/shipments", "/buyer/reveals")) {
            given().auth()
                    .oauth2(stranger)
                    .get("/api/v1/orders/" + id + path)
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("not-found"));
        }
        JsonPath list = given().auth()
                .oauth2(stranger)
                .get("/api/v1/orders?q=" + order.remoteOrderId())
                .jsonPath();
        assertThat(list.getList("orders")).isEmpty();
        assertThat(given().auth()
                        .oauth2(stranger)
                        .get("/api/v1/orders/counts")
                        .jsonPath()
                        .getInt("byState.ACCEPTED"))
                .isZero();
    }

    @Test
    void anotherAgencysPeopleCanChangeNothing() {
        for (String path : List.of("/accept", "/pack", "/ready", "/close", "/reserve")) {
            given().auth()
                    .oauth2(stranger)
                    .header("If-Match", "\"0\"")
                    .post("/api/v1/orders/" + id + path)
                    .then()
                    .statusCode(404);
        }
        given().auth()
                .oauth2(stranger)
                .contentType("application/json")
                .header("If-Match", "\"0\"")
                .body("{\"reason\":\"mischief\"}")
                .post("/api/v1/orders/" + id + "/cancel")
                .then()
                .statusCode(404);
        given().auth()
                .oauth2(stranger)
                .contentType("application/json")
                .body("{\"reason\":\"mischief\"}")
                .post("/api/v1/orders/" + id + "/buyer/reveal")
                .then()
                .statusCode(404);
        assertThat(Seen.order(order).getString("state")).isEqualTo("ACCEPTED");
    }

    @Test
    void operationsOfThePlatformSeeEveryAgency() {
        String operations = TestIdentity.token("ops", null, null, List.of("operations"), "haat");

        given().auth()
                .oauth2(operations)
                .get("/api/v1/orders/" + id)
                .then()
                .statusCode(200)
                .body("agency", equalTo(OrderFixture.AGENCY));
    }

    @Test
    void nativeSqlUnderAnotherScopeSeesNoRow() {
        for (String table : TABLES) {
            assertThat(count(Scope.ofAgency("rj-rhdc"), table, OrderFixture.AGENCY))
                    .as(table)
                    .isZero();
            assertThat(count(Scope.nothing(), table, OrderFixture.AGENCY))
                    .as(table)
                    .isZero();
        }
        assertThat(count(Scope.ofAgency(OrderFixture.AGENCY), "orders", OrderFixture.AGENCY))
                .isPositive();
    }

    private long count(Scope scope, String table, String agency) {
        return scope.call(() -> QuarkusTransaction.requiringNew().call(() -> (Long)
                entities.createNativeQuery("SELECT count(*) FROM " + table + " WHERE agency = :agency", Long.class)
                        .setParameter("agency", agency)
                        .getSingleResult()));
    }

    @Test
    void rowsCannotBeWrittenForAnotherAgency() {
        assertThatThrownBy(() -> Scope.ofAgency("rj-rhdc")
                        .run(() -> QuarkusTransaction.requiringNew().run(() -> entities.createNativeQuery(
                                        "INSERT INTO known_sku (agency, sku_key, sku, version, state, title, price_minor)"
                                                + " VALUES ('wb-prd', 'x', 'X', 1, 'ON_SALE', 'X', 1)")
                                .executeUpdate())))
                .hasStackTraceContaining("row-level security");
    }

    @Test
    void historyAndAuditCanOnlyBeAddedTo() throws SQLException {
        try (Connection connection = PostgresResource.database().asService().getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : List.of("order_history", "buyer_reveal")) {
                assertThatThrownBy(() -> statement.execute("UPDATE " + table + " SET agency = 'x'"))
                        .hasMessageContaining("permission denied");
                assertThatThrownBy(() -> statement.execute("DELETE FROM " + table))
                        .hasMessageContaining("permission denied");
            }
        }
    }

    @Test
    void everyTableWithAnAgencyHasForcedRowLevelSecurity() {
        long unguarded = Seen.count("SELECT count(*) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
                + " WHERE c.relkind = 'r' AND a.attname = 'agency' AND c.relnamespace = 'public'::regnamespace"
                + " AND NOT (c.relrowsecurity AND c.relforcerowsecurity)");

        assertThat(unguarded).isZero();
    }
}
