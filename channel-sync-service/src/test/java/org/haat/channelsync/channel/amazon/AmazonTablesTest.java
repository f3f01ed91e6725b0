package org.haat.channelsync.channel.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.haat.channelsync.channel.FeedSink;
import org.haat.event.ListingSnapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmazonTablesTest {
    private static final Path SAMPLE = Path.of("../deploy/local/sample/products.csv");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "putListingsItem",
                "patchListingsItem",
                "deleteListingsItem",
                "getListingsItem",
                "searchListingsItems",
                "getDefinitionsProductType",
                "downloadSchema",
                "searchOrders",
                "getOrder",
                "confirmShipment",
                "lwaToken"
            })
    void everyOperationHasAPlan(String operation) {
        assertThat(AmazonQuotas.of(operation).ratePerSecond()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_bn", "_hi"})
    void whatAChangeDrawsFromHasAWordInTheExplanation(String language) throws IOException {
        String words = Files.readString(
                Path.of("src/main/resources/org/haat/channelsync/overview/explain" + language + ".properties"));

        assertThat(FeedSink.Kind.values())
                .extracting(kind -> FeedLimits.on(LocalDate.of(2026, 11, 1)).plan(kind))
                .allSatisfy(plan -> assertThat(words)
                        .contains("\noperation." + plan.singles().operation() + "="));
    }

    @ParameterizedTest
    @CsvSource({
        "dokra, 83062910, FIGURINE",
        "dokra, 71171990, NECKLACE",
        "meenakari, 71131190, EARRING",
        "meenakari, 83062910, FIGURINE",
        "santiniketan-leather, 42023190, WALLET",
        "santiniketan-leather, 42022110, HANDBAG",
        "terracotta, 69120040, CANDLE_HOLDER",
        "darjeeling-tea, 09023020, TEA"
    })
    void longestMatchingHsnOfACraftDecides(String craft, String hsn, String type) {
        assertThat(ProductTypes.of(craft, hsn).orElseThrow().name()).isEqualTo(type);
    }

    @Test
    void everyCraftOfTheSampleHasAProductType() throws IOException {
        List<String> crafts = Files.readAllLines(SAMPLE).stream()
                .skip(1)
                .map(line -> line.split(",", 4))
                .filter(cells -> cells.length > 3 && cells[0].matches("[A-Z0-9-]+-\\d\\d"))
                .map(cells -> cells[2])
                .distinct()
                .toList();

        assertThat(crafts).hasSizeGreaterThan(35);
        assertThat(crafts).allMatch(craft -> ProductTypes.of(craft, "").isPresent());
    }

    @Test
    void slabsOfTheTaxTableAreKnownAndOthersAreLeftOut() {
        assertThat(TaxCodes.of(500)).contains("A_GEN_REDUCED");
        assertThat(TaxCodes.of(777)).isEmpty();
    }

    @Test
    void carrierThatIsNotInTheTableGoesByItsName() {
        assertThat(Carriers.of("Speed Post")).isEqualTo(new Carriers.Carrier("Other", "India Post"));
        assertThat(Carriers.of(" Bengal Cycle Couriers "))
                .isEqualTo(new Carriers.Carrier("Other", "Bengal Cycle Couriers"));
    }

    @Test
    void storeThatIsNotInTheTableIsNotGuessed() {
        assertThat(Marketplace.find("A1PA6795UKMFR9", LocalDate.of(2026, 11, 21)))
                .isEmpty();
    }

    @Test
    void pausedListingIsSentWithNothingToSell() {
        var india =
                Marketplace.find("A21TJRUUN4KGV", LocalDate.of(2026, 11, 21)).orElseThrow();
        var s = org.haat.channelsync.channel.Samples.snapshot("HAAT-1");
        var paused = new ListingSnapshot(
                s.agency(),
                s.sku(),
                s.version(),
                ListingSnapshot.State.PAUSED,
                s.channels(),
                s.craft(),
                s.title(),
                s.description(),
                s.bullets(),
                "",
                s.attributes(),
                s.hsn(),
                s.gstRateBasisPoints(),
                "8901234000014",
                s.mrp(),
                s.price(),
                s.parcel(),
                s.images(),
                s.producer(),
                s.manufacturer(),
                s.packer(),
                s.countryOfOrigin(),
                s.leadTimeDays(),
                s.procurement());

        var attributes = ListingAttributes.of(
                new org.haat.channelsync.channel.ListingLine(paused, 5, null),
                ProductTypes.of("tant", "").orElseThrow(),
                india,
                true);

        assertThat(attributes.at("/fulfillment_availability/0/quantity").asInt())
                .isZero();
        assertThat(attributes.at("/brand/0/value").asText()).isEqualTo("Generic");
        assertThat(attributes
                        .at("/externally_assigned_product_identifier/0/type")
                        .asText())
                .isEqualTo("ean");
        assertThat(attributes.has("supplier_declared_has_product_identifier_exemption"))
                .isFalse();
    }
}
