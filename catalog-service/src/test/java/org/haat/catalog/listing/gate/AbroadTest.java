package org.haat.catalog.listing.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haat.catalog.listing.gate.OfferFixture.anOffer;

import java.util.List;
import java.util.Objects;
import org.haat.catalog.producer.ProducerFixture;
import org.haat.catalog.rule.Refusal;
import org.junit.jupiter.api.Test;

/** What a store of another country asks, and what it does not. */
class AbroadTest {
    private static final PublishGate GATE = new PublishGate(
            with(List.of(new Channel("amazon-in", true, 500, true), new Channel("amazon-us", true, 500, true, "US"))));

    private static Rulebook with(List<Channel> channels) {
        Rulebook known = OfferFixture.rulebook();
        return new Rulebook(
                known.crafts(), known.producerRules(), known.tariff(), known.duties(), known.guardedWords(), channels);
    }

    private static List<String> at(String channel, OfferFixture offer) {
        return Objects.requireNonNull(GATE.judge(offer.build()).byChannel().get(channel)).stream()
                .map(Refusal::rule)
                .toList();
    }

    @Test
    void whatALabelMustSayInIndiaIsNotAskedElsewhere() {
        OfferFixture offer = anOffer().maker(maker -> ProducerFixture.withContact(maker, "741402", null));

        assertThat(at("amazon-in", offer)).containsExactly("consumer-care");
        assertThat(at("amazon-us", offer)).isEmpty();
    }

    @Test
    void exporterIsRegisteredForTax() {
        OfferFixture offer =
                anOffer().maker(ProducerFixture.with("COMPOSITION", "19ZZZAS0001Q1ZQ", "ZZZAS0001Q", null, null));

        assertThat(at("amazon-us", offer)).containsExactly("composition-dealer");
        assertThat(at("amazon-us", anOffer())).isEmpty();
    }

    @Test
    void markThatTheMakerDoesNotHoldIsClaimedNowhere() {
        assertThat(at("amazon-us", anOffer().title("Khadi saree"))).containsExactly("khadi-word");
    }
}
