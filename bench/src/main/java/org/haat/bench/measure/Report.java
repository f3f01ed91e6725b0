package org.haat.bench.measure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All figures of a run: a table for people, one line of JSON for programs, and the status the program ends with. */
public final class Report {
    private static final int GATE_FAILED = 1;
    private static final int VOID = 3;
    private static final ObjectMapper JSON = new ObjectMapper();
    private final List<Figure> figures = new ArrayList<>();
    private final Map<String, Object> run;

    /** @param run what belongs to the whole run: versions, machine, length */
    public Report(Map<String, Object> run) {
        this.run = run;
    }

    /** In the order of their numbers; of a figure whose preparation broke the first word counts. */
    public void add(Figure figure) {
        if (figures.stream().noneMatch(each -> each.id().equals(figure.id()))) {
            figures.add(figure);
            figures.sort(
                    Comparator.comparingInt(each -> Integer.parseInt(each.id().substring(1))));
        }
    }

    /** 0 when every gate holds, 1 when one does not, 3 when none failed and something is void. */
    public int status() {
        if (figures.stream().anyMatch(figure -> figure.verdict() == Verdict.FAIL)) {
            return GATE_FAILED;
        }
        boolean proved = !figures.isEmpty() && figures.stream().allMatch(figure -> figure.verdict() == Verdict.PASS);
        return proved ? 0 : VOID;
    }

    /** A block a figure: columns of such a table would be wider than a terminal. */
    public String table() {
        return String.join("", figures.stream().map(Report::block).toList());
    }

    /** What the table says of one figure. */
    public static String block(Figure figure) {
        StringBuilder table = new StringBuilder();
        table.append(String.format("%-4s %s%n", figure.id(), figure.what()));
        row(table, "measured", figure.measured());
        row(table, "floor", figure.floor());
        figure.ratio().filter(ratio -> ratio.size() > 0).ifPresent(ratio -> row(table, "ratio", inWords(ratio)));
        row(table, "gate", figure.gate());
        row(table, "aim", figure.aim());
        row(table, "verdict", figure.verdictInWords());
        return table.toString();
    }

    private static void row(StringBuilder table, String name, String words) {
        if (!words.isEmpty()) {
            table.append(String.format("     %-9s %s%n", name, words));
        }
    }

    private static String inWords(Sample ratio) {
        return String.format(
                Locale.ROOT, "%.2f (%.2f to %.2f, of %d)", ratio.median(), ratio.least(), ratio.most(), ratio.size());
    }

    /** One object with a key a figure, on one line. */
    public String json() {
        Map<String, Object> object = new LinkedHashMap<>();
        figures.forEach(figure -> object.put(figure.id(), figure.forPrograms()));
        object.put("run", run);
        try {
            return JSON.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The figures are no JSON", e);
        }
    }
}
