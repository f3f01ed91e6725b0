package org.haat.catalog.imports;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.quarkus.logging.Log;
import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.haat.catalog.rule.Refusal;
import org.jspecify.annotations.Nullable;

/** Reads CSV in UTF-8 whose separator is a comma, a semicolon or a tab, whichever its first line uses most. */
final class CsvRows implements RowReader {
    private static final int LONGEST_FIELD = 64 << 10;
    private static final int LONGEST_HEADER = 16 << 10;
    private static final char BOM = '\uFEFF';
    private final QuoteCounter source;
    private final CloseableIterator<CsvRecord> records;
    private @Nullable CsvRecord ahead;
    private boolean stopped;
    private int line;

    CsvRows(Path path) throws IOException {
        BufferedReader text = Files.newBufferedReader(path, StandardCharsets.UTF_8);
        text.mark(1);
        if (text.read() != BOM) {
            text.reset();
        }
        source = new QuoteCounter(text);
        records = CsvReader.builder()
                .fieldSeparator(separator(text))
                .maxBufferSize(LONGEST_FIELD)
                .allowMissingFields(true)
                .allowExtraFields(true)
                .ofCsvRecord(source)
                .iterator();
        readAhead();
    }

    @Override
    public List<String> header() throws FileRefused {
        RawRow row = next().orElseThrow(() -> new FileRefused("file-empty"));
        if (row.fault() != null) {
            throw new FileRefused("file-quotes", String.valueOf(row.line()));
        }
        return row.cells();
    }

    @Override
    public Optional<RawRow> next() {
        CsvRecord csv = ahead;
        if (csv == null) {
            return stopped ? Optional.empty() : stop("quotes-broken", line + 1);
        }
        line = Math.toIntExact(csv.getStartingLineNumber());
        readAhead();
        boolean last = ahead == null && stopped;
        return last && source.quotes % 2 != 0
                ? stop("quote-open", line)
                : Optional.of(RawRow.of(line, csv.getFields()));
    }

    /** One record beyond the one that is told, because only the end shows whether the last one was closed. */
    private void readAhead() {
        ahead = null;
        try {
            if (records.hasNext()) {
                ahead = records.next();
            } else {
                stopped = true;
            }
        } catch (CsvParseException e) {
            // The next record's beginning cannot be found: what came before stands, and the reading stops there.
            Log.debugf("a catalogue file cannot be read beyond line %d: %s", line, e.getMessage());
        }
    }

    private Optional<RawRow> stop(String rule, int at) {
        stopped = true;
        return Optional.of(RawRow.broken(at, Refusal.byAgency(rule, "", null, String.valueOf(at))));
    }

    @Override
    public void close() throws IOException {
        records.close();
    }

    private static char separator(BufferedReader text) throws IOException {
        text.mark(LONGEST_HEADER);
        int commas = 0;
        int semicolons = 0;
        int tabs = 0;
        for (int i = 0; i < LONGEST_HEADER - 1; i++) {
            int c = text.read();
            if (c < 0 || c == '\n' || c == '\r') {
                break;
            }
            commas += c == ',' ? 1 : 0;
            semicolons += c == ';' ? 1 : 0;
            tabs += c == '\t' ? 1 : 0;
        }
        text.reset();
        if (tabs > commas && tabs > semicolons) {
            return '\t';
        }
        return semicolons > commas ? ';' : ',';
    }

    /** An odd number of quotes at the end means that one was never closed, and the last row swallowed what followed. */
    private static final class QuoteCounter extends FilterReader {
        private long quotes;

        QuoteCounter(Reader text) {
            super(text);
        }

        @Override
        public int read() throws IOException {
            int c = super.read();
            quotes += c == '"' ? 1 : 0;
            return c;
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            for (int i = offset; i < offset + read; i++) {
                quotes += buffer[i] == '"' ? 1 : 0;
            }
            return read;
        }
    }
}
