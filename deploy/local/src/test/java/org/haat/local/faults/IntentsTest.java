package org.haat.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.haat.local.faults.Intents.Intent;
import org.haat.local.faults.Intents.Kind;
import org.haat.local.faults.Intents.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntentsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void intentStandsOnDiskBeforeItsAnswerAndIsUnknownUntilThen() {
        Path file = folder.resolve("intents.log");
        try (Intents intents = new Intents(file)) {
            long first = intents.intend(Kind.RECEIPT, "A", 3);
            intents.intend(Kind.PRICE, "B", 99_900);
            assertThat(Intents.read(file)).extracting(Intent::outcome).containsOnly(Outcome.UNKNOWN);

            intents.answered(first, Outcome.ACK);

            assertThat(Intents.read(file))
                    .containsExactly(
                            new Intent(1, Kind.RECEIPT, "A", 3, Outcome.ACK),
                            new Intent(2, Kind.PRICE, "B", 99_900, Outcome.UNKNOWN));
        }
    }

    @Test
    void ordersOfAnAnswerStandBesideTheWish() {
        Path file = folder.resolve("intents.log");
        List<Intents.Order> placed = List.of(new Intents.Order("402-1", 2, 99_900), new Intents.Order("402-2", 1, 1));
        try (Intents intents = new Intents(file)) {
            long wish = intents.intend(Kind.ORDER, "amazon-in", 3);
            intents.intend(Kind.ORDER, "flipkart", 1);

            intents.answered(wish, Outcome.ACK, placed);

            assertThat(Intents.read(file))
                    .containsExactly(
                            new Intent(1, Kind.ORDER, "amazon-in", 3, Outcome.ACK, placed),
                            new Intent(2, Kind.ORDER, "flipkart", 1, Outcome.UNKNOWN));
        }
    }

    @Test
    void answerOfNobodysIntentIsPassedOver() throws Exception {
        Path file = folder.resolve("intents.log");
        try (Intents intents = new Intents(file)) {
            intents.intend(Kind.RECEIPT, "A", 3);
        }
        Files.writeString(file, "= 9 ACK\n", StandardOpenOption.APPEND);
        assertThat(Intents.read(file)).hasSize(1);
    }
}
