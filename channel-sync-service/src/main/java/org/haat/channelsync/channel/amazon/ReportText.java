package org.haat.channelsync.channel.amazon;

import java.io.IOException;
import java.io.Reader;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * Reads a report of all listings line by line: cells parted by tabs, nothing quoted. Columns are found by their headings,
 * since accounts get different columns in different places, some of them twice.
 */
final class ReportText {
    private static final int LONGEST_LINE = 64 * 1024;
    /** What tells of a listing's content; for most sellers some of them are empty. */
    private static final List<String> CONTENT = List.of(
            "item-name", "item-description", "image-url", "item-condition", "product-id-type", "product-id", "asin1");

    private final Reader reader;
    private final Map<String, Integer> columns = new HashMap<>();
    private final int width;
    private final StringBuilder line = new StringBuilder();
    private int unreadable;

    /** @throws ChannelException {@code PROTOCOL} when the headings do not name the SKU */
    ReportText(Reader reader) throws IOException {
        this.reader = reader;
        String headings = Objects.requireNonNullElse(line(), "");
        String[] names = headings.replace("\uFEFF", "").split("\t", -1);
        this.width = names.length;
        for (int i = 0; i < width; i++) {
            columns.putIfAbsent(names[i].strip().toLowerCase(Locale.ROOT), i);
        }
        if (!columns.containsKey("seller-sku")) {
            throw new ChannelException(
                    FailureKind.PROTOCOL, "The report has no column seller-sku", "UNREADABLE_ANSWER", null, null);
        }
    }

    /** Lines so far that are no listing that could be told apart. */
    int unreadable() {
        return unreadable;
    }

    /** @return the next row, or null at the end */
    @Nullable
    ReportRow next() throws IOException {
        for (String text = line(); text != null; text = line()) {
            if (text.isBlank()) {
                continue;
            }
            String[] cells = text.split("\t", -1);
            String sku = cell(cells, "seller-sku");
            if (isWhole(cells) && !sku.isEmpty() && !ReportRow.isLossy(sku)) {
                return row(sku, cells);
            }
            unreadable++;
        }
        return null;
    }

    /** A line that was torn or run together says something else in each of its cells. */
    private boolean isWhole(String[] cells) {
        int last = Math.max(columns.getOrDefault("seller-sku", 0), columns.getOrDefault("status", 0));
        return cells.length > last && cells.length <= width;
    }

    private ReportRow row(String sku, String[] cells) {
        String fulfilment = cell(cells, "fulfillment-channel");
        return new ReportRow(
                sku,
                cell(cells, "asin1"),
                Normalizer.normalize(cell(cells, "item-name"), Normalizer.Form.NFC),
                cell(cells, "price"),
                cell(cells, "quantity"),
                fulfilment.isEmpty() ? cell(cells, "fulfilment-channel") : fulfilment,
                cell(cells, "status"),
                ReportRow.mark(CONTENT.stream().map(name -> cell(cells, name)).toList()));
    }

    private String cell(String[] cells, String name) {
        Integer at = columns.get(name);
        return at == null || at >= cells.length ? "" : cells[at].strip();
    }

    /** Never more of a line than is any use; the rest makes it unreadable, since a cell of it is cut off. */
    private @Nullable String line() throws IOException {
        line.setLength(0);
        int c = reader.read();
        if (c < 0) {
            return null;
        }
        boolean tooLong = false;
        for (; c >= 0 && c != '\n'; c = reader.read()) {
            if (line.length() < LONGEST_LINE) {
                line.append((char) c);
            } else {
                tooLong = true;
            }
        }
        if (tooLong) {
            return "?" + "\t".repeat(width); // more cells than there are headings, and not blank
        }
        int end = line.length();
        return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
    }
}
