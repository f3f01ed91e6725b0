package org.haat.catalog.rule;

import java.util.List;

/** What became of one draft. */
public record Saved(Outcome outcome, List<Refusal> refusals) {
    /** In words that the import counts. */
    public enum Outcome {
        CREATED,
        CHANGED,
        UNCHANGED,
        REFUSED
    }

    public static Saved of(Outcome outcome) {
        return new Saved(outcome, List.of());
    }

    public static Saved refused(List<Refusal> refusals) {
        return new Saved(Outcome.REFUSED, refusals);
    }
}
