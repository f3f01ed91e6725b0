package org.haat.catalog.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.haat.catalog.Api;
import org.haat.catalog.RealParts;
import org.haat.testsupport.PostgresResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RealParts
class ImportIT {
    private Api api;

    @BeforeEach
    void newAgencyWithOneProducer() {
        api = Api.newAgency("19");
        Response producers = api.importCsv("producers", Rows.csv(ImportKind.PRODUCERS, List.of(Rows.producer("P04"))));
        assertThat(producers.jsonPath().getInt("created"))
                .as(api.problems(producers).asString())
                .isEqualTo(1);
    }

    @Test
    void sameFileTwiceChangesNothing() {
        String csv = csv(Rows.product("A-1"), Rows.product("A-2"));
        assertThat(counts(api.importCsv("products", csv))).containsExactly(2, 0, 0, 0);
        String before = product("A-1").asString();
        assertThat(counts(api.importCsv("products", csv))).containsExactly(0, 0, 2, 0);
        assertThat(product("A-1").asString()).isEqualTo(before);
    }

    @Test
    void changedFileChangesOnlyTheChangedRows() {
        api.importCsv("products", csv(Rows.product("A-1"), Rows.product("A-2")));
        String untouched = product("A-1").asString();
        Response again =
                api.importCsv("products", csv(Rows.product("A-1"), Rows.product("A-2", "title_en", "Better saree")));
        assertThat(counts(again)).containsExactly(0, 1, 1, 0);
        assertThat(product("A-1").asString()).isEqualTo(untouched);
        assertThat(product("A-2").jsonPath().getString("product.title.en")).isEqualTo("Better saree");
    }

    @Test
    void goodRowsGoInAndBadRowsSayWhereAndWhy() {
        Response job = api.importCsv(
                "products",
                csv(
                        Rows.product("A-1"),
                        Rows.product("A-2", "selling_price", "2100.01"),
                        Rows.product("A-3", "producer_id", "P99"),
                        Rows.product("A-4", "hsn", "77"),
                        Rows.product("a-1"),
                        Rows.product("A-6", "mrp", "=1+1"),
                        Rows.product("A-7")));
        assertThat(counts(job)).containsExactly(2, 0, 0, 5);
        assertThat(api.problems(job).jsonPath().<Integer>getList("items.findAll { it.refuses }.line"))
                .containsExactly(3, 4, 5, 6, 7);
        assertThat(api.problems(job).jsonPath().<String>getList("items.findAll { it.refuses }.problem.rule"))
                .containsExactly("price-above-mrp", "producer-unknown", "hsn-form", "key-twice", "amount-form");
        assertThat(api.problems(job).jsonPath().<String>getList("items.findAll { it.refuses }.problem.field"))
                .containsExactly("selling_price", "producer_id", "hsn", "sku", "mrp");
        api.editor()
                .get(Api.path("/imports/" + job.jsonPath().getString("id") + "/problems.csv"))
                .then()
                .statusCode(200)
                .header("Content-Disposition", containsString("attachment"))
                .body(containsString("\"'=1+1\""))
                .body(containsString("7,\"mrp\""));
    }

    @Test
    void problemsAreToldInTheReadersLanguage() {
        Response job = api.importCsv("products", csv(Rows.product("A-1", "craft", "origami")));
        api.editor()
                .header("Accept-Language", "bn")
                .get(Api.path("/imports/" + job.jsonPath().getString("id") + "/problems"))
                .then()
                .body("items[0].problem.message", containsString("শিল্প"));
    }

    @Test
    void stockIsCountedOnceAndRepeatingTheRowDoesNotUndoWhatHappenedSince() {
        api.importCsv("products", csv(Rows.product("A-1")));
        count("A-1", 4, "counted-by-hand");
        Response repeated = api.importCsv("products", csv(Rows.product("A-1")));
        assertThat(counts(repeated)).containsExactly(0, 0, 1, 0);
        assertThat(product("A-1").jsonPath().getInt("onHand")).isEqualTo(4);
        api.importCsv("products", csv(Rows.product("A-1", "stock", "12")));
        assertThat(product("A-1").jsonPath().getInt("onHand")).isEqualTo(12);
    }

    @Test
    void filesThatCannotBeImportedAreRefusedAtOnceAndLeaveNothing() {
        assertRefused("file-empty", new byte[0]);
        assertRefused("file-no-rows", Rows.header(ImportKind.PRODUCTS).getBytes(StandardCharsets.UTF_8));
        assertRefused("file-type", "%PDF-1.7 a document".getBytes(StandardCharsets.US_ASCII));
        assertRefused("column-missing", "sku,title\nA-1,x\n".getBytes(StandardCharsets.US_ASCII));
        assertRefused(
                "file-encoding",
                (Rows.header(ImportKind.PRODUCTS) + "caf\u00e9").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(api.editor().get(Api.path("/imports")).jsonPath().getList("kind"))
                .containsExactly("PRODUCERS");
    }

    @Test
    void unknownKindIsRefused() {
        api.upload("pictures", "a,b\n1,2\n")
                .then()
                .statusCode(422)
                .body("errors[0].field", org.hamcrest.Matchers.is("kind"));
    }

    @Test
    void formUploadIsTakenToo() {
        Response asked = api.editor()
                .multiPart("file", "rows.csv", csv(Rows.product("A-1")).getBytes(StandardCharsets.UTF_8), "text/csv")
                .multiPart("kind", "products")
                .post(Api.path("/imports"));
        assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(202);
        Response job = api.ended(asked.jsonPath().getString("id"));
        assertThat(counts(job)).containsExactly(1, 0, 0, 0);
        assertThat(job.jsonPath().getString("fileName")).isEqualTo("rows.csv");
        assertThat(job.jsonPath().getInt("percent")).isEqualTo(100);
    }

    @Test
    void progressIsStreamedUntilTheEnd() {
        Response asked = api.upload("products", csv(Rows.product("A-1")));
        String events = api.editor()
                .accept("text/event-stream")
                .get(Api.path("/imports/" + asked.jsonPath().getString("id") + "/events"))
                .asString();
        assertThat(events).contains("\"state\":\"DONE\"").contains("\"percent\":100");
    }

    @Test
    void whatTheGateWillAskForIsNotedWithoutRefusingTheRow() {
        Response job = api.importCsv("products", csv(Rows.product("A-1", "net_quantity", "")));
        assertThat(counts(job)).containsExactly(1, 0, 0, 0);
        assertThat(api.problems(job).jsonPath().<String>getList("items.problem.rule"))
                .containsExactly("label-incomplete", "consumer-care", "picture-missing");
        assertThat(api.problems(job).jsonPath().<Boolean>getList("items.refuses"))
                .containsOnly(false);
    }

    @Test
    void jobThatAStopCutShortGoesOnAfterItsLastCommittedRow() throws SQLException {
        // Given a job that was ended by a crash after two of three rows
        String csv = csv(Rows.product("A-1"), Rows.product("A-2"), Rows.product("A-3"));
        Response whole = api.importCsv("products", csv(Rows.product("A-1"), Rows.product("A-2")));
        String id = whole.jsonPath().getString("id");
        try (Connection connection = PostgresResource.database().asAuditor().getConnection();
                PreparedStatement piece = connection.prepareStatement(
                        "INSERT INTO import_piece (job_id, agency, number, bytes) VALUES (?::uuid, ?, 0, ?)");
                PreparedStatement job = connection.prepareStatement(
                        "UPDATE import_job SET state = 'RUNNING', ended_at = NULL WHERE id = ?::uuid")) {
            piece.setString(1, id);
            piece.setString(2, api.agency());
            piece.setBytes(3, csv.getBytes(StandardCharsets.UTF_8));
            assertThat(piece.executeUpdate()).isEqualTo(1);
            // When it is found again
            job.setString(1, id);
            assertThat(job.executeUpdate()).isEqualTo(1);
        }
        // Then
        Response resumed = api.ended(id);
        assertThat(counts(resumed)).containsExactly(3, 0, 0, 0);
        assertThat(resumed.jsonPath().getInt("rowsRead")).isEqualTo(3);
        assertThat(product("A-3").statusCode()).isEqualTo(200);
    }

    @Test
    void cancelledJobStopsAndKeepsWhatItTook() {
        List<Map<String, String>> rows = new ArrayList<>();
        for (int i = 0; i < 6_000; i++) {
            rows.add(Rows.product("C-" + i));
        }
        Response asked = api.upload("products", Rows.csv(ImportKind.PRODUCTS, rows));
        String id = asked.jsonPath().getString("id");
        api.editor().delete(Api.path("/imports/" + id)).then().statusCode(202);
        Response job = api.ended(id);
        assertThat(job.jsonPath().getString("state")).isIn("CANCELLED", "DONE");
        int taken = job.jsonPath().getInt("created");
        assertThat(taken).isEqualTo(job.jsonPath().getInt("rowsRead"));
    }

    private void assertRefused(String rule, byte[] file) {
        Response answer = api.upload("products", file);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(422);
        assertThat(answer.contentType()).contains("application/problem+json");
        assertThat(answer.jsonPath().getString("errors[0].code")).isEqualTo(rule);
        assertThat(answer.jsonPath().getString("errors[0].field")).isEqualTo("file");
        assertThat(answer.jsonPath().getString("errors[0].remedy")).isNotBlank();
    }

    private void count(String sku, int onHand, String movementId) {
        api.editor()
                .contentType("application/json")
                .body(Map.of("location", "WH-NAD", "onHand", onHand, "movementId", movementId))
                .put(Api.path("/products/" + sku + "/stock"))
                .then()
                .statusCode(200);
    }

    private Response product(String sku) {
        return api.editor().get(Api.path("/products/" + sku));
    }

    @SafeVarargs
    private static String csv(Map<String, String>... rows) {
        return Rows.csv(ImportKind.PRODUCTS, List.of(rows));
    }

    private static List<Integer> counts(Response job) {
        return List.of(
                job.jsonPath().getInt("created"),
                job.jsonPath().getInt("changed"),
                job.jsonPath().getInt("unchanged"),
                job.jsonPath().getInt("refused"));
    }
}
