package org.haat.catalog.rule;

import java.util.List;
import org.haat.event.ListingStatus.Owner;
import org.jspecify.annotations.Nullable;

/**
 * Why something may not go on, as a value. Its words stand in {@code refusals*.properties} under
 * {@code <rule>.message} and {@code <rule>.remedy}.
 *
 * @param rule stable key, for example {@code gstin-check-digit}
 * @param field column or JSON field it is about
 * @param value what stood there, shortened; null when nothing did
 * @param owner who acts
 * @param arguments fill the message: {0} is the value, {1} the field, then these
 */
public record Refusal(String rule, String field, @Nullable String value, Owner owner, List<String> arguments) {
    private static final int LONGEST_VALUE = 200;

    public Refusal {
        arguments = List.copyOf(arguments);
        value = value == null || value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
    }

    public static Refusal of(String rule, Owner owner, String field, @Nullable String value, String... arguments) {
        return new Refusal(rule, field, value, owner, List.of(arguments));
    }

    /** One that the agency's catalogue editor mends, as most are. */
    public static Refusal byAgency(String rule, String field, @Nullable String value, String... arguments) {
        return of(rule, Owner.AGENCY, field, value, arguments);
    }

    /** One that needs a paper or an act of the maker. */
    public static Refusal byProducer(String rule, String field, @Nullable String value, String... arguments) {
        return of(rule, Owner.PRODUCER, field, value, arguments);
    }
}
