package org.haat.channelsync.channel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A table that travels with a class: lines of plain comma-separated values under a header, {@code #} begins a remark. */
public final class CodeTable {
    private CodeTable() {}

    /**
     * One map of column to value per row, an empty text where the cell is empty.
     *
     * @param beside the class in whose folder the table lies
     * @throws IllegalStateException when there is no such table, or a row has another number of cells than the header
     */
    public static List<Map<String, String>> rows(Class<?> beside, String name) {
        List<String> lines = lines(beside, name);
        String[] header = lines.get(0).split(",", -1);
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            rows.add(row(name, header, line.split(",", header.length)));
        }
        return List.copyOf(rows);
    }

    private static Map<String, String> row(String name, String[] header, String[] cells) {
        if (cells.length != header.length) {
            throw new IllegalStateException(name + " has a row of " + cells.length + " cells");
        }
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < header.length; i++) {
            row.put(header[i].strip(), cells[i].strip());
        }
        return row;
    }

    private static List<String> lines(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("No table " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read table " + name, e);
        }
    }
}
