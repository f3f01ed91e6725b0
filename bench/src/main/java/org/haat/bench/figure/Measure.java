package org.haat.bench.figure;

import org.haat.bench.measure.Figure;

/** Measures one figure. */
@FunctionalInterface
public interface Measure {
    Figure run() throws Exception;
}
