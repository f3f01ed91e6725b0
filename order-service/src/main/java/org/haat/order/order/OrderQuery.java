package org.haat.order.order;

import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.haat.edge.Problem;
import org.jspecify.annotations.Nullable;

/** Reads the query of the order list strictly: a parameter that is unknown, repeated or malformed is named. */
public final class OrderQuery {
    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
    private static final Set<String> KNOWN =
            Set.of("state", "channel", "account", "sku", "from", "to", "q", "attention", "cursor", "limit");
    private static final int LONGEST = 200;
    private static final int USUAL_LIMIT = 50;
    private static final int HIGHEST_LIMIT = 200;
    private final MultivaluedMap<String, String> parameters;

    public OrderQuery(MultivaluedMap<String, String> parameters) {
        this.parameters = parameters;
        parameters.forEach(OrderQuery::judge);
    }

    private static void judge(String name, List<String> values) {
        if (!KNOWN.contains(name)) {
            throw Problem.invalid(name, "unknown-parameter", "is not a parameter of this list");
        }
        if (values.size() != 1) {
            throw Problem.invalid(name, "repeated", "stands more than once");
        }
        if (values.get(0).length() > LONGEST || values.get(0).indexOf('\0') >= 0) {
            throw Problem.invalid(name, "invalid", "is longer than " + LONGEST + " or holds a NUL");
        }
    }

    /** Dates are days in India; {@code to} is the last day that counts. */
    public Orders.Search search() {
        String attention = text("attention");
        boolean any = "any".equals(attention);
        String cursor = text("cursor");
        return new Orders.Search(
                choice("state", OrderState.class, text("state")),
                text("channel"),
                text("account"),
                text("sku"),
                dayStart("from", 0),
                dayStart("to", 1),
                text("q"),
                any ? null : choice("attention", Attention.class, attention),
                any,
                cursor == null ? null : Cursor.read(cursor));
    }

    public int limit() {
        String limit = text("limit");
        if (limit == null) {
            return USUAL_LIMIT;
        }
        if (!limit.matches("[0-9]{1,3}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > HIGHEST_LIMIT) {
            throw Problem.invalid("limit", "invalid", "is not a whole number from 1 to " + HIGHEST_LIMIT);
        }
        return Integer.parseInt(limit);
    }

    private @Nullable String text(String name) {
        String value = parameters.getFirst(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private @Nullable Instant dayStart(String name, int daysLater) {
        String day = text(name);
        if (day == null) {
            return null;
        }
        try {
            Instant start =
                    LocalDate.parse(day).plusDays(daysLater).atStartOfDay(INDIA).toInstant();
            if (Era.holds(start)) {
                return start;
            }
        } catch (DateTimeException e) {
            // Said below, as for a day that no order can have.
        }
        throw Problem.invalid(name, "invalid", "is not a day of this century such as 2026-11-21");
    }

    private static <E extends Enum<E>> @Nullable E choice(String name, Class<E> type, @Nullable String value) {
        if (value == null) {
            return null;
        }
        try {
            return Enum.valueOf(type, value.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(name, "invalid", "is none of " + List.of(type.getEnumConstants()));
        }
    }
}
