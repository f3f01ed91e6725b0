package org.haat.sandbox.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.haat.sandbox.Browser;
import org.haat.sandbox.Reply;
import org.haat.sandbox.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
    private static final String REPORTS = "/amazon/reports/2021-06-30/reports";
    private static final String TYPE = "GET_MERCHANT_LISTINGS_ALL_DATA";
    private static final Duration DONE = Duration.ofMinutes(3);

    @TempDir
    Path data;

    private World world;
    private JsonNode account;
    private Browser program;

    @BeforeEach
    void start() throws IOException {
        world = new World(data);
        account = world.account("amazon-in", "wb-prd");
        program = world.amazon(account);
    }

    @AfterEach
    void stop() throws IOException {
        world.close();
    }

    private Reply create(String type) throws IOException {
        return program.post(REPORTS, Map.of("reportType", type, "marketplaceIds", List.of(World.INDIA)));
    }

    private String made() throws IOException {
        Reply created = create(TYPE);
        assertThat(created.status()).isEqualTo(202);
        return created.at("/reportId").asText();
    }

    private String status(String id) throws IOException {
        return program.get(REPORTS + "/" + id).at("/processingStatus").asText();
    }

    private List<String> lines(String id) throws IOException {
        String document =
                program.get(REPORTS + "/" + id).at("/reportDocumentId").asText();
        Reply place = program.get("/amazon/reports/2021-06-30/documents/" + document);
        byte[] bytes = world.anyone().get(place.at("/url").asText()).bytes();
        boolean packed = place.at("/compressionAlgorithm").asText().equals("GZIP");
        byte[] plain = packed ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes() : bytes;
        return new String(plain, Charset.forName("Cp1252")).lines().toList();
    }

    @Test
    void reportTellsOfEveryListingOnceItIsDone() throws IOException {
        world.liveOnAmazon(account, "S1", 5);
        world.liveOnAmazon(account, "S2", 0);
        String id = made();
        assertThat(status(id)).isEqualTo("IN_QUEUE");
        world.clock.pass(Duration.ofSeconds(31));
        assertThat(status(id)).isEqualTo("IN_PROGRESS");
        world.clock.pass(DONE);
        assertThat(status(id)).isEqualTo("DONE");

        List<String> lines = lines(id);

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).contains("\tseller-sku\tprice\tquantity\t").endsWith("\tstatus");
        assertThat(lines.get(1)).contains("\tS1\t2499.00\t5\t").endsWith("\tActive");
        assertThat(lines.get(2)).contains("\tS2\t2499.00\t0\t").endsWith("\tInactive");
    }

    @Test
    void reportMayBreakBeCancelledOrNeverEnd() throws IOException {
        world.liveOnAmazon(account, "S1", 5);
        program = world.amazon(account);
        world.fault(Map.of("fault", "report-breaks", "count", 1));
        String broken = made();
        world.clock.pass(DONE);
        String first = status(broken);
        world.fault(Map.of("fault", "report-cancelled", "count", 1));
        String cancelled = made();
        world.clock.pass(DONE);
        String second = status(cancelled);
        world.fault(Map.of("fault", "never-live", "operation", "createReport", "count", 1));
        String stuck = made();
        world.clock.pass(Duration.ofMinutes(30));

        assertThat(List.of(first, second, status(stuck))).containsExactly("FATAL", "CANCELLED", "IN_PROGRESS");
        assertThat(program.get(REPORTS + "?reportTypes=" + TYPE).at("/reports")).hasSize(3);
        assertThat(program.get(REPORTS + "?reportTypes=" + TYPE + "&processingStatuses=IN_PROGRESS")
                        .at("/reports/0/reportId")
                        .asText())
                .isEqualTo(stuck);
    }

    @Test
    void nothingToTellIsCancelledAndOtherKindsAreRefused() throws IOException {
        String id = made();
        world.clock.pass(DONE);

        assertThat(status(id)).isEqualTo("CANCELLED");
        assertThat(create("GET_FLAT_FILE_OPEN_LISTINGS_DATA").status()).isEqualTo(400);
        assertThat(program.delete(REPORTS + "/" + id).status()).isEqualTo(400);
        assertThat(program.delete(REPORTS + "/" + made()).status()).isEqualTo(200);
    }

    @Test
    void reportsAreTheSellersOwnAndOutliveARestart() throws IOException {
        world.liveOnAmazon(account, "S1", 5);
        program = world.amazon(account);
        String id = made();
        Browser other = world.amazon(world.account("amazon-in", "mp-crafts"));
        assertThat(other.get(REPORTS + "/" + id).status()).isEqualTo(404);
        world.restart();
        world.clock.pass(DONE);
        program = world.amazon(account);

        assertThat(status(id)).isEqualTo("DONE");
        assertThat(lines(id)).hasSize(2);
    }
}
