package org.haat.sandbox.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Append-only file of entity upserts, one JSON object a line: {@code kind}, {@code key}, {@code value} (absent: removed).
 * Opening replays it, last line per key wins, and writes it back compacted; so does a growth to several times its compact
 * size. A last line torn by a crash is dropped.
 */
public final class Journal implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Journal.class.getName());
    private static final long LEAST_GROWTH_CHARS = 64L * 1024 * 1024;
    private static final int GROWTH = 3;

    private final Path file;
    private final Map<String, Map<String, byte[]>> replayed = new LinkedHashMap<>();
    private final List<Shelf<?>> shelves = new ArrayList<>();
    private BufferedWriter out;
    private long compactChars;
    private long grownChars;

    private Journal(Path file) throws IOException {
        this.file = file;
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (Files.exists(file)) {
            replay();
            rewrite(writer -> {
                for (Map<String, byte[]> kind : replayed.values()) {
                    for (byte[] line : kind.values()) {
                        writer.write(new String(line, StandardCharsets.UTF_8));
                        writer.write('\n');
                    }
                }
            });
        }
        compactChars = Files.exists(file) ? Files.size(file) : 0;
        out = appender();
    }

    public static Journal open(Path file) throws IOException {
        return new Journal(file);
    }

    private BufferedWriter appender() throws IOException {
        return Files.newBufferedWriter(
                file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void replay() throws IOException {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            lines.forEach(this::replayLine);
        }
    }

    private void replayLine(String line) {
        try {
            JsonNode entry = Json.MAPPER.readTree(line);
            Map<String, byte[]> kind =
                    replayed.computeIfAbsent(entry.path("kind").asText(), k -> new LinkedHashMap<>());
            String key = entry.path("key").asText();
            if (entry.has("value")) {
                kind.put(key, line.getBytes(StandardCharsets.UTF_8));
            } else {
                kind.remove(key);
            }
        } catch (JsonProcessingException e) {
            LOG.log(Level.WARNING, "A line of the journal is not whole and was dropped: {0} characters", line.length());
        }
    }

    private interface Content {
        void writeTo(BufferedWriter writer) throws IOException;
    }

    private void rewrite(Content content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".fresh");
        try (BufferedWriter writer = Files.newBufferedWriter(fresh, StandardCharsets.UTF_8)) {
            content.writeTo(writer);
        }
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String line(String kind, String key, Object value) {
        ObjectNode entry = Json.MAPPER.createObjectNode().put("kind", kind).put("key", key);
        entry.set("value", Json.tree(value));
        return Json.text(entry) + "\n";
    }

    /** Takes a shelf in and hands over the lines of its kind; they are not kept twice in memory. */
    Map<String, byte[]> take(Shelf<?> shelf, String kind) {
        shelves.add(shelf);
        Map<String, byte[]> found = replayed.remove(kind);
        return found == null ? Map.of() : found;
    }

    void put(String kind, String key, Object value) {
        append(line(kind, key, value));
    }

    void remove(String kind, String key) {
        append(Json.text(Json.MAPPER.createObjectNode().put("kind", kind).put("key", key)) + "\n");
    }

    private void append(String line) {
        try {
            out.write(line);
            out.flush();
            grownChars += line.length();
            if (grownChars > Math.max(LEAST_GROWTH_CHARS, GROWTH * compactChars)) {
                compact();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox cannot write its journal", e);
        }
    }

    private void compact() throws IOException {
        out.close();
        rewrite(writer -> {
            for (Shelf<?> shelf : shelves) {
                shelf.writeTo(writer);
            }
        });
        compactChars = Files.size(file);
        grownChars = 0;
        out = appender();
    }

    static <T> void write(BufferedWriter writer, String kind, Map<String, T> entities) throws IOException {
        for (Map.Entry<String, T> entity : entities.entrySet()) {
            writer.write(line(kind, entity.getKey(), entity.getValue()));
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
