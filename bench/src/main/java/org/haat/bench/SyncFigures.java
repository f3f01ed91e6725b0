package org.haat.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.haat.bench.figure.ApiToChannel;
import org.haat.bench.figure.AuditCost;
import org.haat.bench.figure.CallEfficiency;
import org.haat.bench.figure.Coalescing;
import org.haat.bench.figure.Growth;
import org.haat.bench.figure.IdleMemory;
import org.haat.bench.figure.Length;
import org.haat.bench.figure.Measure;
import org.haat.bench.figure.NoOpCalls;
import org.haat.bench.figure.Propagation;
import org.haat.bench.figure.QuotaUse;
import org.haat.bench.figure.RouteMakespan;
import org.haat.bench.figure.UrgentFirst;
import org.haat.bench.ground.Ground;
import org.haat.bench.measure.Figure;

/**
 * The figures of channel sync, in the order in which each leaves the ground as the next one needs it: first those that want
 * few listings, and at the end those that compare with many.
 */
final class SyncFigures {
    private SyncFigures() {}

    /**
     * One thing to do.
     *
     * @param figure that it is done for
     * @param work gives the figure, or nothing when it only prepares one that comes later
     */
    record Step(String figure, Callable<Optional<Figure>> work) {}

    static List<Step> on(Ground ground, Length length) {
        Growth growth = new Growth(ground, length);
        IdleMemory memory = new IdleMemory(ground, length);
        List<Step> steps = new ArrayList<>();
        steps.add(whole("B7", new Propagation(ground, length)));
        steps.add(before("B18", growth::measureFew));
        steps.add(whole("B8", new ApiToChannel(ground, length)));
        steps.add(whole("B9", new CallEfficiency(ground)));
        steps.add(before("B19", memory::measureFew));
        steps.add(whole("B10", new NoOpCalls(ground)));
        steps.add(whole("B11", new Coalescing(ground)));
        steps.add(whole("B13", new RouteMakespan(ground)));
        steps.add(whole("B14", new UrgentFirst(ground, length)));
        steps.add(whole("B12", new QuotaUse(ground, length)));
        steps.add(whole("B17", new AuditCost(ground, length)));
        steps.add(whole("B18", growth::measureMany));
        steps.add(whole("B19", memory::measureMany));
        return steps;
    }

    private static Step whole(String figure, Measure measure) {
        return new Step(figure, () -> Optional.of(measure.run()));
    }

    /** Half a figure. */
    private interface Preparation {
        void run() throws Exception;
    }

    private static Step before(String figure, Preparation preparation) {
        return new Step(figure, () -> {
            preparation.run();
            return Optional.empty();
        });
    }
}
