package org.haat.sandbox.calllog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.haat.sandbox.http.Answer;
import org.haat.sandbox.http.Call;
import org.haat.sandbox.journal.Json;
import org.jspecify.annotations.Nullable;

/**
 * {@code calls.jsonl}: exactly one line for each marketplace call, flushed before the caller has its answer. Bodies
 * above {@link #KEPT_BYTES} are cut and say so.
 */
public final class CallLog implements AutoCloseable {
    static final int KEPT_BYTES = 256 * 1024;
    /** Of the lines of one answer: what is read of them takes several times that. */
    static final int FOUND_LENGTH = 2_000_000;

    private static final int RECENT = 100;

    private final Path file;
    private final BufferedWriter out;
    private final Deque<CallEntry> recent = new ArrayDeque<>();
    private final Map<String, Map<String, Map<String, Integer>>> counts = new TreeMap<>();

    public CallLog(Path file, Namer namer) throws IOException {
        this.file = file;
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (Files.exists(file)) {
            recall(namer);
        }
        out = Files.newBufferedWriter(
                file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Names the operation of a written call, so that counts survive a restart. */
    public interface Namer {
        String operation(String partner, String method, String path);
    }

    private void recall(Namer namer) throws IOException {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            lines.map(CallEntry::skim)
                    .flatMap(Optional::stream)
                    .forEach(e -> remember(e, namer.operation(e.partner(), e.method(), e.path())));
        }
    }

    private static @Nullable CallEntry parse(String line) {
        try {
            return Json.MAPPER.readValue(line, CallEntry.class);
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * @param answer what was sent, or null if nothing was
     * @param why what to write in place of an answer
     */
    public void append(
            Call call,
            String partner,
            @Nullable String account,
            String operation,
            @Nullable Answer answer,
            String why) {
        boolean tokens = call.path().contains("/oauth") || call.path().contains("/auth/o2");
        CallEntry entry = new CallEntry(
                call.time(),
                partner,
                account,
                call.method(),
                call.path(),
                query(call, tokens),
                headers(call),
                content(call.body(), call.headers().getOrDefault("content-type", ""), tokens),
                answer == null ? 0 : answer.status(),
                answer == null ? TextNode.valueOf(why) : content(answer.body(), answer.contentType(), tokens));
        write(Json.text(entry));
        remember(entry, operation);
    }

    private void write(String line) {
        try {
            out.write(line);
            out.write('\n');
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox cannot write its call log", e);
        }
    }

    private void remember(CallEntry entry, String operation) {
        recent.addLast(entry.bare());
        if (recent.size() > RECENT) {
            recent.removeFirst();
        }
        counts.computeIfAbsent(entry.partner(), p -> new TreeMap<>())
                .computeIfAbsent(entry.account() == null ? "" : entry.account(), a -> new TreeMap<>())
                .merge(operation, 1, Integer::sum);
    }

    private static Map<String, Object> query(Call call, boolean tokens) {
        Map<String, Object> query = new LinkedHashMap<>();
        call.query().forEach((name, values) -> {
            List<String> shown =
                    values.stream().map(v -> Secrets.named(name, v, tokens)).toList();
            query.put(name, shown.size() == 1 ? shown.get(0) : shown);
        });
        return query;
    }

    private static Map<String, String> headers(Call call) {
        Map<String, String> headers = new LinkedHashMap<>();
        call.headers().forEach((name, value) -> headers.put(name, Secrets.header(name, value)));
        return headers;
    }

    private static @Nullable JsonNode content(byte[] bytes, String type, boolean tokens) {
        if (bytes.length == 0) {
            return null;
        }
        boolean packed = type.contains("gzip") || (bytes.length > 1 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b);
        if (bytes.length > KEPT_BYTES || type.contains("pdf") || packed) {
            return TextNode.valueOf("(" + bytes.length + " bytes of " + (type.isEmpty() ? "no type" : type) + ")");
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (type.contains("x-www-form-urlencoded")) {
            return form(text, tokens);
        }
        try {
            JsonNode json = Json.MAPPER.readTree(text);
            return Secrets.json(json, tokens);
        } catch (IOException e) {
            return TextNode.valueOf(Secrets.text(text));
        }
    }

    private static ObjectNode form(String text, boolean tokens) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        for (String pair : text.split("&")) {
            int eq = pair.indexOf('=');
            String name = eq < 0 ? pair : pair.substring(0, eq);
            String value = eq < 0 ? "" : pair.substring(eq + 1);
            fields.put(name, Secrets.named(name, decode(value), tokens));
        }
        return fields;
    }

    private static String decode(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }

    /**
     * The newest that are wanted, read from the file, so all of them are there.
     *
     * @param calls newest last, no more than fit into the sandbox's memory
     * @param leftOff how many older ones are wanted and do not stand among them
     */
    public record Found(List<CallEntry> calls, int leftOff) {}

    private record Kept(CallEntry entry, int length) {}

    /** The newest of those that are wanted, at most {@code limit}. */
    public Found find(Predicate<CallEntry> wanted, int limit) {
        Deque<Kept> kept = new ArrayDeque<>();
        int leftOff = 0;
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            long length = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                CallEntry entry = parse(line);
                if (entry != null && wanted.test(entry)) {
                    kept.addLast(new Kept(entry, line.length()));
                    length += line.length();
                }
                while (kept.size() > limit || (length > FOUND_LENGTH && kept.size() > 1)) {
                    length -= kept.removeFirst().length();
                    leftOff++;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Found(kept.stream().map(Kept::entry).toList(), leftOff);
    }

    /** The last hundred without bodies, newest last. */
    public List<CallEntry> recent() {
        return List.copyOf(recent);
    }

    /** Partner to account to operation to number of calls. */
    public Map<String, Map<String, Map<String, Integer>>> counts() {
        return counts;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
