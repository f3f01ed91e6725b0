package org.haat.order.tax;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** GST State codes and the ISO 3166-2 parts that belong to them; the table is {@code gst-states.csv}. */
public final class GstStates {
    private static final Map<String, String> ISO_BY_GST = read();

    private GstStates() {}

    /** {@code 19} gives {@code WB}. */
    public static Optional<String> isoOf(String gstCode) {
        return Optional.ofNullable(ISO_BY_GST.get(gstCode));
    }

    public static boolean isIso(String subdivision) {
        return ISO_BY_GST.containsValue(subdivision);
    }

    private static Map<String, String> read() {
        InputStream table = Objects.requireNonNull(GstStates.class.getResourceAsStream("gst-states.csv"));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(","))
                    .collect(Collectors.toUnmodifiableMap(cells -> cells[0], cells -> cells[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
