package org.haat.catalog.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.logging.Log;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.haat.catalog.Api;
import org.haat.catalog.RealParts;
import org.junit.jupiter.api.Test;

/** A catalogue larger than a page of a spreadsheet: {@code -Dhaat.test.rows=100000} for the size that an agency may send. */
@QuarkusTest
@RealParts
class LargeImportIT {
    private static final int ROWS = Integer.getInteger("haat.test.rows", 10_000);

    @Test
    void largeFileGoesInAndItsRepeatIsCheaperAndChangesNothing() {
        // Given
        Api api = Api.newAgency("19");
        api.importCsv("producers", Rows.csv(ImportKind.PRODUCERS, List.of(Rows.producer("P04"))));
        List<Map<String, String>> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            rows.add(Rows.product("SKU-" + i));
        }
        String csv = Rows.csv(ImportKind.PRODUCTS, rows);

        // When
        Response first = api.importCsv("products", csv);
        Response second = api.importCsv("products", csv);

        // Then
        assertThat(first.jsonPath().getInt("created")).as(first.asString()).isEqualTo(ROWS);
        assertThat(second.jsonPath().getInt("unchanged")).as(second.asString()).isEqualTo(ROWS);
        Log.infof(
                "%d rows: first %d rows/s, repeat %d rows/s",
                ROWS,
                first.jsonPath().getLong("rowsPerSecond"),
                second.jsonPath().getLong("rowsPerSecond"));
    }
}
