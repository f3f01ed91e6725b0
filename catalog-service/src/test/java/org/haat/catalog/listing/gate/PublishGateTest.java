package org.haat.catalog.listing.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haat.catalog.listing.gate.OfferFixture.anOffer;

import java.util.List;
import java.util.Objects;
import org.haat.catalog.producer.ProducerFixture;
import org.haat.catalog.product.ProductDraft.Parcel;
import org.haat.catalog.rule.Refusal;
import org.haat.catalog.text.LocalText;
import org.haat.event.ListingStatus.Owner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublishGateTest {
    private static final PublishGate GATE = new PublishGate(OfferFixture.rulebook());

    @Test
    void soundOfferPassesEverywhereWithItsRate() {
        Judgement judgement = GATE.judge(anOffer().build());
        assertThat(judgement.channels()).containsExactly("amazon-in", "state-portal");
        assertThat(judgement.gstRateBasisPoints()).isEqualTo(500);
    }

    @Test
    void unregisteredMakerMaySellNowhere() {
        OfferFixture offer = anOffer().maker(ProducerFixture.with("UNREGISTERED", null, "ZZZAS0001Q", null, null));
        assertThat(at("amazon-in", offer)).containsExactly("unregistered-seller");
        assertThat(at("state-portal", offer)).containsExactly("unregistered-seller");
    }

    @Test
    void enrolledMakerMaySellInItsOwnStateOnly() {
        OfferFixture offer =
                anOffer().maker(ProducerFixture.with("ENROLLED", null, "ZZZAS0001Q", "19TEST0000000305E", null));
        assertThat(at("amazon-in", offer)).containsExactly("enrolled-seller");
        assertThat(at("state-portal", offer)).isEmpty();
    }

    @Test
    void compositionDealerMaySellInItsOwnStateOnly() {
        OfferFixture offer =
                anOffer().maker(ProducerFixture.with("COMPOSITION", "19ZZZAS0001Q1ZQ", "ZZZAS0001Q", null, null));
        assertThat(at("amazon-in", offer)).containsExactly("composition-dealer");
        assertThat(at("state-portal", offer)).isEmpty();
    }

    @Test
    void unregisteredMakerSellsEverywhereThroughRegisteredAggregator() {
        OfferFixture offer = anOffer()
                .maker(ProducerFixture.with("UNREGISTERED", null, "ZZZAS0001Q", null, "P05"))
                .soldBy(ProducerFixture.aSociety());
        assertThat(at("amazon-in", offer)).isEmpty();
    }

    @Test
    void aggregatorThatIsNotThereIsNoSeller() {
        OfferFixture offer = anOffer().maker(ProducerFixture.with("UNREGISTERED", null, "ZZZAS0001Q", null, "P05"));
        assertThat(at("amazon-in", offer)).containsExactly("aggregator-missing");
    }

    @Test
    void priceInTheDeadBandIsRefusedWithBothWaysOut() {
        OfferFixture offer = anOffer().hsn("63041910").price(299_900, 279_900);
        List<Refusal> refusals =
                Objects.requireNonNull(GATE.judge(offer.build()).byChannel().get("amazon-in"));
        assertThat(refusals).singleElement().satisfies(refusal -> {
            assertThat(refusal.rule()).isEqualTo("slab-dead-band");
            assertThat(refusal.field()).isEqualTo("selling_price");
            assertThat(refusal.arguments()).containsExactly("₹2,625.01", "₹2,950.00", "₹2,625.00", "₹2,950.01");
            assertThat(refusal.owner()).isEqualTo(Owner.AGENCY);
        });
    }

    @ParameterizedTest
    @CsvSource({
        ",missing",
        "5208,hsn-length",
        "52,hsn-form;hsn-length",
        "77083121,hsn-form;hsn-unknown",
        "96083121,hsn-unknown"
    })
    void hsnMustBeWholeAndInTheTariff(String hsn, String rules) {
        assertThat(at("amazon-in", anOffer().hsn(hsn))).containsExactly(rules.split(";"));
    }

    @Test
    void certifiedKhadiIsNil() {
        OfferFixture offer =
                anOffer().craft("khadi-cotton").maker(ProducerFixture.withPapers(null, "KVIC-1", null, null));
        assertThat(GATE.judge(offer.build()).gstRateBasisPoints()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Khadi shirt cloth", "Soft KHADI", "খাদি কাপড়", "খাদির কাপড়", "खादी कपड़ा", "khadi-cotton"})
    void khadiWordNeedsTheMarkInEveryScript(String title) {
        assertThat(at("amazon-in", anOffer().title(title))).containsExactly("khadi-word");
        assertThat(at(
                        "amazon-in",
                        anOffer().title(title).maker(ProducerFixture.withPapers(null, "KVIC-1", null, null))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Khadim shoes", "Akhadi", "কখাদি"})
    void otherWordsThatHoldTheLettersAreFree(String title) {
        assertThat(at("amazon-in", anOffer().title(title))).isEmpty();
    }

    @Test
    void handloomAndProtectedNamesNeedTheirPapers() {
        assertThat(at("amazon-in", anOffer().description("A fine Handloom piece.")))
                .containsExactly("handloom-word");
        assertThat(at("amazon-in", anOffer().bullets(List.of("Real Kota Doria"))))
                .containsExactly("gi-word");
        assertThat(at(
                        "amazon-in",
                        anOffer()
                                .title("Handloom Kota Doria saree")
                                .maker(ProducerFixture.withPapers("HLM-1", null, "AU-1", null))))
                .isEmpty();
    }

    @Test
    void foodNeedsItsLicence() {
        OfferFixture tea = anOffer().craft("darjeeling-tea").hsn("09023020");
        assertThat(at("amazon-in", tea)).containsExactly("food-licence");
        assertThat(at("amazon-in", tea.maker(ProducerFixture.withPapers(null, null, null, "12826019000123"))))
                .isEmpty();
    }

    @Test
    void toyNeedsTheExemption() {
        OfferFixture toy = anOffer().craft("kathputli").hsn("95030090");
        assertThat(at("amazon-in", toy)).containsExactly("toy-standard");
        assertThat(at("amazon-in", toy.maker(ProducerFixture.withPapers(null, null, "AU-1", null))))
                .isEmpty();
    }

    @Test
    void labelMustBeWhole() {
        assertThat(at(
                        "amazon-in",
                        anOffer().without("net_quantity").country(null).description(null)))
                .containsExactly("label-incomplete", "label-incomplete", "label-incomplete");
        assertThat(at("amazon-in", anOffer().maker(maker -> ProducerFixture.withContact(maker, "741402", null))))
                .containsExactly("consumer-care");
    }

    @Test
    void parcelMustBeMeasured() {
        assertThat(at("amazon-in", anOffer().parcel(new Parcel(450, null, 28, null))))
                .containsExactly("parcel-unmeasured", "parcel-unmeasured");
    }

    @Test
    void mainPictureIsJudgedByEachChannelsPolicy() {
        assertThat(at("amazon-in", anOffer().picture(400, 100))).containsExactly("picture-small");
        assertThat(at("state-portal", anOffer().picture(400, 100))).isEmpty();
        assertThat(at("amazon-in", anOffer().picture(1200, 40))).containsExactly("picture-ground");
        assertThat(at("state-portal", anOffer().picture(1200, 40))).isEmpty();
        assertThat(at("amazon-in", anOffer().images(List.of()))).containsExactly("picture-none");
        assertThat(at("amazon-in", anOffer().images(List.of("main.jpg", "gone.jpg"))))
                .containsExactly("picture-missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A/B", "A?B", "A#B", "A B", "A%B", "", "..", "ক-১"})
    void skuThatWouldBreakAnAddressIsRefused(String sku) {
        assertThat(form(anOffer().sku(sku))).containsExactly("sku-form");
    }

    @Test
    void formRulesHold() {
        assertThat(form(anOffer().price(100_000, 100_001))).containsExactly("price-above-mrp");
        assertThat(form(anOffer().price(0, 0))).containsExactly("out-of-range", "out-of-range");
        assertThat(form(anOffer().gtin("8901234000015"))).containsExactly("gtin-check-digit");
        assertThat(form(anOffer().gtin("8901234000014"))).isEmpty();
        assertThat(form(anOffer().craft("origami"))).containsExactly("craft-unknown");
        assertThat(form(anOffer().country("India"))).containsExactly("country-form");
        assertThat(form(anOffer().parcel(new Parcel(-1, 1, 1, 1)))).containsExactly("out-of-range");
        assertThat(form(anOffer().images(List.of("https://example.org/a.jpg")))).containsExactly("image-name");
        assertThat(form(anOffer().bullets(List.of("1", "2", "3", "4", "5", "6"))))
                .containsExactly("too-many");
    }

    @Test
    void textsThatDeceiveAreRefused() {
        assertThat(form(anOffer().title("abc\u202Edef"))).containsExactly("unprintable");
        assertThat(form(anOffer().title("<b>bold</b>"))).containsExactly("markup");
        assertThat(form(anOffer().title("x".repeat(201)))).containsExactly("too-long");
        assertThat(form(anOffer().title(new LocalText(null, "শাড়ি", null)))).containsExactly("missing");
        assertThat(form(anOffer().title("র\u200D্যাক"))).isEmpty();
    }

    private static List<String> at(String channel, OfferFixture offer) {
        return Objects.requireNonNull(GATE.judge(offer.build()).byChannel().get(channel)).stream()
                .map(Refusal::rule)
                .toList();
    }

    private static List<String> form(OfferFixture offer) {
        return GATE.form().judge(offer.draft()).stream().map(Refusal::rule).toList();
    }
}
