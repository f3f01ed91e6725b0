package org.haat.bench.figure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.haat.bench.ground.Ground;
import org.haat.bench.measure.Figure;
import org.haat.bench.measure.Sample;

/**
 * B13: how long a backlog takes when the service chooses between single calls and feeds, against the better of the two alone,
 * for backlogs of a hundred to a hundred thousand and feeds of two minutes to half an hour. In virtual time, by the rules in
 * use: a real one would take days.
 */
public final class RouteMakespan implements Measure {
    private static final long[] BACKLOGS = {100, 1_000, 10_000, 100_000};
    private static final long[] LATENCIES_SECONDS = {120, 300, 900, 1_800};
    private static final double SINGLES = 5;
    private static final int DOCUMENT = 25_000;
    private static final Duration PER_DOCUMENT = Duration.ofSeconds(60);
    private static final long LOOK_SECONDS = 10;
    private static final long BETWEEN_DOCUMENTS_SECONDS = 60;
    private static final long LATELY_SECONDS = 1_200;
    private static final double GATE = 1.3;
    private static final double AIM = 1.1;
    private final Ground ground;

    public RouteMakespan(Ground ground) {
        this.ground = ground;
    }

    @Override
    public Figure run() throws Exception {
        RoutesInUse rules = RoutesInUse.of(ground.haat().home());
        Map<Long, Sample> byBacklog = new LinkedHashMap<>();
        List<Double> all = new ArrayList<>();
        for (long backlog : BACKLOGS) {
            List<Double> ratios = new ArrayList<>();
            for (long latency : LATENCIES_SECONDS) {
                ratios.add(makespan(rules, backlog, latency) / best(backlog, latency));
            }
            byBacklog.put(backlog, Sample.of(ratios));
            all.addAll(ratios);
        }
        double worst = Sample.of(all).most();
        Figure figure = Figure.of("B13", "time for a backlog by the route chosen ÷ by the better route (virtual time)")
                .measured(words(byBacklog))
                .floor(
                        "the less of N/5 s and feed latency + ⌈N/25,000⌉ · 60 s, for latencies of 2, 5, 15 and 30 minutes")
                .value("worst", worst)
                .ratio(Sample.of(all))
                .gate("at most 1.3 for each", worst <= GATE)
                .aim("1.1", worst <= AIM);
        byBacklog.forEach((backlog, ratios) -> figure.value("worstOf" + backlog, ratios.most()));
        return figure;
    }

    private static String words(Map<Long, Sample> byBacklog) {
        return "worst for "
                + String.join(
                        ", ",
                        byBacklog.entrySet().stream()
                                .map(each -> String.format(
                                        Locale.ROOT,
                                        "%,d: %.2f",
                                        each.getKey(),
                                        each.getValue().most()))
                                .toList());
    }

    private static double best(long backlog, long latency) {
        double documents = Math.ceil((double) backlog / DOCUMENT);
        return Math.min(backlog / SINGLES, latency + documents * PER_DOCUMENT.toSeconds());
    }

    /** Second by second: single calls, a look at what waits now and then, documents and questions about them. */
    private static double makespan(RoutesInUse rules, long backlog, long latency) throws ReflectiveOperationException {
        double waiting = backlog;
        long begun = Long.MIN_VALUE / 2;
        long lastNoticed = 0;
        long now = 0;
        while (waiting > 0) {
            if (now % LOOK_SECONDS == 0 && now >= begun + BETWEEN_DOCUMENTS_SECONDS) {
                int lines = rules.linesForDocument(
                        SINGLES,
                        Duration.ofSeconds(latency),
                        PER_DOCUMENT,
                        DOCUMENT,
                        now < begun + LATELY_SECONDS,
                        (long) Math.floor(waiting));
                if (lines > 0) {
                    waiting -= lines;
                    begun = now;
                    lastNoticed = Math.max(lastNoticed, noticed(rules, now, latency));
                }
            }
            waiting = Math.max(0, waiting - SINGLES);
            now++;
        }
        return Math.max(now, lastNoticed);
    }

    /** When the questions about a document find it done. */
    private static long noticed(RoutesInUse rules, long begun, long latency) throws ReflectiveOperationException {
        long at = begun;
        for (int asks = 0; at < begun + latency || asks == 0; asks++) {
            at += rules.pause(asks, Duration.ofSeconds(at - begun), Duration.ofSeconds(latency))
                    .toSeconds();
        }
        return at;
    }
}
