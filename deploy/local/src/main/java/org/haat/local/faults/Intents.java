package org.haat.local.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the load is about to do, on disk before it is sent, and what was answered. An intent whose answer never came is
 * {@link Outcome#UNKNOWN}: it may have taken effect or not. Thread-safe.
 */
final class Intents implements AutoCloseable {
    enum Kind {
        /** Pieces that came in. */
        RECEIPT,
        /** A new price in paise; each of a SKU is lower than the one before. */
        PRICE,
        /** Orders that buyers wish to place at a marketplace, whose id stands in the place of the SKU. */
        ORDER
    }

    enum Outcome {
        /** Answered 2xx. */
        ACK,
        /** Answered 4xx: it must not have taken effect. */
        REJECT,
        /** No answer, or 5xx. */
        UNKNOWN
    }

    /**
     * @param id grows by one
     * @param value pieces, paise or orders
     * @param placed the orders that an answer named
     */
    record Intent(long id, Kind kind, String sku, long value, Outcome outcome, List<Order> placed) {
        Intent(long id, Kind kind, String sku, long value, Outcome outcome) {
            this(id, kind, sku, value, outcome, List.of());
        }

        /** Under which the catalogue counts it once. */
        String movementId() {
            return movementId(id);
        }

        static String movementId(long id) {
            return "drill-" + id;
        }

        private Intent answered(Outcome other, List<Order> orders) {
            return new Intent(id, kind, sku, value, other, orders);
        }
    }

    /** One order as the marketplace confirmed it to its buyer. */
    record Order(String id, long pieces, long paise) {
        private static Order parse(String word) {
            String[] parts = word.split("/");
            return new Order(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2]));
        }

        @Override
        public String toString() {
            return id + '/' + pieces + '/' + paise;
        }
    }

    private final FileChannel file;
    private long last;

    Intents(Path path) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            file = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On disk when it returns. */
    synchronized long intend(Kind kind, String sku, long value) {
        last++;
        write("? " + last + ' ' + kind + ' ' + sku + ' ' + value);
        return last;
    }

    void answered(long id, Outcome outcome) {
        answered(id, outcome, List.of());
    }

    synchronized void answered(long id, Outcome outcome, List<Order> placed) {
        StringBuilder line = new StringBuilder("= " + id + ' ' + outcome);
        placed.forEach(order -> line.append(' ').append(order));
        write(line.toString());
    }

    private void write(String line) {
        try {
            file.write(ByteBuffer.wrap((line + '\n').getBytes(StandardCharsets.UTF_8)));
            file.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every intent in order, with what became of it. */
    static List<Intent> read(Path path) {
        Map<Long, Intent> intents = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(path)) {
                String[] words = line.split(" ");
                long id = Long.parseLong(words[1]);
                if (words[0].equals("?")) {
                    intents.put(
                            id,
                            new Intent(
                                    id, Kind.valueOf(words[2]), words[3], Long.parseLong(words[4]), Outcome.UNKNOWN));
                } else {
                    List<Order> placed =
                            Arrays.stream(words).skip(3).map(Order::parse).toList();
                    intents.computeIfPresent(id, (key, intent) -> intent.answered(Outcome.valueOf(words[2]), placed));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ArrayList<>(intents.values());
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
