package org.haat.sandbox.pace;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A table of limits from the classpath: semicolon-separated, first line names the columns, {@code valid-from} and
 * {@code source} among them. Of several rows with one key the youngest that is valid holds.
 */
public final class DatedTable {
    private final Map<String, Map<String, String>> rows = new HashMap<>();

    private DatedTable(List<String> lines, LocalDate today) {
        List<String> columns = cells(lines.get(0));
        lines.stream().skip(1).map(DatedTable::cells).forEach(cells -> {
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                row.put(columns.get(i), cells.get(i));
            }
            if (!LocalDate.parse(row.get("valid-from")).isAfter(today)) {
                rows.merge(cells.get(0), row, DatedTable::younger);
            }
        });
    }

    private static Map<String, String> younger(Map<String, String> a, Map<String, String> b) {
        return LocalDate.parse(a.get("valid-from")).isAfter(LocalDate.parse(b.get("valid-from"))) ? a : b;
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split(";", -1)).map(String::strip).toList();
    }

    public static DatedTable read(String resource, LocalDate today) {
        try (InputStream in = DatedTable.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("No table " + resource);
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return new DatedTable(
                    reader.lines()
                            .filter(l -> !l.isBlank() && !l.startsWith("#"))
                            .toList(),
                    today);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean has(String key) {
        return rows.containsKey(key);
    }

    public double number(String key, String column) {
        Map<String, String> row = rows.get(key);
        String cell = row == null ? null : row.get(column);
        if (cell == null) {
            throw new IllegalStateException("No " + column + " for " + key);
        }
        return Double.parseDouble(cell);
    }
}
