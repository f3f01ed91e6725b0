package org.haat.order.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.haat.event.ChannelReturn;
import org.haat.event.ShipmentStep;
import org.haat.order.fulfilment.Shipment;
import org.haat.order.order.Attention;
import org.haat.order.order.CancelledBy;
import org.haat.order.order.OrderState;
import org.haat.order.order.OrderStep;
import org.haat.order.order.Reservation;
import org.haat.testsupport.PageWords;
import org.junit.jupiter.api.Test;

class WordsTest {
    private final PageWords words = new PageWords();

    @Test
    void everyWordStandsInThreeLanguages() {
        assertThat(words.untranslated()).isEmpty();
    }

    @Test
    void pagesSayNothingWithoutAKey() {
        assertThat(words.faultsOfTemplates(Path.of("src/main/resources/templates")))
                .isEmpty();
    }

    @Test
    void everyProblemIsSaidWithWhatToDo() {
        assertThat(words.unsaidProblems(
                        Path.of("src/main/java"), "OrderRefusal.java", "Decision.java", "Departure.java"))
                .isEmpty();
    }

    @Test
    void everyStateHasAName() {
        List<String> keys = Stream.of(
                        keys("order", OrderState.values()),
                        keys("attention", Attention.values()),
                        keys("attention_help", Attention.values()),
                        keys("reservation", Reservation.values()),
                        keys("parcel", Shipment.Confirmation.values()),
                        keys("return", ChannelReturn.Status.values()),
                        keys("return_kind", ChannelReturn.Kind.values()),
                        keys("cause_RETURN", ChannelReturn.Status.values()),
                        keys("stage", ShipmentStep.Stage.values()),
                        keys("cause_PARCEL", ShipmentStep.Stage.values()),
                        keys("canceller", CancelledBy.values()),
                        keys("cause", OrderStep.values()))
                .flatMap(List::stream)
                .toList();
        assertThat(keys).allMatch(words::has);
    }

    private static List<String> keys(String prefix, Enum<?>... values) {
        return Arrays.stream(values).map(value -> prefix + '_' + value.name()).toList();
    }
}
