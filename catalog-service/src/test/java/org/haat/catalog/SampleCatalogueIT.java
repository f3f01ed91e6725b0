package org.haat.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The sample agency's own files, from upload to publishing. */
@QuarkusTest
@RealParts
class SampleCatalogueIT {
    private static final Path SAMPLE = Path.of("../deploy/local/sample");
    private static final Pattern IMAGE = Pattern.compile("[a-z0-9-]+\\.(jpg|png)");

    @Test
    void theSampleIsImportedAndTwelveOfFiftyAreRefusedForTheReasonsThatItsReadmeGives() throws IOException {
        // Given
        Api api = Api.newAgency("19");
        uploadPictures(api);

        // When
        Response producers = api.importFile("producers", Files.readAllBytes(SAMPLE.resolve("producers.csv")));
        Response products = api.importFile("products", Files.readAllBytes(SAMPLE.resolve("products.csv")));
        Response submitted = api.bulk("submit", api.editor());
        Response approved = api.bulk("approve", api.approver());
        Response published = api.bulk("publish", api.approver());

        // Then
        assertThat(producers.jsonPath().getInt("created"))
                .as(api.problems(producers).asString())
                .isEqualTo(11);
        assertThat(products.jsonPath().getInt("created"))
                .as(api.problems(products).asString())
                .isEqualTo(50);
        assertThat(submitted.jsonPath().getInt("done")).as(submitted.asString()).isEqualTo(50);
        assertThat(approved.jsonPath().getInt("done")).as(approved.asString()).isEqualTo(50);
        List<String> refused = published.jsonPath().getList("refused.sku");
        assertThat(refused)
                .as(published.asString())
                .containsExactlyInAnyOrder(
                        "KANTHA-09",
                        "NAKSHI-KANTHA-10",
                        "DOKRA-12",
                        "DOKRA-13",
                        "KOTA-DORIA-37",
                        "SANGANERI-36",
                        "BAGRU-34",
                        "SANGANERI-35",
                        "JOYNAGAR-MOA-29",
                        "SHOLAPITH-24",
                        "MEENAKARI-40",
                        "DURRIE-50");
        assertThat(rule(published, "KANTHA-09")).contains("unregistered-seller");
        assertThat(rule(published, "DOKRA-12")).containsExactly("enrolled-seller");
        assertThat(rule(published, "KOTA-DORIA-37")).containsExactly("composition-dealer");
        assertThat(rule(published, "SANGANERI-36")).containsExactly("slab-dead-band");
        assertThat(rule(published, "BAGRU-34")).containsExactly("khadi-word");
        assertThat(rule(published, "SANGANERI-35")).containsExactly("gi-word");
        assertThat(rule(published, "JOYNAGAR-MOA-29")).containsExactly("food-licence");
        assertThat(rule(published, "SHOLAPITH-24")).containsExactly("picture-small");
        assertThat(rule(published, "MEENAKARI-40")).containsExactly("picture-ground");
        assertThat(rule(published, "DURRIE-50")).containsExactly("picture-missing");
        assertThat(published.jsonPath().getInt("done")).isEqualTo(38);
    }

    private static Set<String> rule(Response published, String sku) {
        List<Map<String, Object>> refusals =
                published.jsonPath().param("sku", sku).getList("refused.find { it.sku == sku }.channels.'amazon-in'");
        return Set.copyOf(
                refusals.stream().map(refusal -> (String) refusal.get("rule")).toList());
    }

    private static void uploadPictures(Api api) throws IOException {
        String csv = Files.readString(SAMPLE.resolve("products.csv"), StandardCharsets.UTF_8);
        byte[] good = Api.picture(1200, 1200, Color.WHITE);
        Matcher matcher = IMAGE.matcher(csv);
        while (matcher.find()) {
            byte[] bytes =
                    switch (matcher.group()) {
                        case "sholapith-24-main.jpg" -> Api.picture(400, 400, Color.WHITE);
                        case "meenakari-40-main.jpg" -> Api.picture(1200, 1200, new Color(0xD0E0F0));
                        case "durrie-50-main.jpg" -> Arrays.copyOf("GIF89a".getBytes(StandardCharsets.US_ASCII), 60);
                        default -> good;
                    };
            int expected = matcher.group().equals("durrie-50-main.jpg") ? 422 : 200;
            api.editor()
                    .contentType("application/octet-stream")
                    .body(bytes)
                    .put(Api.path("/media/" + matcher.group()))
                    .then()
                    .statusCode(expected);
        }
    }
}
