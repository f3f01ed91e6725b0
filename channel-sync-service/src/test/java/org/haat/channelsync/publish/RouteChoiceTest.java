package org.haat.channelsync.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** B13: the makespan of the route chosen, in virtual time, against the better of the two pure routes. */
class RouteChoiceTest {
    private static final double SINGLES = 5;
    private static final int DOCUMENT = 25_000;
    private static final Duration PER_DOCUMENT = Duration.ofSeconds(60);
    private static final long LOOK = 10;

    private static double oracle(long changes, long latency) {
        return Math.min(changes / SINGLES, latency + Math.ceil((double) changes / DOCUMENT) * 60);
    }

    private record Feed(long asksFrom, long doneAt) {}

    /** Second by second: single calls, a look at the backlog now and then, documents and questions about them. */
    private static double makespan(long changes, long latency, long believed) {
        double waiting = changes;
        long lastBegun = -10_000;
        List<Feed> open = new ArrayList<>();
        for (long now = 0; ; now++) {
            if (now % LOOK == 0 && now >= lastBegun + 60) {
                RouteChoice choice = new RouteChoice(
                        SINGLES, Duration.ofSeconds(believed), PER_DOCUMENT, DOCUMENT, now < lastBegun + 1_200);
                int lines = choice.linesForDocument((long) Math.floor(waiting));
                if (lines > 0) {
                    waiting -= lines;
                    lastBegun = now;
                    open.add(new Feed(now, now + latency));
                }
            }
            long at = now;
            open.removeIf(feed -> at >= noticed(feed, believed));
            if (waiting <= 0 && open.isEmpty()) {
                return now;
            }
            waiting = Math.max(0, waiting - SINGLES);
        }
    }

    /** When the questions find it done. */
    private static long noticed(Feed feed, long believed) {
        long at = feed.asksFrom();
        for (int asks = 0; at < feed.doneAt() || asks == 0; asks++) {
            Duration elapsed = Duration.ofSeconds(at - feed.asksFrom());
            at += AskPause.next(asks, elapsed, Duration.ofSeconds(believed), Duration.ofMinutes(15), 1)
                    .toSeconds();
        }
        return at;
    }

    @Test
    void makespanIsNearTheBetterRouteForEveryBacklogAndLatency() {
        double worst = 0;
        for (long latency = 120; latency <= 1_800; latency += 120) {
            for (double changes = 100; changes <= 100_000; changes *= 1.2) {
                long n = Math.round(changes);
                worst = Math.max(worst, makespan(n, latency, latency) / oracle(n, latency));
            }
        }
        assertThat(worst).isLessThanOrEqualTo(1.3);
    }

    @ParameterizedTest
    @CsvSource({"0.85", "1.15"})
    void aLatencyThatWasGuessedAlmostRightIsGoodEnough(double guess) {
        for (long latency : List.of(120L, 300L, 900L, 1_800L)) {
            for (long n : List.of(100L, 1_000L, 10_000L, 100_000L)) {
                double made = makespan(n, latency, Math.round(latency * guess));
                assertThat(made / oracle(n, latency))
                        .as("%d changes, %d s", n, latency)
                        .isLessThanOrEqualTo(1.35);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"100,120,0", "1000,120,370", "1000,900,0", "10000,900,5680", "100000,900,25000"})
    void documentCarriesWhatSingleCallsWouldNotComeTo(long backlog, long latency, int lines) {
        RouteChoice choice = new RouteChoice(SINGLES, Duration.ofSeconds(latency), PER_DOCUMENT, DOCUMENT, false);

        assertThat(choice.linesForDocument(backlog)).isCloseTo(lines, org.assertj.core.data.Offset.offset(200));
    }

    @Test
    void fewLinesNeverGoInADocument() {
        RouteChoice choice = new RouteChoice(0.001, Duration.ZERO, Duration.ZERO, DOCUMENT, false);

        assertThat(choice.linesForDocument(9)).isZero();
        assertThat(choice.linesForDocument(10)).isEqualTo(10);
    }
}
