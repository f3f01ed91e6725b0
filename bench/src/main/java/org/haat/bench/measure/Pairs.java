package org.haat.bench.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Floor and subject measured in turns. What counts is the median of the ratios of the pairs that no noise spoilt: two runs
 * of one program on a shared machine differ more than what is looked for.
 */
public final class Pairs {
    private final List<Double> ratios = new ArrayList<>();
    private final List<Double> all = new ArrayList<>();
    private final List<String> spoilt = new ArrayList<>();

    /** @param noise what disturbed the pair, empty when nothing did */
    public void add(double subject, double floor, Optional<String> noise) {
        boolean measured = floor > 0 && Double.isFinite(subject);
        if (measured && noise.isEmpty()) {
            ratios.add(subject / floor);
        } else {
            spoilt.add(noise.orElse("nothing measured"));
        }
        if (measured) {
            all.add(subject / floor);
        }
    }

    /** Of the pairs that count; of all pairs when they are void together, so that the table shows what was measured. */
    public Sample ratios() {
        return Sample.of(voided().isPresent() ? all : ratios);
    }

    /** Why no ratio can be told: more pairs were spoilt than left. */
    public Optional<String> voided() {
        return ratios.size() > spoilt.size()
                ? Optional.empty()
                : Optional.of(spoilt.size() + " of " + (ratios.size() + spoilt.size()) + " pairs void: "
                        + String.join(", ", spoilt.stream().distinct().toList()));
    }
}
