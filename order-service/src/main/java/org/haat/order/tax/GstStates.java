package org.haat.order.tax;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** GST State codes and the ISO 3166-2 parts that belong to them; the table is {@code gst-states.csv}. */
public final class GstStates {
    private static final Map<String, String> ISO_BY_GST = new HashMap<>();
    private static final Map<String, String> ISO_BY_ANY = new HashMap<>();

    static {
        read();
    }

    private GstStates() {}

    /** {@code 19} gives {@code WB}. */
    public static Optional<String> isoOf(String gstCode) {
        return Optional.ofNullable(ISO_BY_GST.get(gstCode));
    }

    /** The code of today for a code of today or of before 2023: {@code UT} and {@code UK} give {@code UK}. */
    public static Optional<String> canonical(String subdivision) {
        return Optional.ofNullable(ISO_BY_ANY.get(subdivision));
    }

    private static void read() {
        InputStream table = Objects.requireNonNull(GstStates.class.getResourceAsStream("gst-states.csv"));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(","))
                    .forEach(cells -> {
                        ISO_BY_GST.put(cells[0], cells[1]);
                        ISO_BY_ANY.put(cells[1], cells[1]);
                        ISO_BY_ANY.put(cells[cells.length - 1], cells[1]);
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
