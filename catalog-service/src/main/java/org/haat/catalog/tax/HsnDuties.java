package org.haat.catalog.tax;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What goods of a code need besides tax. Pure. */
public record HsnDuties(List<Row> rows) {
    /** A need. */
    public enum Duty {
        /** A food licence number (FSSAI). */
        FOOD,
        /** A toy standard, or the exemption of artisans and GI users. */
        TOY
    }

    /** @param validTo last day, or null */
    public record Row(
            String hsnPrefix,
            Duty duty,
            LocalDate validFrom,
            @Nullable LocalDate validTo) {}

    public boolean needs(Duty duty, String hsn, LocalDate date) {
        return rows.stream()
                .anyMatch(row -> row.duty == duty
                        && hsn.startsWith(row.hsnPrefix)
                        && !date.isBefore(row.validFrom)
                        && (row.validTo == null || !date.isAfter(row.validTo)));
    }
}
