package org.haat.catalog.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.logging.Log;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.eclipse.microprofile.config.ConfigProvider;
import org.haat.catalog.Api;
import org.haat.catalog.LiveHeap;
import org.haat.catalog.RealParts;
import org.haat.catalog.Statements;
import org.haat.testsupport.TestIdentity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A catalogue as large as a State may send: nothing grows with it but the time. The rows are as few as still show an import
 * that keeps them in memory; {@code -Dhaat.test.rows=100000} takes a catalogue of full length.
 */
@QuarkusTest
@RealParts
class LargeImportIT {
    private static final int ROWS = Integer.getInteger("haat.test.rows", 6_000);
    private static final int BAD_EACH = 100;
    private static final String DESCRIPTION =
            "A light cotton saree. ".repeat(26).strip();
    /** A batch of rows in work, and key and line of each row that was read; all rows together are more than that. */
    private static final long MOST_MEGABYTES_KEPT = 10;

    private static final int BATCHES = 2;

    private static final String[] TABLES = {
        "product",
        "producer",
        "stock_item",
        "stock_at",
        "stock_movement",
        "location",
        "media_asset",
        "listing_version",
        "listing_refusal",
        "import_problem"
    };

    @TempDir
    Path folder;

    private Api api;

    @BeforeEach
    void newAgencyWithOneProducer() {
        api = Api.newAgency("19");
        api.makeProducer();
    }

    @Test
    void manyRowsGoInAsCsvAndAsWorkbookWithLittleMemory() throws Exception {
        // Given a service that has imported before
        Path csv = folder.resolve("catalogue.csv");
        Path xlsx = folder.resolve("catalogue.xlsx");
        writeCsv(csv);
        writeXlsx(xlsx);
        int bad = ROWS / BAD_EACH;
        api.importCsv("products", csv(RunImport.BATCH_ROWS, ""));

        // When
        Response first = send(csv);
        Response asWorkbook = send(xlsx);

        // Then
        assertThat(counts(first)).as(first.asString()).containsExactly(ROWS - bad, 0, 0, bad);
        assertThat(counts(asWorkbook)).as(asWorkbook.asString()).containsExactly(0, 0, ROWS - bad, bad);
        for (Response job : List.of(first, asWorkbook)) {
            assertThat(job.jsonPath().getInt("rowsRead")).isEqualTo(ROWS);
            assertThat(job.jsonPath().getInt("percent")).isEqualTo(100);
            assertThat(refusedLines(job)).as(job.asString()).hasSize(bad).allMatch(line -> (line - 1) % BAD_EACH == 0);
        }
    }

    @Test
    void statementsGrowWithBatchesAndNotWithRows() throws SQLException {
        // Given
        int rows = BATCHES * RunImport.BATCH_ROWS;
        String csv = csv(rows, "");
        String changed = csv(rows, "x");

        // When
        Statements.reset();
        api.importCsv("products", csv);
        Map<String, Long> creating = Statements.onTables(TABLES);
        Statements.reset();
        api.importCsv("products", csv);
        Map<String, Long> repeating = Statements.onTables(TABLES);
        Statements.reset();
        Response job = api.importCsv("products", changed);
        Map<String, Long> changing = Statements.onTables(TABLES);

        // Then
        assertThat(counts(job)).containsExactly(0, rows, 0, 0);
        assertThat(perBatch(creating)).as("%s", creating).isLessThanOrEqualTo(16);
        assertThat(perBatch(repeating)).as("%s", repeating).isLessThanOrEqualTo(6);
        assertThat(perBatch(changing)).as("%s", changing).isLessThanOrEqualTo(12);
    }

    private static long perBatch(Map<String, Long> calls) {
        return calls.values().stream().mapToLong(Long::longValue).sum() / BATCHES;
    }

    /** Uploads as a stream, sees in the midst of it what the import keeps in memory, and waits for the end. */
    private Response send(Path file) throws IOException, InterruptedException {
        String token = TestIdentity.token("editor-" + api.agency(), api.agency(), "catalogue-editor");
        String base = ConfigProvider.getConfig().getValue("test.url", String.class);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(base + "/api/v1/imports?kind=products&name=" + file.getFileName()))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofFile(file))
                .build();
        long before = LiveHeap.megabytes();
        HttpResponse<String> asked = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        String id = io.restassured.path.json.JsonPath.from(asked.body()).getString("id");
        Response midst = api.when(id, job -> job.jsonPath().getInt("rowsRead") >= RunImport.BATCH_ROWS);
        long kept = LiveHeap.megabytes() - before;
        assertThat(midst.jsonPath().getString("state")).isEqualTo("RUNNING");
        Response job = api.ended(id);
        Log.infof(
                "%s: %d rows/s, kept %d MB", file.getFileName(), job.jsonPath().getLong("rowsPerSecond"), kept);
        assertThat(kept).as("megabytes kept for %s", file.getFileName()).isLessThanOrEqualTo(MOST_MEGABYTES_KEPT);
        return job;
    }

    /** Lines that the downloaded report refuses. */
    private List<Integer> refusedLines(Response job) {
        return api.editor()
                .get(Api.path("/imports/" + job.jsonPath().getString("id") + "/problems.csv"))
                .asString()
                .lines()
                .skip(1)
                .filter(line -> line.contains("price-above-mrp") || line.contains("2,100"))
                .map(line ->
                        Integer.valueOf(line.substring(0, line.indexOf(',')).replace("\"", "")))
                .toList();
    }

    private static Map<String, String> row(int number) {
        Map<String, String> row = Rows.product("SKU-" + number, "description_en", DESCRIPTION);
        if (number % BAD_EACH == BAD_EACH - 1) {
            // Every hundredth asks for more than its MRP.
            row.put("selling_price", "2100.01");
        }
        return row;
    }

    private static void writeCsv(Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file)) {
            writer.write(Rows.header(ImportKind.PRODUCTS));
            for (int i = 0; i < ROWS; i++) {
                writer.write(Rows.line(ImportKind.PRODUCTS, row(i)));
            }
        }
    }

    private static void writeXlsx(Path file) throws IOException {
        try (OutputStream output = Files.newOutputStream(file);
                Workbook workbook = new Workbook(output, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Products");
            List<String> columns = ImportKind.PRODUCTS.columns();
            for (int column = 0; column < columns.size(); column++) {
                sheet.value(0, column, columns.get(column));
            }
            for (int i = 0; i < ROWS; i++) {
                Map<String, String> row = row(i);
                for (int column = 0; column < columns.size(); column++) {
                    String cell = row.get(columns.get(column));
                    if (cell != null) {
                        sheet.value(i + 1, column, cell);
                    }
                }
                if (i % 500 == 0) {
                    sheet.flush();
                }
            }
        }
    }

    private static String csv(int rows, String suffix) {
        StringBuilder csv = new StringBuilder(Rows.header(ImportKind.PRODUCTS));
        for (int i = 0; i < rows; i++) {
            csv.append(
                    Rows.line(ImportKind.PRODUCTS, Rows.product("S-" + i, "title_en", "Cotton saree " + i + suffix)));
        }
        return csv.toString();
    }

    private static List<Integer> counts(Response job) {
        return List.of(
                job.jsonPath().getInt("created"),
                job.jsonPath().getInt("changed"),
                job.jsonPath().getInt("unchanged"),
                job.jsonPath().getInt("refused"));
    }
}
