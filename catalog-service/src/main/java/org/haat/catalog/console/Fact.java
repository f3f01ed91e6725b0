package org.haat.catalog.console;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A particular with its name's key; what is not known is not shown. */
record Fact(String name, String value) {
    /** Collects the particulars that are known. */
    static final class Sheet {
        private final List<Fact> facts = new ArrayList<>();

        Sheet add(String name, @Nullable String value) {
            if (value != null && !value.isBlank()) {
                facts.add(new Fact(name, value));
            }
            return this;
        }

        List<Fact> facts() {
            return List.copyOf(facts);
        }
    }
}
