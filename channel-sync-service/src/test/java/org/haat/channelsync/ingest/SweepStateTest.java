package org.haat.channelsync.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SweepStateTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Duration OVERLAP = Duration.ofMinutes(10);
    private static final Instant NEXT = NOW.plusSeconds(120);

    @Test
    void firstSweepLooksBackAsFarAsItWasTold() {
        SweepState begun = SweepState.first(NOW, Duration.ofDays(7)).begin(NOW, OVERLAP);

        assertThat(begun.since()).isEqualTo(NOW.minus(Duration.ofDays(7)).minus(OVERLAP));
    }

    @Test
    void watermarkMovesOnlyWhenTheLastPageIsStored() {
        SweepState begun = known(NOW.minusSeconds(60)).begin(NOW, OVERLAP);

        SweepState paged = begun.page(NOW.minusSeconds(5), "page-2");

        assertThat(paged.watermark()).isEqualTo(NOW.minusSeconds(60));
        assertThat(paged.begin(NOW.plusSeconds(30), OVERLAP).cursor())
                .as("a restart goes on with the same page of the same question")
                .isEqualTo("page-2");
        assertThat(paged.done(NOW.minusSeconds(50), NEXT, OVERLAP).watermark()).isEqualTo(NOW.minusSeconds(5));
    }

    @Test
    void nextSweepLooksBehindTheNewestChangeSoThatEqualTimesLoseNothing() {
        SweepState done = known(NOW.minusSeconds(60)).begin(NOW, OVERLAP).done(NOW.minusSeconds(5), NEXT, OVERLAP);

        assertThat(done.begin(NEXT, OVERLAP).since())
                .isEqualTo(NOW.minusSeconds(5).minus(OVERLAP));
    }

    @Test
    void quietAccountIsNotAskedAboutAnEverLongerPast() {
        SweepState done =
                known(NOW.minus(Duration.ofDays(3))).begin(NOW, OVERLAP).done(null, NEXT, OVERLAP);

        assertThat(done.watermark()).isEqualTo(NOW.minus(OVERLAP));
    }

    @Test
    void watermarkNeverGoesBackAndAnOrderFromTheFutureDoesNotPullItThere() {
        SweepState known = known(NOW.minusSeconds(1));

        assertThat(known.begin(NOW, OVERLAP)
                        .done(NOW.minus(Duration.ofHours(5)), NEXT, OVERLAP)
                        .watermark())
                .isEqualTo(NOW.minusSeconds(1));
        assertThat(known.begin(NOW, OVERLAP)
                        .done(NOW.plus(Duration.ofDays(400)), NEXT, OVERLAP)
                        .watermark())
                .isEqualTo(NOW.minusSeconds(1));
    }

    @Test
    void refusedCursorBeginsTheSameWindowAgain() {
        SweepState paged = known(NOW.minusSeconds(60)).begin(NOW, OVERLAP).page(NOW, "gone");

        SweepState again = paged.failed(NEXT, true);

        assertThat(again.cursor()).isNull();
        assertThat(again.begin(NEXT, OVERLAP).since())
                .isEqualTo(NOW.minusSeconds(60).minus(OVERLAP));
        assertThat(paged.failed(NEXT, false).cursor()).isEqualTo("gone");
    }

    private static SweepState known(Instant watermark) {
        return new SweepState(watermark, null, null, null, null, NOW, 0);
    }
}
