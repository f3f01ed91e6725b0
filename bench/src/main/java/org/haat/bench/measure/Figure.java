package org.haat.bench.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One figure of the table: what was measured, beside what, and whether that is good enough. Built up by whoever measures. */
public final class Figure {
    private final String id;
    private final String what;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final List<Gate> gates = new ArrayList<>();
    private String floor = "";
    private String measured = "";
    private String aim = "";
    private boolean aimReached;
    private @Nullable Sample ratio;
    private @Nullable String voided;

    private Figure(String id, String what) {
        this.id = id;
        this.what = what;
    }

    private record Gate(String words, boolean holds) {}

    public static Figure of(String id, String what) {
        return new Figure(id, what);
    }

    /** What it is held against, in words. */
    public Figure floor(String words) {
        floor = words;
        return this;
    }

    /** What was measured, in words for the table. */
    public Figure measured(String words) {
        measured = words;
        return this;
    }

    /** A value for programs; names say their unit. */
    public Figure value(String name, Object value) {
        values.put(name, value instanceof Double number ? rounded(number) : value);
        return this;
    }

    /** Subject over floor, one value a pair. */
    public Figure ratio(Sample pairs) {
        ratio = pairs;
        return this;
    }

    /** What must hold. A figure without any gate proves nothing and passes nothing. */
    public Figure gate(String words, boolean holds) {
        gates.add(new Gate(words, holds));
        return this;
    }

    /** What would beat others. */
    public Figure aim(String words, boolean reached) {
        aim = words;
        aimReached = reached;
        return this;
    }

    /** Nothing that was measured counts. */
    public Figure voidedFor(String reason) {
        if (voided == null) {
            voided = reason;
        } else if (!voided.contains(reason)) {
            voided += "; " + reason;
        }
        return this;
    }

    public Figure voidedFor(Optional<String> reason) {
        reason.ifPresent(this::voidedFor);
        return this;
    }

    public String id() {
        return id;
    }

    public Verdict verdict() {
        if (voided != null) {
            return Verdict.VOID;
        }
        return !gates.isEmpty() && gates.stream().allMatch(Gate::holds) ? Verdict.PASS : Verdict.FAIL;
    }

    String what() {
        return what;
    }

    String floor() {
        return floor;
    }

    String measured() {
        return measured;
    }

    String aim() {
        return aim;
    }

    String gate() {
        return String.join("; ", gates.stream().map(Gate::words).toList());
    }

    Optional<Sample> ratio() {
        return Optional.ofNullable(ratio);
    }

    String verdictInWords() {
        return switch (verdict()) {
            case PASS -> aimReached ? "pass, aim reached" : "pass";
            case FAIL ->
                "FAIL: "
                        + String.join(
                                "; ",
                                gates.stream()
                                        .filter(gate -> !gate.holds())
                                        .map(Gate::words)
                                        .toList());
            case VOID -> "void: " + voided;
        };
    }

    Map<String, Object> forPrograms() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("what", what);
        object.put("value", values);
        object.put("floor", floor);
        if (ratio != null) {
            object.put("ratio", rounded(ratio.median()));
            object.put("ratioLeast", rounded(ratio.least()));
            object.put("ratioMost", rounded(ratio.most()));
            object.put("pairs", ratio.size());
        }
        object.put("gate", gate());
        object.put("aim", aim);
        object.put("aimReached", verdict() == Verdict.PASS && aimReached);
        object.put("pass", verdict() == Verdict.PASS);
        object.put("void", verdict() == Verdict.VOID);
        if (voided != null) {
            object.put("reason", voided);
        }
        return object;
    }

    /** Three digits after the point: more is noise. Not a number is told as null, which JSON knows. */
    private static @Nullable Object rounded(double value) {
        return Double.isFinite(value) ? Math.round(value * 1000) / 1000.0 : null;
    }
}
