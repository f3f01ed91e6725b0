package org.haat.channelsync.listing;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.haat.channelsync.channel.FailureKind;
import org.haat.edge.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Which raw calls are looked for; what is left out narrows nothing.
 *
 * @param outcome {@code ok}, {@code failed} for every other, or the name of a {@link FailureKind}
 * @param sku named in the call's address, in what was asked or in the answer
 * @param from not before
 * @param until before
 */
public record CallFilter(
        @Nullable String operation,
        @Nullable String outcome,
        @Nullable Integer status,
        @Nullable String sku,
        @Nullable Instant from,
        @Nullable Instant until) {
    static final String OK = "ok";
    static final String FAILED = "failed";
    private static final Pattern NOT_PLAIN = Pattern.compile("[\\p{Punct}]");
    private static final Pattern SKU = Pattern.compile("[A-Za-z0-9._-]{1,40}");

    /** @throws Problem 422 naming the field that cannot be looked for */
    public static CallFilter of(
            @Nullable String operation,
            @Nullable String outcome,
            @Nullable Integer status,
            @Nullable String sku,
            @Nullable Instant from,
            @Nullable Instant until) {
        String wanted = given(outcome);
        String named = given(sku);
        if (wanted != null && !isOutcome(wanted)) {
            throw Problem.invalid(
                    "outcome",
                    "unknown-outcome",
                    "There are ok, failed and " + Arrays.toString(FailureKind.values()) + ".");
        }
        if (named != null && !SKU.matcher(named).matches()) {
            throw Problem.invalid("sku", "not-a-sku", "Letters, digits, dot, dash and underscore, at most 40.");
        }
        return new CallFilter(given(operation), wanted, status, named, from, until);
    }

    /** True when every row must be looked into, because no index knows what is asked for. */
    boolean looksInside() {
        return status != null || sku != null;
    }

    /** One of the names as a whole word, also beside an escaped character of an address. */
    static String asWord(Collection<String> names) {
        String one = names.stream()
                .map(name -> NOT_PLAIN.matcher(name).replaceAll("\\\\$0"))
                .collect(Collectors.joining("|", "(", ")"));
        return "(^|[^a-z0-9._-]|%[0-9a-f][0-9a-f])" + one + "($|[^a-z0-9._-])";
    }

    private static boolean isOutcome(String outcome) {
        return outcome.equals(OK)
                || outcome.equals(FAILED)
                || Arrays.stream(FailureKind.values())
                        .anyMatch(kind -> kind.name().equals(outcome));
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
