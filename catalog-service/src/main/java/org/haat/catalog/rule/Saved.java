package org.haat.catalog.rule;

import java.util.List;

/**
 * What became of one draft.
 *
 * @param refusals why it was refused; empty when it was kept
 * @param notes what the publish gate would refuse today; the draft is kept all the same
 */
public record Saved(Outcome outcome, List<Refusal> refusals, List<Refusal> notes) {
    /** In words that the import counts. */
    public enum Outcome {
        CREATED,
        CHANGED,
        UNCHANGED,
        REFUSED
    }

    public static Saved of(Outcome outcome) {
        return new Saved(outcome, List.of(), List.of());
    }

    public static Saved of(Outcome outcome, List<Refusal> notes) {
        return new Saved(outcome, List.of(), notes);
    }

    public static Saved refused(List<Refusal> refusals) {
        return new Saved(Outcome.REFUSED, refusals, List.of());
    }
}
