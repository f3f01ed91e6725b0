package org.haat.bench.measure;

/** What a figure comes to. */
public enum Verdict {
    /** Its gate holds. */
    PASS,
    /** Its gate does not hold. */
    FAIL,
    /** It was measured under conditions that prove nothing either way. */
    VOID
}
