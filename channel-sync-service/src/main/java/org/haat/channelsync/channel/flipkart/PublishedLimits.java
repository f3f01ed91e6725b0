package org.haat.channelsync.channel.flipkart;

import java.time.LocalDate;
import java.util.Comparator;
import org.haat.channelsync.channel.CodeTable;

/** Numbers that Flipkart sets, dated and with their sources in {@code limits.csv}. */
final class PublishedLimits {
    private PublishedLimits() {}

    /** The newest row of that name whose day has come. */
    static int of(String name, LocalDate day) {
        return CodeTable.rows(PublishedLimits.class, "limits.csv").stream()
                .filter(row -> name.equals(row.get("name")))
                .filter(row ->
                        !LocalDate.parse(row.getOrDefault("valid_from", "")).isAfter(day))
                .max(Comparator.comparing(row -> row.getOrDefault("valid_from", "")))
                .map(row -> Integer.parseInt(row.getOrDefault("value", "")))
                .orElseThrow(() -> new IllegalStateException("limits.csv has no " + name + " for " + day));
    }
}
