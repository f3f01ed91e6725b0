package org.haat.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void lastLineHasEveryFigureUnderItsAgreedName() throws Exception {
        String line = figures(List.of()).json();

        assertThat(line).doesNotContain("\n");
        JsonNode json = Web.JSON.readTree(line);
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        assertThat(names)
                .containsExactly(
                        "producers",
                        "skus",
                        "refused",
                        "live",
                        "calls",
                        "orders",
                        "shipped",
                        "oversold",
                        "seconds",
                        "ok");
        assertThat(json.get("live").get("amazon-in").asInt()).isEqualTo(38);
        assertThat(json.get("calls").get("flipkart").asInt()).isEqualTo(90);
        assertThat(json.get("seconds").get("start").asDouble()).isEqualTo(12.3);
        assertThat(json.get("ok").asBoolean()).isTrue();
    }

    @Test
    void oneDisagreementMakesItNotOkAndStandsInTheTable() throws Exception {
        Figures figures = figures(List.of("Order 1 of Flipkart: ours null, theirs 1 lines"));

        assertThat(Web.JSON.readTree(figures.json()).get("ok").asBoolean()).isFalse();
        assertThat(figures.table())
                .contains("do NOT agree", "Order 1 of Flipkart")
                .doesNotContain("The books agree");
    }

    @Test
    void tableNamesEachChannelAndEachRefusal() {
        assertThat(figures(List.of()).table())
                .contains("Amazon India", "Flipkart", "BAGRU-34: the word khadi", "The books agree");
    }

    private static Figures figures(List<String> disagreements) {
        Map<String, Duration> durations = new LinkedHashMap<>();
        durations.put("start", Duration.ofMillis(12_345));
        durations.put("publish", Duration.ofSeconds(20));
        durations.put("orders", Duration.ofSeconds(9));
        return new Figures(
                11,
                50,
                12,
                List.of("BAGRU-34: the word khadi"),
                Map.of(
                        Channel.FLIPKART, new Figures.PerChannel(38, 38, 12, 90, 6, 6),
                        Channel.AMAZON, new Figures.PerChannel(38, 38, 12, 120, 6, 6)),
                12,
                12,
                0,
                durations,
                disagreements);
    }
}
