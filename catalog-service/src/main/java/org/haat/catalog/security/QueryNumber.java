package org.haat.catalog.security;

import org.haat.edge.Problem;
import org.jspecify.annotations.Nullable;

/** Reads whole numbers of a query, so that a bad one is told by its name and not as a page that is not there. */
public final class QueryNumber {
    private QueryNumber() {}

    /** @throws Problem 422 if it is no whole number between {@code least} and {@code most} */
    public static int of(String name, @Nullable String text, int otherwise, int least, int most) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        if (text.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw Problem.invalid(
                name, "out-of-range", "Give " + name + " as a whole number from " + least + " to " + most + '.');
    }
}
