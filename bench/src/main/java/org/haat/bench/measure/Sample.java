package org.haat.bench.measure;

import java.util.Arrays;
import java.util.Collection;

/** Measured values of one kind, in one unit. Immutable. */
public final class Sample {
    private final double[] sorted;

    private Sample(double[] sorted) {
        this.sorted = sorted;
    }

    public static Sample of(Collection<? extends Number> values) {
        double[] sorted =
                values.stream().mapToDouble(Number::doubleValue).sorted().toArray();
        return new Sample(sorted);
    }

    public static Sample of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Sample(sorted);
    }

    public int size() {
        return sorted.length;
    }

    /**
     * The smallest value that at least this share of all values does not exceed (nearest rank): a value that was measured.
     *
     * @return NaN when nothing was measured
     */
    public double quantile(double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(0, Math.min(sorted.length, rank) - 1)];
    }

    /** Of an even number of values the mean of the two in the middle. */
    public double median() {
        int half = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    public double least() {
        return quantile(0);
    }

    public double most() {
        return quantile(1);
    }
}
