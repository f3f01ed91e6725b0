package org.haat.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleCatalogueTest {
    private static final Path HOME = Path.of("../..");

    @Test
    void fiftyProductsAreTheFileAsItIs() {
        SampleCatalogue sample = new SampleCatalogue(HOME, 50);
        assertThat(sample.products()).isEqualTo(sample.file("products.csv"));
    }

    @Test
    void largerCatalogueHasItsOwnSkusAndTitlesAndSharesPictures() {
        List<NamedCsvRecord> rows = rows(new SampleCatalogue(HOME, 170));

        assertThat(rows).hasSize(170);
        assertThat(rows).extracting(row -> row.getField("sku")).doesNotHaveDuplicates();
        assertThat(rows).extracting(row -> row.getField("title_en")).doesNotHaveDuplicates();
        assertThat(rows.get(150).getField("images")).isEqualTo(rows.get(0).getField("images"));
        assertThat(rows.get(53).getField("gtin")).isEmpty();
        assertThat(new SampleCatalogue(HOME, 170).pictures()).hasSize(50);
    }

    @Test
    void smallerCatalogueIsTheFirstOnes() {
        SampleCatalogue sample = new SampleCatalogue(HOME, 5);

        assertThat(rows(sample))
                .extracting(row -> row.getField("sku"))
                .hasSize(5)
                .startsWith("BALUCHARI-01");
        assertThat(sample.pictures()).hasSize(5);
    }

    private static List<NamedCsvRecord> rows(SampleCatalogue sample) {
        return CsvReader.builder().ofNamedCsvRecord(new String(sample.products(), StandardCharsets.UTF_8)).stream()
                .toList();
    }
}
