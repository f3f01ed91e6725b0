package org.haat.local.sample;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SampleTest {
    private static final Path FOLDER = Path.of("sample");
    private static final List<String> PRODUCT_COLUMNS = List.of(
            "sku,producer_id,craft,title_en,title_bn,title_hi,description_en,description_bn,description_hi,bullets,brand,hsn,gtin,mrp,selling_price,weight_g,length_cm,width_cm,height_cm,lead_time_days,procurement,country_of_origin,material,colour,size,technique,loom,care,pattern,net_quantity,pack_contents,images,location,stock"
                    .split(","));
    private final List<NamedCsvRecord> products = rows("products.csv");
    private final Map<String, NamedCsvRecord> producers = rows("producers.csv").stream()
            .collect(Collectors.toMap(row -> row.getField("producer_id"), Function.identity()));

    @Test
    void catalogueHasTheAgreedColumnsAndFiftyDifferentSkus() {
        assertThat(products).hasSize(50);
        assertThat(products.get(0).getHeader()).isEqualTo(PRODUCT_COLUMNS);
        assertThat(products)
                .extracting(row -> row.getField("sku"))
                .doesNotHaveDuplicates()
                .allMatch(sku -> sku.matches("[A-Za-z0-9._-]{1,40}"));
        assertThat(producers).hasSize(11);
    }

    @Test
    void everyTextIsComposedAndEveryTitleIsInEnglishAndOneLanguageOfIndia() {
        for (NamedCsvRecord row : products) {
            assertThat(row.getFields()).allMatch(field -> Normalizer.isNormalized(field, Normalizer.Form.NFC));
            assertThat(row.getField("title_en")).isNotBlank();
            assertThat(row.getField("title_bn") + row.getField("title_hi")).isNotBlank();
        }
    }

    @Test
    void everyReferenceOfAProductExists() {
        Set<String> locations = rows("outlets.csv").stream()
                .map(row -> row.getField("location"))
                .collect(Collectors.toSet());
        for (NamedCsvRecord row : products) {
            assertThat(producers).containsKey(row.getField("producer_id"));
            assertThat(locations).contains(row.getField("location"));
            assertThat(row.getField("images").split("\\|")).hasSize(2);
            assertThat(Integer.parseInt(row.getField("stock"))).isPositive();
            assertThat(row.getField("hsn")).matches("[0-9]{8}");
            assertThat(money(row, "selling_price")).isLessThanOrEqualTo(money(row, "mrp"));
        }
    }

    @Test
    void gstinsAreWellFormedAndHoldTheProducersPan() {
        for (NamedCsvRecord row : producers.values()) {
            String gstin = row.getField("gstin");
            boolean registered = Set.of("REGULAR", "COMPOSITION").contains(row.getField("gst_status"));
            assertThat(gstin.isEmpty()).isEqualTo(!registered);
            if (registered) {
                assertThat(gstin.charAt(14)).as(gstin).isEqualTo(checkDigit(gstin));
                assertThat(gstin.substring(2, 12)).isEqualTo(row.getField("pan"));
            }
        }
    }

    @Test
    void everyTaxCaseThatTheDemoShowsIsThere() {
        assertThat(producers.values())
                .extracting(row -> row.getField("gst_status"))
                .contains("REGULAR", "COMPOSITION", "ENROLLED", "UNREGISTERED");
        assertThat(makersOf(row -> row.getField("gst_status").equals("UNREGISTERED")
                        && row.getField("sells_through").isEmpty()))
                .isNotEmpty();
        assertThat(makersOf(row -> row.getField("gst_status").equals("ENROLLED")
                        && !row.getField("sells_through").isEmpty()))
                .isNotEmpty();
        assertThat(makersOf(row -> row.getField("gst_status").equals("COMPOSITION")))
                .isNotEmpty();
        assertThat(products).anyMatch(SampleTest::inDeadBand);
        assertThat(products)
                .anyMatch(row -> row.getField("title_en").contains("khadi")
                        && maker(row).getField("khadi_mark").isEmpty());
        assertThat(products)
                .anyMatch(row -> row.getField("title_en").contains("Sanganeri")
                        && maker(row).getField("gi_authorised_user").isEmpty());
        assertThat(products)
                .anyMatch(row -> row.getField("hsn").startsWith("21")
                        && maker(row).getField("fssai").isEmpty());
    }

    private List<NamedCsvRecord> makersOf(java.util.function.Predicate<NamedCsvRecord> producer) {
        return products.stream().filter(row -> producer.test(maker(row))).toList();
    }

    private NamedCsvRecord maker(NamedCsvRecord product) {
        return java.util.Objects.requireNonNull(producers.get(product.getField("producer_id")));
    }

    private static boolean inDeadBand(NamedCsvRecord row) {
        BigDecimal price = money(row, "selling_price");
        return row.getField("hsn").matches("(61|62|63|64|9404).*")
                && price.compareTo(new BigDecimal("2625.00")) > 0
                && price.compareTo(new BigDecimal("2950.00")) <= 0;
    }

    private static BigDecimal money(NamedCsvRecord row, String column) {
        assertThat(row.getField(column)).matches("[0-9]+\\.[0-9]{2}");
        return new BigDecimal(row.getField(column));
    }

    private static char checkDigit(String gstin) {
        String alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        int sum = 0;
        for (int i = 0; i < 14; i++) {
            int product = alphabet.indexOf(gstin.charAt(i)) * (i % 2 == 0 ? 1 : 2);
            sum += product / 36 + product % 36;
        }
        return alphabet.charAt((36 - sum % 36) % 36);
    }

    private static List<NamedCsvRecord> rows(String file) {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(FOLDER.resolve(file))) {
            return reader.stream().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
