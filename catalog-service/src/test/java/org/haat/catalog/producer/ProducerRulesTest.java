package org.haat.catalog.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haat.catalog.producer.ProducerFixture.aSociety;
import static org.haat.catalog.producer.ProducerFixture.inDistrict;
import static org.haat.catalog.producer.ProducerFixture.ofType;
import static org.haat.catalog.producer.ProducerFixture.with;
import static org.haat.catalog.producer.ProducerFixture.withContact;
import static org.haat.catalog.producer.ProducerFixture.withPapers;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haat.catalog.agency.District;
import org.haat.catalog.rule.Refusal;
import org.haat.catalog.text.LocalText;
import org.junit.jupiter.api.Test;

class ProducerRulesTest {
    private static final ProducerRules RULES = new ProducerRules(
            Map.of(
                    320, new District(320, "19", new LocalText("Nadia", null, null)),
                    102, new District(102, "08", new LocalText("Jaipur", null, null))),
            Set.of("08", "19"));

    @Test
    void soundProducerPasses() {
        assertThat(RULES.judge(aSociety())).isEmpty();
    }

    @Test
    void wrongCheckDigitIsRefused() {
        assertThat(rules(with("REGULAR", "19ZZZAS0001Q1ZP", "ZZZAS0001Q", null, null)))
                .containsExactly("gstin-check-digit");
    }

    @Test
    void gstinOfRetiredStateIsRefused() {
        assertThat(rules(with(
                        "REGULAR", "28ZZZAS0001Q1Z" + Gstin.checkDigit("28ZZZAS0001Q1Z"), "ZZZAS0001Q", null, null)))
                .containsExactly("gstin-state-retired");
    }

    @Test
    void gstinMustContainThePan() {
        assertThat(rules(with("REGULAR", "19ZZZAS0001Q1ZQ", "ZZZAB2417K", null, null)))
                .containsExactly("gstin-pan");
    }

    @Test
    void gstinMustBeOfTheDistrictsState() {
        assertThat(rules(inDistrict(aSociety(), 102))).containsExactly("gstin-state");
    }

    @Test
    void registeredProducerNeedsGstinAndUnregisteredHasNone() {
        assertThat(rules(with("COMPOSITION", null, "ZZZAS0001Q", null, null))).containsExactly("gstin-missing");
        assertThat(rules(with("UNREGISTERED", "19ZZZAS0001Q1ZQ", "ZZZAS0001Q", null, null)))
                .containsExactly("gstin-unexpected");
    }

    @Test
    void enrolledProducerNeedsItsNumber() {
        assertThat(rules(with("ENROLLED", null, "ZZZAS0001Q", null, null))).containsExactly("enrolment-number");
        assertThat(rules(with("ENROLLED", null, "ZZZAS0001Q", "19TEST0000000305E", null)))
                .isEmpty();
    }

    @Test
    void unknownDistrictStatusAndTypeAreRefused() {
        assertThat(rules(inDistrict(aSociety(), 9))).containsExactly("district-unknown");
        assertThat(rules(inDistrict(aSociety(), null))).containsExactly("district-unknown");
        assertThat(rules(with("MAYBE", null, null, null, null))).containsExactly("gst-status");
        assertThat(rules(ofType("CLUB"))).containsExactly("producer-type");
    }

    @Test
    void panHasItsForm() {
        assertThat(rules(with("UNREGISTERED", null, "ZZZXS0001Q", null, null))).containsExactly("pan-form");
    }

    @Test
    void pinPhoneAndLicenceHaveTheirForm() {
        assertThat(rules(withContact(aSociety(), "041402", "+919000000004"))).containsExactly("pin-form");
        assertThat(rules(withContact(aSociety(), "74140", "+919000000004"))).containsExactly("pin-form");
        assertThat(rules(withContact(aSociety(), "741402", "9000000004"))).containsExactly("phone-form");
        assertThat(rules(withPapers(null, null, null, "123"))).containsExactly("fssai-form");
    }

    @Test
    void nobodySellsThroughItself() {
        assertThat(rules(with("REGULAR", "19ZZZAS0001Q1ZQ", "ZZZAS0001Q", null, "p04")))
                .containsExactly("sells-through-itself");
    }

    private static List<String> rules(ProducerDraft draft) {
        return RULES.judge(draft).stream().map(Refusal::rule).toList();
    }
}
