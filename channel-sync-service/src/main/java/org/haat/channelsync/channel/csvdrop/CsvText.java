package org.haat.channelsync.channel.csvdrop;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Files as text and text as rows; the separator of a file that we read tells itself by the header. */
final class CsvText {
    private static final String BOM = "\uFEFF";

    private CsvText() {}

    /** A row by our columns; cells that are missing or blank are empty texts. */
    record Row(long line, Map<Column, String> cells) {
        String cell(Column column) {
            return cells.getOrDefault(column, "");
        }
    }

    static String write(char separator, boolean bom, List<List<String>> rows) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().fieldSeparator(separator).build(text)) {
            rows.forEach(csv::writeRecord);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bom ? BOM + text : text.toString();
    }

    /** @throws UnfitFile when the bytes are not text of this encoding; a byte order mark counts for more than the setting */
    static String text(byte[] content, Charset charset) throws UnfitFile {
        if (content.length > 1 && (content[0] & 0xFF) + (content[1] & 0xFF) == 0xFE + 0xFF) {
            throw new UnfitFile("The file is UTF-16; save it as CSV UTF-8");
        }
        boolean marked = content.length > 2
                && (content[0] & 0xFF) == 0xEF
                && (content[1] & 0xFF) == 0xBB
                && (content[2] & 0xFF) == 0xBF;
        try {
            String text = (marked ? StandardCharsets.UTF_8 : charset)
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return marked ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new UnfitFile(
                    "The file is not " + charset.name()
                            + " text; save it as CSV UTF-8, or set order_encoding of the account to windows-1252",
                    e);
        }
    }

    /** @throws UnfitFile when it is no CSV, is too long, or lacks a column that is needed */
    static List<Row> rows(String text, ColumnNames names, List<Column> needed, String endMarker, int most)
            throws UnfitFile {
        // A quote that is never closed would swallow the rows behind it into one cell.
        if (text.chars().filter(letter -> letter == '"').count() % 2 != 0) {
            throw new UnfitFile("The file is not CSV: a quote is never closed");
        }
        List<Row> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> csv = reader(text)) {
            Map<Column, Integer> places = Map.of();
            for (CsvRecord row : csv) {
                if (places.isEmpty()) {
                    places = places(row, names, needed);
                } else if (endMarker.isEmpty() || !row.getField(0).strip().startsWith(endMarker)) {
                    rows.add(row(row, places));
                }
                if (rows.size() > most) {
                    throw new UnfitFile("More than " + most + " rows; split the file");
                }
            }
            if (places.isEmpty()) {
                throw new UnfitFile("The file is empty; its first row names the columns");
            }
        } catch (CsvParseException | UncheckedIOException e) {
            throw new UnfitFile("The file is not CSV: a cell is too long", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    private static CsvReader<CsvRecord> reader(String text) {
        String header = text.lines().findFirst().orElse("");
        char separator = header.indexOf('\t') >= 0 ? '\t' : header.indexOf(';') >= 0 ? ';' : ',';
        return CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(text);
    }

    private static Map<Column, Integer> places(CsvRecord header, ColumnNames names, List<Column> needed)
            throws UnfitFile {
        Map<String, Integer> heads = new HashMap<>();
        for (int i = 0; i < header.getFieldCount(); i++) {
            heads.putIfAbsent(SafeCell.unwrapped(header.getField(i)).toLowerCase(Locale.ROOT), i);
        }
        Map<Column, Integer> places = new EnumMap<>(Column.class);
        for (Column column : Column.values()) {
            Integer place = heads.get(names.of(column).toLowerCase(Locale.ROOT));
            if (place != null) {
                places.put(column, place);
            }
        }
        List<String> missing = needed.stream()
                .filter(column -> !places.containsKey(column))
                .map(names::of)
                .toList();
        if (!missing.isEmpty()) {
            throw new UnfitFile("The first row does not name the columns " + String.join(", ", missing));
        }
        return places;
    }

    private static Row row(CsvRecord row, Map<Column, Integer> places) {
        Map<Column, String> cells = new EnumMap<>(Column.class);
        places.forEach((column, place) -> {
            if (place < row.getFieldCount()) {
                cells.put(column, SafeCell.unwrapped(row.getField(place)));
            }
        });
        return new Row(row.getStartingLineNumber(), cells);
    }

    /** Nothing in a file can be used; the message says why and what to do, and holds nothing of the file. */
    static final class UnfitFile extends Exception {
        private static final long serialVersionUID = 1L;

        UnfitFile(String message) {
            super(message);
        }

        UnfitFile(String message, Throwable cause) {
            super(message, cause);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }
}
