package org.haat.channelsync.channel.flipkart;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haat.channelsync.channel.CodeTable;

/** Flipkart's {@code tax_code} for a GST rate on a day, and back. */
final class TaxCodes {
    private static final List<Row> ROWS = CodeTable.rows(TaxCodes.class, "tax-codes.csv").stream()
            .map(Row::of)
            .toList();

    private TaxCodes() {}

    /** The code for a rate, or empty when Flipkart has none that we know. */
    static Optional<String> code(int basisPoints, LocalDate day) {
        return ROWS.stream()
                .filter(row -> row.basisPoints == basisPoints && row.holds(day))
                .map(Row::code)
                .findFirst();
    }

    /** The rate of a code in percent; empty for slab and transition codes, whose rate hangs on more than the code. */
    static Optional<BigDecimal> percent(String code) {
        return ROWS.stream()
                .filter(row -> row.code.equalsIgnoreCase(code))
                .map(row -> BigDecimal.valueOf(row.basisPoints / 100))
                .findFirst();
    }

    private record Row(int basisPoints, String code, LocalDate from, LocalDate to) {
        static Row of(Map<String, String> cells) {
            String to = cells.getOrDefault("valid_to", "");
            return new Row(
                    Integer.parseInt(cells.getOrDefault("basis_points", "")),
                    cells.getOrDefault("code", ""),
                    LocalDate.parse(cells.getOrDefault("valid_from", "")),
                    to.isEmpty() ? LocalDate.MAX : LocalDate.parse(to));
        }

        boolean holds(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }
}
