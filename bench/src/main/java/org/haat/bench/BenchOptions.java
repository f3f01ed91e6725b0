package org.haat.bench;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.haat.bench.figure.Length;
import org.haat.local.StartRefused;

/**
 * What was asked for.
 *
 * @param only figures to measure, empty for all
 */
record BenchOptions(Length length, Set<String> only, Optional<Path> data) {
    static final String USAGE = "Usage: ./haat bench sync [--short] [--only B9,B10] [--data DIR]";
    private static final Pattern FIGURES = Pattern.compile("B[0-9]{1,2}(,B[0-9]{1,2})*");

    /** @throws StartRefused naming what is wrong */
    static BenchOptions parse(List<String> arguments) {
        Deque<String> rest = new ArrayDeque<>(arguments);
        if (!"sync".equals(rest.poll())) {
            throw new StartRefused(USAGE);
        }
        Length length = Length.FULL;
        Set<String> only = new TreeSet<>();
        Optional<Path> data = Optional.empty();
        while (!rest.isEmpty()) {
            String name = rest.poll();
            switch (name) {
                case "--short" -> length = Length.SHORT;
                case "--only" -> only.addAll(figures(rest.poll()));
                case "--data" -> data = Optional.of(folder(rest.poll()));
                default -> throw new StartRefused("There is no option " + name + ". " + USAGE);
            }
        }
        return new BenchOptions(length, only, data);
    }

    private static List<String> figures(@org.jspecify.annotations.Nullable String text) {
        String figures = String.valueOf(text).toUpperCase(Locale.ROOT);
        if (!FIGURES.matcher(figures).matches()) {
            throw new StartRefused("--only needs figures, for example B9,B10.");
        }
        return Arrays.asList(figures.split(","));
    }

    private static Path folder(@org.jspecify.annotations.Nullable String text) {
        if (text == null || text.isBlank() || text.startsWith("--")) {
            throw new StartRefused("--data needs the name of a folder, which is emptied.");
        }
        return Path.of(text);
    }

    boolean wants(String figure) {
        return only.isEmpty() || only.contains(figure);
    }
}
