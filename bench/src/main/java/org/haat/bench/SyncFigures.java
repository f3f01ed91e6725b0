package org.haat.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.haat.bench.figure.ApiToChannel;
import org.haat.bench.figure.AuditCost;
import org.haat.bench.figure.CallEfficiency;
import org.haat.bench.figure.Coalescing;
import org.haat.bench.figure.Length;
import org.haat.bench.figure.Measure;
import org.haat.bench.figure.NoOpCalls;
import org.haat.bench.figure.Propagation;
import org.haat.bench.figure.UrgentFirst;
import org.haat.bench.ground.Ground;

/** The figures of channel sync, in the order in which they leave the ground as the next one needs it. */
final class SyncFigures {
    private SyncFigures() {}

    static Map<String, Measure> on(Ground ground, Length length) {
        Map<String, Measure> figures = new LinkedHashMap<>();
        figures.put("B7", new Propagation(ground, length));
        figures.put("B8", new ApiToChannel(ground, length));
        figures.put("B9", new CallEfficiency(ground));
        figures.put("B10", new NoOpCalls(ground));
        figures.put("B11", new Coalescing(ground));
        figures.put("B14", new UrgentFirst(ground, length));
        figures.put("B17", new AuditCost(ground, length));
        return figures;
    }
}
