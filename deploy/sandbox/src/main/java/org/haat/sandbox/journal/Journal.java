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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Append-only file of entity upserts, one JSON object a line: {@code kind}, {@code key}, {@code value} (absent: removed).
 * Opening replays it, last line per key wins, and writes it back compacted. A last line torn by a crash is dropped.
 */
public final class Journal implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Journal.class.getName());

    private final Map<String, Map<String, JsonNode>> replayed = new LinkedHashMap<>();
    private final BufferedWriter out;

    private Journal(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (Files.exists(file)) {
            replay(file);
            compact(file);
        }
        out = Files.newBufferedWriter(
                file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    public static Journal open(Path file) throws IOException {
        return new Journal(file);
    }

    private void replay(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            lines.forEach(this::replayLine);
        }
    }

    private void replayLine(String line) {
        try {
            JsonNode entry = Json.MAPPER.readTree(line);
            Map<String, JsonNode> kind =
                    replayed.computeIfAbsent(entry.path("kind").asText(), k -> new LinkedHashMap<>());
            String key = entry.path("key").asText();
            kind.remove(key);
            if (entry.has("value")) {
                kind.put(key, entry.get("value"));
            }
        } catch (JsonProcessingException e) {
            LOG.log(Level.WARNING, "A line of the journal is not whole and was dropped: {0} characters", line.length());
        }
    }

    private void compact(Path file) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".fresh");
        try (BufferedWriter w = Files.newBufferedWriter(fresh, StandardCharsets.UTF_8)) {
            for (var kind : replayed.entrySet()) {
                for (var entity : kind.getValue().entrySet()) {
                    w.write(line(kind.getKey(), entity.getKey(), entity.getValue()));
                }
            }
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

    /** Hands over what was replayed of one kind; once, so that it is not kept twice in memory. */
    Map<String, JsonNode> takeReplayed(String kind) {
        Map<String, JsonNode> found = replayed.remove(kind);
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
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox cannot write its journal", e);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
