package org.haat.channelsync.adoption;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.haat.edge.Problem;

/** A sheet of pairs as CSV: {@code sku}, our product; {@code remote}, the channel's SKU, ASIN or FSN of it. */
final class PairSheet {
    static final int MOST = 20_000;

    private PairSheet() {}

    /** @param row counted as a spreadsheet does, the header is 1 */
    record Pair(int row, String sku, String remote) {}

    /** @throws Problem when it is no such sheet */
    static List<Pair> read(byte[] sheet) {
        String text = new String(sheet, StandardCharsets.UTF_8);
        List<Pair> pairs = new ArrayList<>();
        char separator = text.lines().findFirst().orElse("").indexOf(';') >= 0 ? ';' : ',';
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder()
                .fieldSeparator(separator)
                .ofNamedCsvRecord(text.startsWith("\uFEFF") ? text.substring(1) : text)) {
            int row = 1;
            for (NamedCsvRecord record : rows) {
                row++;
                pairs.add(new Pair(row, cell(record, "sku"), cell(record, "remote")));
                if (pairs.size() > MOST) {
                    throw Problem.invalid("sheet", "too-long", "A sheet may have at most " + MOST + " pairs.");
                }
            }
        } catch (CsvParseException | java.io.IOException e) {
            throw Problem.invalid("sheet", "not-csv", "This is no CSV file with the columns sku and remote.");
        }
        if (pairs.isEmpty()
                || pairs.stream()
                        .allMatch(pair -> pair.sku().isEmpty() && pair.remote().isEmpty())) {
            throw Problem.invalid("sheet", "no-pairs", "Send CSV with the columns sku and remote, one pair a row.");
        }
        return pairs;
    }

    private static String cell(NamedCsvRecord row, String column) {
        for (String name : row.getHeader()) {
            if (name.strip().toLowerCase(Locale.ROOT).equals(column)) {
                return row.findField(name).map(String::strip).orElse("");
            }
        }
        return "";
    }
}
