package org.haat.channelsync.channel.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.haat.channelsync.channel.ListingLine;
import org.haat.channelsync.channel.Samples;
import org.junit.jupiter.api.Test;

class SentTextsTest {
    private static final Marketplace INDIA = Marketplace.ofChannel("amazon-in", LocalDate.of(2026, 11, 22));
    private static final ListingLine LINE = Samples.listing("HAAT-1");

    @Test
    void textsThatAreSentAreKnownByNameAndLanguage() {
        assertThat(SentTexts.of(LINE, INDIA))
                .containsEntry("item_name en_IN", List.of("Shantipuri tant cotton saree"))
                .containsEntry("color en_IN", List.of("White with red border"))
                .containsEntry("bullet_point en_IN", LINE.listing().bullets())
                .containsEntry("country_of_origin", List.of("IN"));
    }

    @Test
    void picturesOffersAndNumbersAreNotCompared() {
        assertThat(SentTexts.of(LINE, INDIA).keySet())
                .noneMatch(name ->
                        name.matches(".*(image|offer|availability|weight|dimensions|unit_count|number|price).*"));
    }

    @Test
    void textsOfOtherStoresAndLanguagesAreNotTakenForOurs() {
        assertThat(SentTexts.of(AmazonFarSide.json("""
                                {"color":[
                                  {"value":"Red","language_tag":"en_IN","marketplace_id":"A21TJRUUN4KGV"},
                                  {"value":"Rouge","language_tag":"fr_FR","marketplace_id":"A13V1IB3VIYZZH"},
                                  {"value":"Lal","language_tag":"hi_IN"}],
                                 "size":[{"marketplace_id":"A21TJRUUN4KGV","value":5}]}"""), INDIA.id()))
                .isEqualTo(Map.of("color en_IN", List.of("Red"), "color hi_IN", List.of("Lal")));
        assertThat(SentTexts.of(null, INDIA.id())).isEmpty();
    }
}
