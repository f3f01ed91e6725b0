package org.haat.catalog.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haat.catalog.listing.gate.OfferFixture.anOffer;

import java.util.Map;
import org.haat.catalog.listing.gate.OfferFixture;
import org.haat.catalog.listing.gate.PublishGate;
import org.junit.jupiter.api.Test;

class SnapshotsTest {
    private static final PublishGate GATE = new PublishGate(OfferFixture.rulebook());

    @Test
    void ruleThatStopsItAtOneChannelIsToldInThreeLanguages() {
        var refusals = Snapshots.refusals(GATE.judge(anOffer().picture(400, 100).build()));

        assertThat(refusals).containsOnlyKeys("amazon-in");
        assertThat(refusals.get("amazon-in")).singleElement().satisfies(refusal -> {
            assertThat(refusal.rule()).isEqualTo("picture-small");
            assertThat(refusal.message())
                    .containsOnlyKeys("en", "bn", "hi")
                    .containsEntry(
                            "en",
                            "The main picture main.jpg has 400 × 400 pixels; at least 500 on each side are needed.")
                    .doesNotContainValue("")
                    .matches(SnapshotsTest::differ);
        });
    }

    @Test
    void offerThatPassesEverywhereTellsNothing() {
        assertThat(Snapshots.refusals(GATE.judge(anOffer().build()))).isNull();
    }

    private static boolean differ(Map<String, String> message) {
        return message.values().stream().distinct().count() == message.size();
    }
}
