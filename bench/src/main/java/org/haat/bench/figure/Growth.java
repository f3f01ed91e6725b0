package org.haat.bench.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.haat.bench.figure.HotOperations.Cost;
import org.haat.bench.ground.Ground;
import org.haat.bench.measure.Figure;
import org.haat.bench.measure.Sample;

/**
 * B18: {@link HotOperations} with a thousand listings and with many more. Beside the time stands what the database read for it,
 * which no noise changes.
 */
public final class Growth {
    private static final int FEW = 1_000;
    private static final double GATE = 3;
    private static final double AIM = 1.5;
    /** The engine's heartbeat may add a few blocks to a page. */
    private static final double SAME_BLOCKS = 3;

    private static final double SAME_MACHINE = 1.25;
    private final Ground ground;
    private final Length length;
    private final HotOperations operations;
    private Map<String, Cost> few = Map.of();
    private Optional<String> loud = Optional.empty();

    public Growth(Ground ground, Length length) {
        this.ground = ground;
        this.length = length;
        operations = new HotOperations(ground);
    }

    /** Measures with about a thousand listings. Before anything else makes more. */
    public void measureFew() throws Exception {
        operations.offerGoods();
        operations.growTo(FEW);
        operations.warmUp();
        loud = ground.settle();
        few = operations.costs();
        ground.say("  " + listings() + " listings measured");
    }

    /** Fills up and measures again. */
    public Figure measureMany() throws Exception {
        if (few.isEmpty()) {
            throw new IllegalStateException("there is nothing to compare with");
        }
        operations.growTo(length.manyListings);
        long many = listings();
        Optional<String> now = ground.settle();
        Map<String, Cost> after = operations.costs();
        return judged(after, many)
                .voidedFor(loud)
                .voidedFor(disturbed(few))
                .voidedFor(now)
                .voidedFor(disturbed(after))
                .voidedFor(slower(after));
    }

    private static Optional<String> disturbed(Map<String, Cost> costs) {
        return costs.entrySet().stream()
                .flatMap(cost -> cost.getValue().disturbance().map(why -> cost.getKey() + ": " + why).stream())
                .findFirst();
    }

    /**
     * Whether the machine itself became slower between the two sizes, which may be half an hour apart: by the pages that read as
     * much with few listings as with many.
     */
    private Optional<String> slower(Map<String, Cost> many) {
        List<Double> ratios = new ArrayList<>();
        few.forEach((page, small) -> {
            Cost large = many.get(page);
            if (large != null && Math.abs(large.blocks() - small.blocks()) <= SAME_BLOCKS) {
                ratios.add(large.millis() / small.millis());
            }
        });
        double median = ratios.isEmpty() ? 1 : Sample.of(ratios).median();
        return median <= SAME_MACHINE
                ? Optional.empty()
                : Optional.of(
                        String.format(Locale.ROOT, "pages that read as much as before took %.2f × as long", median));
    }

    private long listings() {
        return ground.sync().count("SELECT count(*) FROM listing");
    }

    private Figure judged(Map<String, Cost> many, long listings) {
        Figure figure = Figure.of(
                "B18",
                String.format(
                        Locale.ROOT, "time with %,d listings ÷ time with 1,000, for each hot operation", listings));
        List<String> words = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        few.forEach((what, small) -> {
            Cost large = many.getOrDefault(what, new Cost(Double.NaN, Double.NaN));
            double ratio = large.millis() / small.millis();
            ratios.add(ratio);
            words.add(String.format(
                    Locale.ROOT,
                    "%s %.2f (%.0f to %.0f ms, %.0f to %.0f blocks)",
                    what,
                    ratio,
                    small.millis(),
                    large.millis(),
                    small.blocks(),
                    large.blocks()));
            figure.value(what, ratio);
            figure.value(what + ", blocks", large.blocks() / Math.max(1, small.blocks()));
            figure.gate(what + " at most 3 ×", ratio <= GATE);
        });
        return figure.measured(String.join("\n               ", words))
                .floor("the depth of a B-tree")
                .value("listings", listings)
                .ratio(Sample.of(ratios))
                .aim("1.5 ×", ratios.stream().allMatch(ratio -> ratio <= AIM));
    }
}
