package org.haat.channelsync.channel.csvdrop;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.haat.event.Money;
import org.jspecify.annotations.Nullable;

/** Cells as values. What is not exactly right is a {@link BadCell}; a value is quoted only where it cannot be a person's. */
final class CellReading {
    private static final Pattern RUPEES = Pattern.compile("\\d{1,9}(\\.\\d{1,2})?");
    private static final Pattern PIN = Pattern.compile("[1-9]\\d{5}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/#-]{0,63}");
    private static final Pattern SKU = Pattern.compile("[A-Za-z0-9._-]{1,40}");
    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");
    private static final List<DateTimeFormatter> LOCAL = List.of(
            local("uuuu-MM-dd['T'][' ']HH:mm[:ss]"), local("dd-MM-uuuu HH:mm[:ss]"), local("dd/MM/uuuu HH:mm[:ss]"));

    private CellReading() {}

    private static DateTimeFormatter local(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }

    static String orderNumber(CsvText.Row row) throws BadCell {
        return matching(row, Column.ORDER_NO, NAME, "an order number of letters, digits and . _ / # -");
    }

    static String sku(CsvText.Row row) throws BadCell {
        return matching(row, Column.SKU, SKU, "a SKU");
    }

    static String lineNumber(CsvText.Row row, String otherwise) throws BadCell {
        return row.cell(Column.LINE_NO).isEmpty()
                ? otherwise
                : matching(row, Column.LINE_NO, NAME, "a line number of letters and digits");
    }

    private static String matching(CsvText.Row row, Column column, Pattern form, String what) throws BadCell {
        String text = row.cell(column);
        if (!form.matcher(text).matches()) {
            throw new BadCell(row, column, quoted(text) + " is not " + what);
        }
        return text;
    }

    static int pieces(CsvText.Row row) throws BadCell {
        String text = row.cell(Column.QUANTITY);
        if (text.matches("0*[1-9]\\d{0,5}")) {
            return Integer.parseInt(text);
        }
        throw new BadCell(row, Column.QUANTITY, quoted(text) + " is not a number of pieces from 1 to 999999");
    }

    /** Rupees with a point and at most two places; a comma may be a thousand or a paisa, so it is refused. */
    static Money rupees(CsvText.Row row, Column column) throws BadCell {
        String text = row.cell(column);
        if (!RUPEES.matcher(text).matches()) {
            throw new BadCell(row, column, quoted(text) + " is not an amount such as 1999.50");
        }
        return Money.inr(new BigDecimal(text).movePointRight(2).longValueExact());
    }

    static Instant time(CsvText.Row row, Column column) throws BadCell {
        String text = row.cell(column);
        Instant time = instant(text)
                .orElseThrow(() ->
                        new BadCell(row, column, quoted(text) + " is not a time such as 2026-11-20T23:59:59+05:30"));
        if (time.isBefore(FIRST) || !time.isBefore(LAST)) {
            throw new BadCell(row, column, quoted(text) + " is not in this century");
        }
        return time;
    }

    /** Without an offset it is Indian time. */
    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            for (DateTimeFormatter form : LOCAL) {
                try {
                    return Optional.of(
                            LocalDateTime.parse(text, form).atZone(INDIA).toInstant());
                } catch (DateTimeException next) {
                    continue;
                }
            }
            return Optional.empty();
        }
    }

    /** The value is a person's and not repeated. */
    static @Nullable String pin(CsvText.Row row) throws BadCell {
        String text = row.cell(Column.PIN).replace(" ", "");
        if (!text.isEmpty() && !PIN.matcher(text).matches()) {
            throw new BadCell(row, Column.PIN, "not a PIN code of six digits");
        }
        return text.isEmpty() ? null : text;
    }

    /** @param most letters; more would be something else than it says */
    static @Nullable String words(CsvText.Row row, Column column, int most) throws BadCell {
        String text = row.cell(column);
        if (text.length() > most || text.indexOf('\0') >= 0) {
            throw new BadCell(row, column, "longer than " + most + " letters, or with letters that cannot be kept");
        }
        return text.isEmpty() ? null : text;
    }

    static String quoted(String text) {
        String shown = text.replaceAll("[\\p{Cntrl}\"]", "?");
        return '"' + (shown.length() > 40 ? shown.substring(0, 40) + '…' : shown) + '"';
    }

    /** One cell that keeps its whole order out. */
    static final class BadCell extends Exception {
        private static final long serialVersionUID = 1L;

        BadCell(CsvText.Row row, Column column, String what) {
            super("row " + row.line() + ", " + column.word() + ": " + what);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }
}
