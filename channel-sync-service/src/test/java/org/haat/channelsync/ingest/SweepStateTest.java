package org.haat.channelsync.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SweepStateTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Duration OVERLAP = Duration.ofMinutes(10);
    private static final Duration LOOK_BACK = Duration.ofDays(7);
    private static final Instant NEXT = NOW.plusSeconds(120);

    @Test
    void firstSweepLooksBackAsFarAsItWasTold() {
        SweepState begun = SweepState.first(NOW, Duration.ofDays(7)).begin(NOW, OVERLAP, LOOK_BACK);

        assertThat(begun.since()).isEqualTo(NOW.minus(Duration.ofDays(7)).minus(OVERLAP));
    }

    @Test
    void watermarkMovesOnlyWhenTheLastPageIsStored() {
        SweepState begun = known(NOW.minusSeconds(60)).begin(NOW, OVERLAP, LOOK_BACK);

        SweepState paged = begun.page(NOW.minusSeconds(5), "page-2");

        assertThat(paged.watermark()).isEqualTo(NOW.minusSeconds(60));
        assertThat(paged.begin(NOW.plusSeconds(30), OVERLAP, LOOK_BACK).cursor())
                .as("a restart goes on with the same page of the same question")
                .isEqualTo("page-2");
        assertThat(paged.done(NOW.minusSeconds(50), NEXT, OVERLAP).watermark()).isEqualTo(NOW.minusSeconds(5));
    }

    @Test
    void nextSweepLooksBehindTheNewestChangeSoThatEqualTimesLoseNothing() {
        SweepState done =
                known(NOW.minusSeconds(60)).begin(NOW, OVERLAP, LOOK_BACK).done(NOW.minusSeconds(5), NEXT, OVERLAP);

        assertThat(done.begin(NEXT, OVERLAP, LOOK_BACK).since())
                .isEqualTo(NOW.minusSeconds(5).minus(OVERLAP));
    }

    @Test
    void quietAccountIsNotAskedAboutAnEverLongerPast() {
        SweepState done = known(NOW.minus(Duration.ofDays(3)))
                .begin(NOW, OVERLAP, LOOK_BACK)
                .done(null, NEXT, OVERLAP);

        assertThat(done.watermark()).isEqualTo(NOW.minus(OVERLAP));
    }

    @Test
    void watermarkNeverGoesBackAndAnOrderFromTheFutureDoesNotPullItThere() {
        SweepState known = known(NOW.minusSeconds(1));

        assertThat(known.begin(NOW, OVERLAP, LOOK_BACK)
                        .done(NOW.minus(Duration.ofHours(5)), NEXT, OVERLAP)
                        .watermark())
                .isEqualTo(NOW.minusSeconds(1));
        assertThat(known.begin(NOW, OVERLAP, LOOK_BACK)
                        .done(NOW.plus(Duration.ofDays(400)), NEXT, OVERLAP)
                        .watermark())
                .isEqualTo(NOW.minusSeconds(1));
    }

    @Test
    void refusedCursorBeginsTheSameWindowAgain() {
        SweepState paged =
                known(NOW.minusSeconds(60)).begin(NOW, OVERLAP, LOOK_BACK).page(NOW, "gone");

        SweepState again = paged.failed(NEXT, true);

        assertThat(again.cursor()).isNull();
        assertThat(again.begin(NEXT, OVERLAP, LOOK_BACK).since())
                .isEqualTo(NOW.minusSeconds(60).minus(OVERLAP));
        assertThat(paged.failed(NEXT, false).cursor()).isEqualTo("gone");
    }

    @Test
    void clockThatLeaptAndWasPutRightLosesNothing() {
        Instant nextYear = NOW.plus(Duration.ofDays(365));
        SweepState leapt = known(NOW.minusSeconds(60))
                .begin(nextYear, OVERLAP, LOOK_BACK)
                .done(null, nextYear.plusSeconds(120), OVERLAP);
        assertThat(leapt.watermark()).isAfter(NOW.plus(Duration.ofDays(300)));

        assertThat(leapt.waitFrom(NOW)).as("it does not wait for next year").isZero();
        SweepState again = leapt.begin(NOW, OVERLAP, LOOK_BACK);

        assertThat(again.since()).isEqualTo(NOW.minus(LOOK_BACK).minus(OVERLAP));
        assertThat(again.done(NOW.minusSeconds(5), NEXT, OVERLAP).watermark()).isEqualTo(NOW.minusSeconds(5));
        assertThat(leapt.page(null, "page-2").begin(NOW, OVERLAP, LOOK_BACK).cursor())
                .as("nor does a sweep under way go on with a window that lies ahead")
                .isNull();
    }

    @Test
    void clockThatStepsBackALittleGoesOnWhereItWas() {
        SweepState known = known(NOW);

        assertThat(known.begin(NOW.minus(Duration.ofMinutes(9)), OVERLAP, LOOK_BACK)
                        .since())
                .isEqualTo(NOW.minus(OVERLAP));
    }

    /** A marketplace that pages by offset, oldest change first. */
    @Test
    void orderThatSlipsPastAPageEdgeWhileAnotherChangesIsSeenByTheNextSweep() {
        Map<String, Instant> market = new LinkedHashMap<>();
        for (int i = 1; i <= 7; i++) {
            market.put("O-" + i, NOW.minusSeconds(30));
        }
        Set<String> seen = new TreeSet<>();

        SweepState state = sweep(known(NOW.minusSeconds(60)), market, seen, NOW, () -> market.put("O-1", NOW));
        assertThat(seen).as("one slipped past the edge").doesNotContain("O-4");
        sweep(state, market, seen, NEXT, () -> {});

        assertThat(seen).containsExactly("O-1", "O-2", "O-3", "O-4", "O-5", "O-6", "O-7");
    }

    private static SweepState sweep(
            SweepState from, Map<String, Instant> market, Set<String> seen, Instant now, Runnable afterTheFirstPage) {
        SweepState state = from.begin(now, OVERLAP, LOOK_BACK);
        for (int offset = 0; ; offset += 3) {
            Instant since = state.since();
            List<String> all = market.entrySet().stream()
                    .filter(order -> !order.getValue().isBefore(since))
                    .sorted(Map.Entry.<String, Instant>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                    .map(Map.Entry::getKey)
                    .toList();
            List<String> page = all.subList(Math.min(offset, all.size()), Math.min(all.size(), offset + 3));
            seen.addAll(page);
            Instant newest =
                    page.stream().map(market::get).max(Instant::compareTo).orElse(null);
            if (offset + 3 >= all.size()) {
                return state.done(newest, now.plusSeconds(120), OVERLAP);
            }
            state = state.page(newest, "from-" + (offset + 3));
            if (offset == 0) {
                afterTheFirstPage.run();
            }
        }
    }

    private static SweepState known(Instant watermark) {
        return new SweepState(watermark, null, null, null, null, NOW, 0);
    }
}
