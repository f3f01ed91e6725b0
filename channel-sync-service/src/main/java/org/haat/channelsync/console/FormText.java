package org.haat.channelsync.console;

import org.haat.edge.Problem;
import org.jspecify.annotations.Nullable;

/** What people write into forms. */
final class FormText {
    private static final int LONGEST_REASON = 200;

    private FormText() {}

    /** @throws Problem 422 when it is empty or too long */
    static String reason(@Nullable String text) {
        String why = plain(text);
        if (why.isEmpty() || why.length() > LONGEST_REASON) {
            throw Problem.invalid("reason", "length", "Say why, in at most 200 letters.");
        }
        return why;
    }

    static String plain(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
