package org.haat.catalog.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haat.catalog.Api;
import org.haat.catalog.ChannelReport;
import org.haat.catalog.RealParts;
import org.haat.catalog.imports.ImportKind;
import org.haat.catalog.imports.Rows;
import org.haat.event.ListingStatus;
import org.haat.testsupport.PostgresResource;
import org.haat.testsupport.TestIdentity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One agency never sees or touches another's rows: by the routes, and in the database when the code forgets. */
@QuarkusTest
@RealParts
class TenancyIT {
    private Api own;
    private Api other;
    private String otherJob = "";

    @BeforeEach
    void twoAgenciesWithOneSkuEach() {
        own = agencyWith("OWN-1");
        other = agencyWith("OTHER-1");
        otherJob = other.editor().get(Api.path("/imports")).jsonPath().getString("[0].id");
    }

    @Test
    void listsShowOwnRowsOnly() {
        assertThat(own.editor().get(Api.path("/products")).jsonPath().<String>getList("items.product.sku"))
                .containsExactly("OWN-1");
        assertThat(own.editor().get(Api.path("/producers")).jsonPath().<String>getList("items.agency"))
                .containsExactly(own.agency());
        assertThat(own.editor().get(Api.path("/agencies")).jsonPath().<String>getList("code"))
                .containsExactly(own.agency());
    }

    @Test
    void everyRouteToAnothersRowSaysThatThereIsNone() {
        for (String path : List.of(
                "/products/OTHER-1",
                "/products/OTHER-1/explain",
                "/products/OTHER-1/stock",
                "/products/OTHER-1/stock/movements",
                "/imports/" + otherJob,
                "/imports/" + otherJob + "/problems",
                "/imports/" + otherJob + "/problems.csv",
                "/imports/" + otherJob + "/events")) {
            own.editor().get(Api.path(path)).then().statusCode(404);
        }
        own.editor().delete(Api.path("/imports/" + otherJob)).then().statusCode(404);
        for (String step : List.of("approve", "publish", "retire", "pause")) {
            own.approver().post(Api.path("/products/OTHER-1/" + step)).then().statusCode(404);
        }
        json(own.editor(), Map.of("location", "WH-NAD", "onHand", 1, "movementId", "m"))
                .put(Api.path("/products/OTHER-1/stock"))
                .then()
                .statusCode(404);
    }

    @Test
    void sameSkuOfTwoAgenciesAreTwoProducts() {
        assertThat(own.importCsv("products", Rows.csv(ImportKind.PRODUCTS, List.of(Rows.product("OTHER-1"))))
                        .jsonPath()
                        .getInt("created"))
                .isEqualTo(1);
        own.editor().get(Api.path("/products/OTHER-1")).then().body("agency", is(own.agency()));
        other.editor().get(Api.path("/products/OTHER-1")).then().body("agency", is(other.agency()));
    }

    @Test
    void explanationsOfOneSkuAreThoseOfTheAgenciesThatTheCallerMaySee() {
        own.importCsv("products", Rows.csv(ImportKind.PRODUCTS, List.of(Rows.product("OTHER-1"))));
        String path = Api.path("/explanations/other-1");

        own.editor().get(path).then().statusCode(200).body("agency", is(List.of(own.agency())));
        assertThat(Api.as(TestIdentity.districtOfficer(320))
                        .get(path)
                        .jsonPath()
                        .<String>getList("agency"))
                .contains(own.agency(), other.agency());
        Api.as(TestIdentity.districtOfficer(664))
                .get(path)
                .then()
                .statusCode(200)
                .body("agency", is(List.of()));
        own.editor()
                .get(Api.path("/explanations/NO-SUCH-1"))
                .then()
                .statusCode(200)
                .body("agency", is(List.of()));
    }

    @Test
    void districtOfficerReadsTheDistrictOverAllAgenciesAndWritesNothing() {
        for (String sku : List.of("OWN-1", "OTHER-1")) {
            assertThat(Api.as(TestIdentity.districtOfficer(320))
                            .queryParam("q", sku)
                            .queryParam("limit", 200)
                            .get(Api.path("/products"))
                            .jsonPath()
                            .<String>getList("items.agency"))
                    .contains(sku.equals("OWN-1") ? own.agency() : other.agency());
        }
        Api.as(TestIdentity.districtOfficer(320))
                .get(Api.path("/products/OTHER-1/explain"))
                .then()
                .statusCode(200);
        assertThat(Api.as(TestIdentity.districtOfficer(664))
                        .get(Api.path("/products"))
                        .jsonPath()
                        .getList("items"))
                .isEmpty();
        Api.as(TestIdentity.districtOfficer(320))
                .post(Api.path("/products/OWN-1/submit"))
                .then()
                .statusCode(403);
        Api.as(TestIdentity.districtOfficer(320))
                .get(Api.path("/imports"))
                .then()
                .statusCode(403);
    }

    @Test
    void makerWhoMovesTakesStockAndStandingToTheOfficerOfTheNewDistrict() throws SQLException {
        ChannelReport.of(own, "OWN-1", "amazon-in", ListingStatus.State.LIVE);
        RequestSpecification there = Api.as(TestIdentity.districtOfficer(307));
        there.get(Api.path("/products/OWN-1/stock")).then().statusCode(404);

        move(own, 307);

        Api.as(TestIdentity.districtOfficer(307))
                .get(Api.path("/products/OWN-1/stock"))
                .then()
                .statusCode(200)
                .body("onHand", is(10))
                .body("byLocation.WH-NAD", is(10));
        assertThat(districts(own))
                .containsExactly("channel_status 307", "product 307", "stock_at 307", "stock_item 307");
    }

    private static void move(Api api, int district) {
        Response maker = api.editor().get(Api.path("/producers/P04"));
        Map<String, Object> body = new HashMap<>(maker.jsonPath().getMap("producer"));
        body.put("districtLgd", district);
        json(api.editor().header("If-Match", maker.header("ETag")), body)
                .put(Api.path("/producers/P04"))
                .then()
                .statusCode(200);
    }

    private static List<String> districts(Api api) throws SQLException {
        List<String> districts = new ArrayList<>();
        try (Connection connection = PostgresResource.database().asAuditor().getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : List.of("channel_status", "product", "stock_at", "stock_item")) {
                ResultSet rows = statement.executeQuery("SELECT DISTINCT district_lgd FROM " + table
                        + " WHERE agency = '" + api.agency() + "' AND sku = 'OWN-1'");
                while (rows.next()) {
                    districts.add(table + ' ' + rows.getInt(1));
                }
            }
        }
        return districts;
    }

    @Test
    void tokenForAnotherAudienceIsTurnedAway() {
        String token = TestIdentity.token("mallory", own.agency(), null, List.of("agency-admin"), "elsewhere");
        Api.as(token).get(Api.path("/products")).then().statusCode(401);
    }

    /** The second wall: plain SQL as the service's own role, with no help from the code. */
    @Test
    void databaseItselfHidesAnotherAgencysRows() throws SQLException {
        for (String table : List.of(
                "agency",
                "producer",
                "product",
                "media_asset",
                "location",
                "import_job",
                "stock_item",
                "stock_at",
                "stock_movement")) {
            String column = table.equals("agency") ? "code" : "agency";
            assertThat(agenciesSeen(table, column, own.agency(), "0", "false"))
                    .as(table)
                    .containsOnly(own.agency());
            assertThat(agenciesSeen(table, column, "", "0", "false")).as(table).isEmpty();
            assertThat(agenciesSeen(table, column, "", "0", "true")).as(table).contains(own.agency(), other.agency());
        }
        assertThat(agenciesSeen("product", "agency", "", "320", "false")).contains(own.agency(), other.agency());
        assertThat(agenciesSeen("product", "agency", "", "664", "false")).isEmpty();
    }

    @Test
    void databaseLetsNobodyWriteForAnotherAgencyOrRewriteTheLedger() throws SQLException {
        assertThat(refusedAs(own.agency(), "UPDATE product SET title_en = 'x' WHERE agency = '" + other.agency() + "'"))
                .isEqualTo("0 rows");
        assertThat(refusedAs(
                        own.agency(),
                        "INSERT INTO location (agency, code, name_en) VALUES ('" + other.agency() + "', 'X', 'x')"))
                .isEqualTo("42501");
        assertThat(refusedAs(own.agency(), "UPDATE stock_movement SET quantity = 0"))
                .isEqualTo("42501");
        assertThat(refusedAs(own.agency(), "DELETE FROM stock_movement")).isEqualTo("42501");
        assertThat(refusedAs(own.agency(), "UPDATE gst_rate SET rate_basis_points = 0"))
                .isEqualTo("42501");
        assertThat(refusedAs(own.agency(), "UPDATE product SET price_paise = mrp_paise + 1"))
                .isEqualTo("23514");
        assertThat(refusedAs(own.agency(), "UPDATE stock_item SET on_hand = -1"))
                .isEqualTo("23514");
    }

    private static List<String> agenciesSeen(
            String table, String column, String agency, String district, String everything) throws SQLException {
        try (Connection connection = scoped(agency, district, everything);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT DISTINCT " + column + " FROM " + table)) {
            List<String> seen = new ArrayList<>();
            while (rows.next()) {
                seen.add(rows.getString(1));
            }
            return seen;
        }
    }

    private static String refusedAs(String agency, String sql) throws SQLException {
        try (Connection connection = scoped(agency, "0", "false");
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql) + " rows";
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }

    private static Connection scoped(String agency, String district, String everything) throws SQLException {
        Connection connection = PostgresResource.database().asService().getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT set_config('haat.agency', '" + agency + "', false), set_config('haat.district', '"
                    + district + "', false), set_config('haat.everything', '" + everything + "', false)");
        }
        return connection;
    }

    private static Api agencyWith(String sku) {
        Api api = Api.newAgency("19");
        api.makeProducer();
        api.importCsv("products", Rows.csv(ImportKind.PRODUCTS, List.of(Rows.product(sku))));
        api.uploadPicture("main.jpg");
        return api;
    }

    private static RequestSpecification json(RequestSpecification person, Object body) {
        return person.contentType("application/json").body(body);
    }
}
