package org.haat.channelsync.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.haat.channelsync.listing.CallFilter;
import org.haat.edge.Problem;
import org.jspecify.annotations.Nullable;

/** What the page of raw calls is narrowed to as its form says it, times in India's; and the addresses that say so. */
record CallSearch(String operation, String outcome, String status, String sku, String from, String until) {
    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");

    /** Times also as the instants that other pages link with. */
    static CallSearch of(
            @Nullable String operation,
            @Nullable String outcome,
            @Nullable String status,
            @Nullable String sku,
            @Nullable String from,
            @Nullable String until) {
        return new CallSearch(
                FormText.plain(operation),
                FormText.plain(outcome),
                FormText.plain(status),
                FormText.plain(sku),
                local("from", from, 0),
                local("until", until, 1));
    }

    CallFilter filter() {
        return CallFilter.of(operation, outcome, number(status), sku, time(from), time(until));
    }

    public boolean isEmpty() {
        return (operation + outcome + status + sku + from + until).isEmpty();
    }

    String href(String root, UUID account, @Nullable Long before) {
        StringBuilder query = new StringBuilder();
        add(query, "operation", operation);
        add(query, "outcome", outcome);
        add(query, "status", status);
        add(query, "sku", sku);
        add(query, "from", from);
        add(query, "until", until);
        add(query, "before", before == null ? "" : before.toString());
        return root + "/accounts/" + account + "/calls" + query;
    }

    private static void add(StringBuilder query, String name, String value) {
        if (!value.isEmpty()) {
            query.append(query.isEmpty() ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    /** An instant becomes the minute of India that holds it, or the one after it. */
    private static String local(String field, @Nullable String text, int minutesLater) {
        String given = FormText.plain(text);
        try {
            return given.endsWith("Z")
                    ? LocalDateTime.ofInstant(Instant.parse(given), INDIA)
                            .truncatedTo(ChronoUnit.MINUTES)
                            .plusMinutes(minutesLater)
                            .toString()
                    : given.isEmpty() ? "" : LocalDateTime.parse(given).toString();
        } catch (DateTimeException e) {
            throw Problem.invalid(field, "not-a-time", "Choose a day and a time.");
        }
    }

    private static @Nullable Instant time(String local) {
        return local.isEmpty() ? null : LocalDateTime.parse(local).atZone(INDIA).toInstant();
    }

    private static @Nullable Integer number(String status) {
        if (status.isEmpty()) {
            return null;
        }
        if (status.length() > 3 || !status.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw Problem.invalid("status", "not-a-status", "A status has three digits, such as 429.");
        }
        return Integer.valueOf(status);
    }
}
