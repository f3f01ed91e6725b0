package org.haat.catalog.listing.gate;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A word that needs a paper.
 *
 * @param key the word as {@link org.haat.catalog.text.SearchKey} folds it
 * @param name of the mark or protected name, for the refusal
 */
public record GuardedWord(
        String key,
        Paper paper,
        String name,
        LocalDate validFrom,
        @Nullable LocalDate validTo) {
    /** The paper behind a word. */
    public enum Paper {
        KHADI_MARK,
        HANDLOOM_MARK,
        GI_AUTHORISED_USER
    }

    boolean holdsOn(LocalDate date) {
        return !date.isBefore(validFrom) && (validTo == null || !date.isAfter(validTo));
    }
}
