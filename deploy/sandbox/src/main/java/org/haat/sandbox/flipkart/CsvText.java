package org.haat.sandbox.flipkart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Comma-separated text with quotes, read by column name and written the same way. */
final class CsvText {
    private CsvText() {}

    /** One map a row, column names in lower case; columns beyond the header are left out. */
    static List<Map<String, String>> rows(String text) {
        List<List<String>> lines = cells(text.startsWith("\uFEFF") ? text.substring(1) : text);
        List<Map<String, String>> rows = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            Map<String, String> row = new LinkedHashMap<>();
            for (int c = 0; c < lines.get(0).size(); c++) {
                String name = lines.get(0).get(c).strip().toLowerCase(Locale.ROOT);
                row.put(name, c < lines.get(i).size() ? lines.get(i).get(c).strip() : "");
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<List<String>> cells(String text) {
        List<List<String>> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                boolean twice = c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"';
                if (c == '"' && !twice) {
                    quoted = false;
                } else {
                    cell.append(c);
                    i += twice ? 1 : 0;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',' || c == '\n') {
                line.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    addLine(lines, line);
                    line = new ArrayList<>();
                }
            } else if (c != '\r') {
                cell.append(c);
            }
        }
        line.add(cell.toString());
        addLine(lines, line);
        return lines;
    }

    private static void addLine(List<List<String>> lines, List<String> line) {
        if (line.stream().anyMatch(c -> !c.isBlank())) {
            lines.add(line);
        }
    }

    static String line(List<String> cells) {
        return String.join(",", cells.stream().map(CsvText::quoted).toList()) + "\r\n";
    }

    private static String quoted(String cell) {
        boolean needs = cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return needs ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }
}
