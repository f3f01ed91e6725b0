package org.haat.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private static final TopicPartition STOCK = new TopicPartition("stock", 0);
    private final Map<String, Map<TopicPartition, Long>> committed = new HashMap<>();
    private long nanos;
    private boolean away;
    private int asked;
    private long offset;
    private final InFlight inFlight = new InFlight(100, this::answer, Runnable::run, () -> nanos);

    @Test
    void nobodyIsAskedWhileThereIsRoomAnyway() {
        committed("sync.catalogue", 0);
        send(49);
        assertThat(inFlight.room("stock")).isEqualTo(51);
        assertThat(asked).isZero();
    }

    @Test
    void noMoreIsLetThroughThanTheSlowestReaderLeavesRoomFor() {
        committed("sync.catalogue", 0);
        committed("orders.listing", 0);
        send(100);
        assertThat(room()).isZero();
        committed("sync.catalogue", 100);
        assertThat(room()).isZero();
        committed("orders.listing", 30);
        assertThat(room()).isEqualTo(30);
        send(30);
        assertThat(room()).isZero();
    }

    @Test
    void oneTopicsCrowdIsNotAnothers() {
        committed("sync.catalogue", 0);
        send(100);
        assertThat(room()).isZero();
        assertThat(inFlight.room("listing")).isEqualTo(100);
    }

    @Test
    void whatNobodyReadsIsNotHeld() {
        send(500);
        assertThat(room()).isEqualTo(100);
    }

    @Test
    void aReaderThatStandsStillIsNotWaitedForForEverAndCountsAgainOnceItMoves() {
        committed("sync.catalogue", 0);
        send(100);
        assertThat(room()).isZero();
        nanos += Duration.ofSeconds(19).toNanos();
        assertThat(room()).isZero();
        nanos += Duration.ofSeconds(2).toNanos();
        assertThat(room()).isEqualTo(100);
        committed("sync.catalogue", 1);
        send(100);
        assertThat(room()).isZero();
    }

    @Test
    void aReaderThatIsFarBehindGainsNothingByWaiting() {
        committed("sync.catalogue", 0);
        send(401);
        assertThat(room()).isEqualTo(100);
        committed("sync.catalogue", 1);
        send(51);
        committed("sync.catalogue", 200);
        assertThat(room()).isZero();
    }

    @Test
    void whenNobodyCanTellHowFarReadersAreEventsGo() {
        committed("sync.catalogue", 0);
        away = true;
        send(100);
        assertThat(room()).isEqualTo(100);
        send(500);
        assertThat(room()).isEqualTo(100);
        away = false;
        nanos += Duration.ofSeconds(6).toNanos();
        committed("sync.catalogue", 500);
        send(1);
        assertThat(room()).isZero();
    }

    @Test
    void aReaderThatWasCaughtUpForLongHasItsTimeOnceThereIsWork() {
        committed("sync.catalogue", 60);
        send(60);
        assertThat(room()).isEqualTo(100);
        nanos += Duration.ofHours(1).toNanos();
        send(100);
        assertThat(room()).isZero();
    }

    @Test
    void aTopicThatWasMadeAnewCountsFromItsOwnBeginning() {
        committed("sync.catalogue", 0);
        send(300);
        committed("sync.catalogue", 300);
        assertThat(room()).isEqualTo(100);

        offset = 0;
        committed("sync.catalogue", 0);
        send(100);
        assertThat(room()).isZero();
        committed("sync.catalogue", 40);
        assertThat(room()).isEqualTo(40);
        committed("sync.catalogue", 100);
        assertThat(room()).isEqualTo(100);
    }

    @Test
    void anEventWhosePlaceIsNotToldMovesNoEnd() {
        committed("sync.catalogue", 0);
        send(100);
        inFlight.sent(new RecordMetadata(STOCK, -1, 0, 0, 0, 0));
        assertThat(room()).isZero();
    }

    @Test
    void aLimitThatWouldLetNothingThroughIsRefused() {
        assertThatThrownBy(() -> new InFlight(0, this::answer, Runnable::run, () -> nanos))
                .hasMessageContaining("haat.outbox.in-flight");
    }

    /** Asks, and then looks with the answer. */
    private int room() {
        inFlight.room("stock");
        return inFlight.room("stock");
    }

    private void send(int events) {
        for (int i = 0; i < events; i++) {
            inFlight.sent(new RecordMetadata(STOCK, offset++, 0, 0, 0, 0));
        }
    }

    private void committed(String group, long next) {
        committed.put(group, Map.of(STOCK, next));
    }

    private Map<String, Map<TopicPartition, Long>> answer() throws Exception {
        asked++;
        if (away) {
            throw new java.io.IOException("No broker answers");
        }
        return Map.copyOf(committed);
    }
}
