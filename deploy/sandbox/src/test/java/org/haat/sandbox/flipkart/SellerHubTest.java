package org.haat.sandbox.flipkart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.haat.sandbox.Reply;
import org.haat.sandbox.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SellerHubTest {
    private static final String SHEET = "/sandbox/api/flipkart/seller-hub/sheet";
    private static final String HEADER =
            "sku,title,brand,description,hsn,mrp,selling_price,image_url,country_of_origin,agency\r\n";
    private static final String GOOD =
            "S1,\"Saree, indigo \"\"tant\"\"\",Generic,\"two\nlines\",52083121,1499,1199,http://pictures.example/1.jpg,IN,wb\r\n";

    @TempDir
    Path data;

    private World world;
    private JsonNode account;

    @BeforeEach
    void start() throws IOException {
        world = new World(data);
        account = world.account("flipkart", "wb-prd");
    }

    @AfterEach
    void stop() throws IOException {
        world.close();
    }

    private Reply send(String csv) throws IOException {
        return world.anyone().with("content-type", "text/csv").post(SHEET + "?account=wb-prd", csv);
    }

    private List<Map<String, String>> result(Reply sent) throws IOException {
        return CsvText.rows(
                world.anyone().get(SHEET + "/" + sent.at("/id").asText()).text());
    }

    @Test
    void productGetsItsNumberAfterQualityControl() throws IOException {
        Reply sent = send(HEADER + GOOD);
        assertThat(sent.status()).isEqualTo(202);
        assertThat(world.anyone().get(SHEET + "/" + sent.at("/id").asText()).status())
                .isEqualTo(202);
        world.clock.pass(World.LIVE);
        Map<String, String> row = result(sent).get(0);
        assertThat(row.get("status")).isEqualTo("APPROVED");
        assertThat(row.get("fsn")).matches("[A-Z0-9]{16}");
        world.liveOnFlipkart(account, "S1", row.getOrDefault("fsn", ""), 1);
        assertThat(world.anyone()
                        .get("/sandbox/api/listings")
                        .at("/listings/0/live")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void sameProductKeepsItsNumber() throws IOException {
        Reply first = send(HEADER + GOOD);
        Reply second = send(HEADER + GOOD);
        world.clock.pass(World.LIVE);
        assertThat(result(second).get(0).get("fsn"))
                .isEqualTo(result(first).get(0).get("fsn"));
    }

    @Test
    void incompleteProductIsRejectedWithAReason() throws IOException {
        Reply sent = send(HEADER + "S2,,Generic,,52083121,1499,1199,http://pictures.example/1.jpg,IN,wb\n"
                + "S3,Saree,Generic,,5208,1499,1199,http://pictures.example/1.jpg,IN,wb\n"
                + "S4,Saree,Generic,,52083121,1499,1199,picture,IN,wb\n");
        world.clock.pass(World.LIVE);
        assertThat(result(sent)).extracting(r -> r.get("status")).containsOnly("REJECTED");
        assertThat(result(sent))
                .extracting(r -> r.get("reason"))
                .satisfiesExactly(
                        r -> assertThat(r).contains("title"), r -> assertThat(r).contains("hsn"), r -> assertThat(r)
                                .contains("image_url"));
    }

    @Test
    void qualityControlMayTurnAProductDown() throws IOException {
        world.fault(Map.of("fault", "qc-reject", "sku", "S1", "message", "Blurred picture"));
        Reply sent = send(HEADER + GOOD);
        world.clock.pass(World.LIVE);
        assertThat(result(sent).get(0)).containsEntry("status", "REJECTED").containsEntry("reason", "Blurred picture");
    }

    @Test
    void numberIsUnknownToTheApiUntilThen() throws IOException {
        Reply sent = send(HEADER + GOOD);
        String fsn = SellerHub.fsn("wb-prd/S1", "Saree, indigo");
        Reply early = world.flipkart(account).post("/flipkart/sellers/listings/v3", World.offer(account, "S1", fsn, 1));
        assertThat(early.at("/S1/status").asText()).isEqualTo("FAILURE");
        assertThat(sent.status()).isEqualTo(202);
    }

    @Test
    void sheetWithoutItsColumnsIsRefused() throws IOException {
        assertThat(send("sku,title\nS1,Saree\n").status()).isEqualTo(400);
        assertThat(send("").status()).isEqualTo(400);
        assertThat(world.anyone().post(SHEET + "?account=nobody", HEADER + GOOD).status())
                .isEqualTo(404);
    }
}
