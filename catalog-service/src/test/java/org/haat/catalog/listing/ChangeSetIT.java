package org.haat.catalog.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.awt.Color;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.haat.catalog.Api;
import org.haat.catalog.RealParts;
import org.haat.catalog.imports.ImportKind;
import org.haat.catalog.imports.Rows;
import org.haat.testsupport.PostgresResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a file changed is put back, as a new version, where nobody changed it since. */
@QuarkusTest
@RealParts
class ChangeSetIT {
    private Api api;
    private String published;

    @BeforeEach
    void twoPublishedProducts() {
        api = Api.newAgency("19");
        api.makeProducer();
        api.uploadPicture("main.jpg");
        importRows(List.of(Rows.product("A-1"), Rows.product("A-2"), Rows.product("A-3")));
        api.bulk("submit", api.editor()).then().statusCode(200);
        api.bulk("approve", api.approver()).then().statusCode(200);
        published = api.bulk("publish", api.approver())
                .then()
                .statusCode(200)
                .body("done", equalTo(3))
                .extract()
                .path("changeSet");
    }

    @Test
    void wrongFileIsPutBackAndChannelsAreToldButStockStays() throws SQLException {
        Map<String, String> first = Rows.product("A-1", "selling_price", "18.50");
        first.put("stock", "7");
        String set = importRows(List.of(first, Rows.product("A-2", "title_en", "Wrong"), Rows.product("A-9")));
        assertThat(product("A-2").getString("state")).isEqualTo("DRAFT");
        api.editor()
                .get(Api.path("/change-sets/" + set))
                .then()
                .statusCode(200)
                .body("cause", equalTo("IMPORT"))
                .body("label", equalTo("test.csv"))
                .body("changed", equalTo(2))
                .body("created", equalTo(1));
        JsonPath lines =
                api.editor().get(Api.path("/change-sets/" + set + "/lines")).jsonPath();
        assertThat(lines.getList("items.sku")).containsExactly("A-1", "A-2");
        assertThat(lines.getList("items.verdict")).containsOnly("REVERTS");
        assertThat(lines.getString("items[0].changes[0].field")).isEqualTo("selling_price");
        assertThat(lines.getString("items[0].changes[0].before")).isEqualTo("₹1,850.00");
        assertThat(lines.getString("items[0].changes[0].after")).isEqualTo("₹18.50");
        revert(set, api.editor()).then().statusCode(403);

        revert(set, api.approver())
                .then()
                .statusCode(200)
                .body("outcomes.verdict", equalTo(List.of("REVERTS", "REVERTS")));

        assertThat(product("A-1").getLong("product.pricePaise")).isEqualTo(185_000);
        assertThat(product("A-2").getString("product.title.en")).isEqualTo("Cotton saree A-2");
        assertThat(product("A-2").getString("state"))
                .as("approved before, so on sale again")
                .isEqualTo("PUBLISHED");
        assertThat(product("A-1").getInt("onHand"))
                .as("stock is never put back")
                .isEqualTo(7);
        String reverting = api.editor()
                .get(Api.path("/change-sets/" + set))
                .then()
                .body("revertedBy", notNullValue())
                .extract()
                .path("revertedBy");
        assertThat(told("A-1")).hasSize(3).last().isEqualTo(reverting);
        assertThat(told("A-1").get(1)).isEqualTo(set);
        revert(set, api.approver()).then().body("outcomes.verdict", equalTo(List.of("SAME", "SAME")));
        assertThat(told("A-1")).hasSize(3);

        revert(reverting, api.approver()).then().body("outcomes.verdict", equalTo(List.of("REVERTS", "REVERTS")));
        assertThat(product("A-1").getLong("product.pricePaise")).isEqualTo(1_850);
    }

    @Test
    void whatSomebodyChangedOrStoppedSinceStays() {
        String set = importRows(List.of(
                Rows.product("A-1", "selling_price", "1700.00"),
                Rows.product("A-2", "selling_price", "1700.00"),
                Rows.product("A-3", "selling_price", "1700.00")));
        importRows(List.of(Rows.product("A-1", "selling_price", "1600.00")));
        api.approver()
                .contentType("application/json")
                .body(Map.of("skus", List.of("A-2")))
                .post(Api.path("/bulk/pause"))
                .then()
                .statusCode(200);
        List<String> expected = List.of("CHANGED_SINCE", "STOPPED_SINCE", "REVERTS");
        api.editor().get(Api.path("/change-sets/" + set + "/lines")).then().body("items.verdict", equalTo(expected));

        revert(set, api.approver()).then().body("outcomes.verdict", equalTo(expected));

        assertThat(product("A-1").getLong("product.pricePaise")).isEqualTo(160_000);
        assertThat(product("A-2").getLong("product.pricePaise")).isEqualTo(170_000);
        assertThat(product("A-3").getLong("product.pricePaise")).isEqualTo(185_000);
    }

    @Test
    void aWholeFileIsPutBackByAJobThatTellsWhatItLeft() {
        String set = importRows(List.of(
                Rows.product("A-1", "selling_price", "1700.00"), Rows.product("A-2", "selling_price", "1700.00")));
        importRows(List.of(Rows.product("A-1", "selling_price", "1600.00")));
        String job = Api.path("/change-sets/" + set + "/revert-job");
        api.editor().get(job).then().statusCode(404);
        api.editor().post(job).then().statusCode(403);
        Api.newAgency("19").approver().post(job).then().statusCode(404);

        api.approver().post(job).then().statusCode(202).body("lines", equalTo(2));

        awaitEnd(set);
        api.editor()
                .get(job)
                .then()
                .body("seen", equalTo(2))
                .body("done", equalTo(1))
                .body("kept", equalTo(1))
                .body("failed", equalTo(false));
        api.editor()
                .get(job + "/left")
                .then()
                .body("items.sku", equalTo(List.of("A-1")))
                .body("items.verdict", equalTo(List.of("CHANGED_SINCE")));
        assertThat(product("A-2").getLong("product.pricePaise")).isEqualTo(185_000);
    }

    @Test
    void aJobThatItsReplicaLeftGoesOnWhereItWasAndRunsOnce() throws SQLException {
        String set = importRows(List.of(
                Rows.product("A-1", "selling_price", "1700.00"), Rows.product("A-2", "selling_price", "1700.00")));
        try (Connection replica = PostgresResource.database().asAuditor().getConnection()) {
            replica.setAutoCommit(false);
            try (PreparedStatement left = replica.prepareStatement(
                    "INSERT INTO revert_job (change_set, agency, asked_at, asked_by, lines, after_sku, seen, done)"
                            + " VALUES (?::uuid, ?, now(), 'Bina Roy', 2, 'A-1', 1, 1)")) {
                left.setString(1, set);
                left.setString(2, api.agency());
                left.executeUpdate();
            }
            replica.commit();
            try (PreparedStatement busy = replica.prepareStatement(
                    "SELECT id FROM revert_job WHERE change_set = ?::uuid AND ended_at IS NULL FOR UPDATE")) {
                busy.setString(1, set);
                if (busy.executeQuery().next()) {
                    api.approver()
                            .post(Api.path("/change-sets/" + set + "/revert-job"))
                            .then()
                            .statusCode(409)
                            .body("code", equalTo("revert-runs"));
                }
            }
            replica.rollback();
        }

        awaitEnd(set);

        assertThat(product("A-1").getLong("product.pricePaise"))
                .as("before the place where it goes on")
                .isEqualTo(170_000);
        assertThat(product("A-2").getLong("product.pricePaise")).isEqualTo(185_000);
    }

    @Test
    void whatWasPutOnSaleTogetherIsTakenOffTogetherAndGoesOnSaleAgain() throws SQLException {
        api.editor()
                .get(Api.path("/change-sets/" + published))
                .then()
                .body("cause", equalTo("PUBLISH"))
                .body("label", equalTo("A-1 … A-3"))
                .body("changed", equalTo(3));
        assertThat(told("A-1")).containsExactly(published);
        JsonPath line = api.editor()
                .get(Api.path("/change-sets/" + published + "/lines"))
                .jsonPath();
        assertThat(line.getMap("items[0].changes[0]"))
                .containsEntry("field", "state")
                .containsEntry("before", "APPROVED")
                .containsEntry("after", "PUBLISHED");
        api.approver().post(Api.path("/products/A-2/pause")).then().statusCode(200);
        String priced = importRows(List.of(Rows.product("A-3", "selling_price", "1700.00")));
        List<String> expected = List.of("REVERTS", "STOPPED_SINCE", "REVERTS");
        api.editor()
                .get(Api.path("/change-sets/" + published + "/lines"))
                .then()
                .body("items.verdict", equalTo(expected));

        api.approver()
                .post(Api.path("/change-sets/" + published + "/revert-job"))
                .then()
                .statusCode(202)
                .body("lines", equalTo(3));

        awaitEnd(published);
        api.editor()
                .get(Api.path("/change-sets/" + published + "/revert-job/left"))
                .then()
                .body("items.sku", equalTo(List.of("A-2")));
        assertThat(states()).containsExactly("APPROVED", "PAUSED", "APPROVED");
        assertThat(product("A-3").getLong("product.pricePaise"))
                .as("as it is now")
                .isEqualTo(170_000);
        assertThat(lastTold("A-1")).isEqualTo("PAUSED");
        api.editor()
                .get(Api.path("/change-sets/" + priced + "/lines"))
                .then()
                .body("items.verdict", equalTo(List.of("STOPPED_SINCE")));
        String reverting =
                api.editor().get(Api.path("/change-sets/" + published)).path("revertedBy");
        assertThat(told("A-1")).containsExactly(published, reverting);

        revert(reverting, api.approver()).then().body("outcomes.verdict", equalTo(List.of("REVERTS", "REVERTS")));

        assertThat(states()).containsExactly("PUBLISHED", "PAUSED", "PUBLISHED");
        assertThat(lastTold("A-1")).isEqualTo("ON_SALE");
    }

    @Test
    void aBodyThatChoosesNothingTakesNothingOff() throws SQLException {
        for (Map<String, Object> slip : List.<Map<String, Object>>of(
                Map.of(), Map.of("limit", 5), Map.of("text", " "), Map.of("all", false), Map.of("after", "A-1"))) {
            pause(api.approver(), slip).then().statusCode(422).body("errors[0].code", equalTo("nothing-chosen"));
        }
        assertThat(states()).containsExactly("PUBLISHED", "PUBLISHED", "PUBLISHED");

        pause(api.approver(), Map.of("skus", List.of())).then().statusCode(200).body("done", equalTo(0));
    }

    @Test
    void whatIsTakenOffInPartsIsOneChangeSetOfOnePerson() throws SQLException {
        String set = pause(api.approver(), Map.of("all", true, "limit", 2))
                .then()
                .statusCode(200)
                .body("done", equalTo(2))
                .body("next", equalTo("A-2"))
                .extract()
                .path("changeSet");
        Map<String, Object> rest = Map.of("all", true, "limit", 2, "after", "A-2", "changeSet", set);
        pause(api.admin(), rest).then().statusCode(422).body("errors[0].code", equalTo("not-under-way"));
        pause(api.approver(), Map.of("all", true, "changeSet", published))
                .then()
                .statusCode(422)
                .body("errors[0].code", equalTo("not-under-way"));
        assertThat(product("A-3").getString("state")).as("refused as a whole").isEqualTo("PUBLISHED");

        pause(api.approver(), rest).then().body("done", equalTo(1)).body("changeSet", equalTo(set));

        api.editor()
                .get(Api.path("/change-sets/" + set))
                .then()
                .body("cause", equalTo("PAUSE"))
                .body("label", equalTo("A-1 … A-3"))
                .body("changed", equalTo(3));
        assertThat(told("A-3")).containsExactly(published, set);
        revert(set, api.approver()).then().body("outcomes.verdict", equalTo(List.of("REVERTS", "REVERTS", "REVERTS")));
        assertThat(states()).containsOnly("PUBLISHED");
        pause(api.approver(), rest).then().statusCode(422);
    }

    @Test
    void whatWasRecalledAfterItWasResumedStaysOffSale() throws SQLException {
        String set = pause(api.approver(), Map.of("all", true))
                .then()
                .statusCode(200)
                .extract()
                .path("changeSet");
        step("A-1", "publish");
        step("A-1", "pause");
        step("A-2", "publish");
        List<String> expected = List.of("STOPPED_SINCE", "SAME", "REVERTS");
        verdicts(set, expected);

        revert(set, api.approver()).then().body("outcomes.verdict", equalTo(expected));

        assertThat(states()).containsExactly("PAUSED", "PUBLISHED", "PUBLISHED");
        assertThat(lastTold("A-1")).isEqualTo("PAUSED");
        importRows(List.of(Rows.product("A-3", "selling_price", "1700.00")));
        verdicts(published, List.of("STOPPED_SINCE", "CHANGED_SINCE", "CHANGED_SINCE"));
        revert(published, api.approver()).then().statusCode(200);
        assertThat(states()).containsExactly("PAUSED", "PUBLISHED", "PUBLISHED");
    }

    @Test
    void whatWasOnSaleInAnOlderFormStaysAndItsChangeCanBePutBack() throws SQLException {
        String file = importRows(List.of(Rows.product("A-1", "title_en", "Wrong")));
        assertThat(lastTold("A-1")).as("the old form stays on sale").isEqualTo("ON_SALE");
        api.bulk("submit", api.editor()).then().statusCode(200);
        api.bulk("approve", api.approver()).then().statusCode(200);
        String again = api.bulk("publish", api.approver())
                .then()
                .body("done", equalTo(1))
                .extract()
                .path("changeSet");
        verdicts(again, List.of("ON_SALE_BEFORE"));

        revert(again, api.approver()).then().body("outcomes.verdict", equalTo(List.of("ON_SALE_BEFORE")));

        assertThat(product("A-1").getString("state")).isEqualTo("PUBLISHED");
        assertThat(lastTold("A-1")).isEqualTo("ON_SALE");
        verdicts(file, List.of("REVERTS"));
        revert(file, api.approver()).then().body("outcomes.verdict", equalTo(List.of("REVERTS")));
        assertThat(product("A-1").getString("product.title.en")).isEqualTo("Cotton saree A-1");
        assertThat(product("A-1").getString("state")).isEqualTo("PUBLISHED");
        assertThat(lastTold("A-1")).isEqualTo("ON_SALE");
    }

    @Test
    void whatTodaysGateRefusesStaysOffSaleUntilItIsMended() throws SQLException {
        String set = pause(api.approver(), Map.of("all", true))
                .then()
                .statusCode(200)
                .extract()
                .path("changeSet");
        api.editor()
                .contentType("application/octet-stream")
                .body(Api.picture(400, 400, Color.WHITE))
                .put(Api.path("/media/main.jpg"))
                .then()
                .statusCode(200);
        List<String> refused = List.of("REFUSED", "REFUSED", "REFUSED");
        verdicts(set, refused);

        revert(set, api.approver()).then().body("outcomes.verdict", equalTo(refused));

        assertThat(states()).containsOnly("PAUSED");
        assertThat(lastTold("A-1")).isEqualTo("PAUSED");
        api.uploadPicture("main.jpg");
        revert(set, api.approver()).then().body("outcomes.verdict", equalTo(List.of("REVERTS", "REVERTS", "REVERTS")));
        assertThat(states()).containsOnly("PUBLISHED");
    }

    @Test
    void whatWasResumedBetweenTwoPartsOfASetGoesBackToWhereItStoodBeforeTheFirst() throws SQLException {
        String set = pause(api.approver(), Map.of("skus", List.of("A-1")))
                .then()
                .statusCode(200)
                .extract()
                .path("changeSet");
        step("A-1", "publish");
        verdicts(set, List.of("SAME"));

        pause(api.approver(), Map.of("skus", List.of("A-1"), "changeSet", set))
                .then()
                .body("changeSet", equalTo(set));

        verdicts(set, List.of("REVERTS"));
        revert(set, api.approver()).then().body("outcomes.verdict", equalTo(List.of("REVERTS")));
        assertThat(states()).containsOnly("PUBLISHED");
        assertThat(lastTold("A-1")).isEqualTo("ON_SALE");
    }

    private void step(String sku, String step) {
        api.approver().post(Api.path("/products/" + sku + '/' + step)).then().statusCode(200);
    }

    private void verdicts(String set, List<String> expected) {
        api.editor().get(Api.path("/change-sets/" + set + "/lines")).then().body("items.verdict", equalTo(expected));
    }

    private static Response pause(io.restassured.specification.RequestSpecification person, Map<String, Object> body) {
        return person.contentType("application/json").body(body).post(Api.path("/bulk/pause"));
    }

    private List<String> states() {
        return List.of("A-1", "A-2", "A-3").stream()
                .map(sku -> product(sku).getString("state"))
                .toList();
    }

    private void awaitEnd(String set) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> api.editor()
                                .get(Api.path("/change-sets/" + set + "/revert-job"))
                                .path("endedAt")
                        != null);
    }

    @Test
    void changeSetsAreTheAgencysOwnAndComeNewestFirst() {
        String set = importRows(List.of(Rows.product("A-1", "selling_price", "1700.00")));
        Api other = Api.newAgency("19");
        other.editor().get(Api.path("/change-sets/" + set)).then().statusCode(404);
        other.editor().get(Api.path("/change-sets")).then().body("items", hasSize(0));
        revert(set, other.approver()).then().statusCode(404);
        api.editor().get(Api.path("/change-sets/none")).then().statusCode(404);
        api.editor().get(Api.path("/change-sets?before=x")).then().statusCode(422);
        api.editor()
                .get(Api.path("/change-sets"))
                .then()
                .body("items", hasSize(3))
                .body("items[0].id", equalTo(set))
                .body("items[1].id", equalTo(published));
    }

    @Test
    void setsOfTheSameMomentAreAllToldPageByPage() throws SQLException {
        List<String> known = new ArrayList<>();
        for (int n = 1; n <= 4; n++) {
            known.add(importRows(List.of(Rows.product("A-1", "selling_price", 1700 + n + ".00"))));
        }
        try (Connection connection = PostgresResource.database().asAuditor().getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE change_set SET at = '2026-11-20T06:30:00.123456Z' WHERE agency = ?")) {
            update.setString(1, api.agency());
            assertThat(update.executeUpdate()).isGreaterThanOrEqualTo(4);
        }

        List<String> told = new ArrayList<>();
        String next = "";
        while (next != null && told.size() < 20) {
            JsonPath page = api.editor()
                    .queryParam("before", next)
                    .get(Api.path("/change-sets?limit=2"))
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            told.addAll(page.getList("items.id"));
            next = page.getString("next");
        }

        assertThat(told).doesNotHaveDuplicates().containsAll(known);
    }

    private String importRows(List<Map<String, String>> rows) {
        Response job = api.importCsv("products", Rows.csv(ImportKind.PRODUCTS, rows));
        assertThat(job.jsonPath().getInt("refused")).as(job.asString()).isZero();
        return job.jsonPath().getString("id");
    }

    private static Response revert(String set, io.restassured.specification.RequestSpecification person) {
        return person.post(Api.path("/change-sets/" + set + "/revert"));
    }

    private JsonPath product(String sku) {
        return api.editor().get(Api.path("/products/" + sku)).jsonPath();
    }

    /** The change sets that channels were told of with each version of a product. */
    private List<String> told(String sku) throws SQLException {
        return snapshots(sku, "changeSet");
    }

    private String lastTold(String sku) throws SQLException {
        List<String> states = snapshots(sku, "state");
        return states.get(states.size() - 1);
    }

    private List<String> snapshots(String sku, String field) throws SQLException {
        List<String> sets = new ArrayList<>();
        try (Connection connection = PostgresResource.database().asAuditor().getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT snapshot ->> ? FROM listing_version WHERE agency = ? AND sku = ? ORDER BY version")) {
            query.setString(1, field);
            query.setString(2, api.agency());
            query.setString(3, sku);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    sets.add(rows.getString(1));
                }
            }
        }
        return sets;
    }
}
