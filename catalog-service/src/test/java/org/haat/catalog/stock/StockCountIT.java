package org.haat.catalog.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.haat.catalog.Api;
import org.haat.catalog.PlansKept;
import org.haat.catalog.RealParts;
import org.haat.catalog.Statements;
import org.haat.catalog.imports.ImportKind;
import org.haat.catalog.imports.Rows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A count at the API: what it answers and what it costs. */
@QuarkusTest
@RealParts
class StockCountIT {
    private static final String[] TABLES = {"product", "stock_item", "stock_at", "stock_movement", "location"};
    private static final int COUNTS = 20;

    @Inject
    PlansKept plansKept;

    private Api api;

    @BeforeEach
    void publishedProductWithTenPieces() {
        api = Api.newAgency("19");
        api.makeProducer();
        api.uploadPicture("main.jpg");
        api.importCsv("products", Rows.csv(ImportKind.PRODUCTS, List.of(Rows.product("A-1"))));
        for (String step : List.of("submit", "approve", "publish")) {
            assertThat(api.bulk(step, step.equals("submit") ? api.editor() : api.approver())
                            .jsonPath()
                            .getInt("done"))
                    .as(step)
                    .isEqualTo(1);
        }
    }

    @Test
    void anAnswerIsWhatStandsThereAfterwards() {
        JsonPath counted = count("a-1", "NEW-PLACE", 4, "m1");

        assertThat(counted.getString("sku")).isEqualTo("A-1");
        assertThat(counted.getInt("onHand")).isEqualTo(14);
        assertThat(counted.getInt("availableToSell")).isEqualTo(14);
        assertThat(counted.<String, Integer>getMap("byLocation").values()).containsExactly(10, 4);
        assertThat(counted.prettify()).isEqualTo(stock().prettify());
        assertThat(count("A-1", "NEW-PLACE", 9, "m1").prettify())
                .as("the same movement again")
                .isEqualTo(counted.prettify());
        assertThat(count("A-1", "NEW-PLACE", 0, "m2").getMap("byLocation")).containsEntry("NEW-PLACE", 0);
        assertThat(stock().getInt("onHand")).isEqualTo(10);
    }

    /** One that looks for the product and the place, one that locks, one that reads what is known, one that writes. */
    @Test
    void aCountCostsFourStatementsBesideItsEvent() throws SQLException {
        count("A-1", "WH", 1, "warm");
        Statements.reset();

        for (int n = 0; n < COUNTS; n++) {
            count("A-1", "WH", 100 + n, "m" + n);
        }

        Map<String, Long> calls = Statements.onTables(TABLES);
        long each = calls.values().stream().mapToLong(Long::longValue).sum() / COUNTS;
        assertThat(each).as("%s", calls).isEqualTo(4);
    }

    /** To plan what a count reads takes longer than to read it. */
    @Test
    void aCountIsPlannedOnceForAConnectionAndWhatMayBeOfAnySizeIsNot() {
        int before = plansKept.times();

        count("A-1", "WH", 7, "m1");
        assertThat(plansKept.times()).isEqualTo(before + 1);

        stock();
        api.importCsv("products", Rows.csv(ImportKind.PRODUCTS, List.of(Rows.product("A-1"))));
        assertThat(plansKept.times()).isEqualTo(before + 1);
    }

    private JsonPath count(String sku, String location, int onHand, String movement) {
        return api.editor()
                .contentType(ContentType.JSON)
                .body(Map.of("location", location, "onHand", onHand, "movementId", movement))
                .put(Api.path("/products/" + sku + "/stock"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private JsonPath stock() {
        return api.editor()
                .get(Api.path("/products/A-1/stock"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
