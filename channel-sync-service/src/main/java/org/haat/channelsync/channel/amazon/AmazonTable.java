package org.haat.channelsync.channel.amazon;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads a code table beside this class: comma-separated, the last column takes the rest of the line, # starts a remark. */
final class AmazonTable {
    private AmazonTable() {}

    static List<String[]> rows(String name, int columns) {
        try (InputStream in = AmazonTable.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("No table " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> row(name, line, columns))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read table " + name, e);
        }
    }

    private static String[] row(String name, String line, int columns) {
        String[] cells = line.split(",", columns);
        if (cells.length != columns) {
            throw new IllegalStateException("Table " + name + " needs " + columns + " columns: " + line);
        }
        return cells;
    }
}
