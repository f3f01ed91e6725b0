package org.haat.catalog.imports;

import io.quarkus.logging.Log;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.haat.catalog.rule.Refusal;

/** Reads the first sheet of a workbook that {@link XlsxGuard} let pass, row by row. */
final class XlsxReader implements RowReader {
    private static final int MOST_COLUMNS = 200;
    /** As Excel writes them; an exponent of many digits would unfold into gigabytes. */
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,40}([.][0-9]{1,40})?([eE][+-]?[0-9]{1,2})?");

    private final ReadableWorkbook workbook;
    private final Iterator<Row> rows;
    private int columns = MOST_COLUMNS;
    private int line;
    private boolean ended;

    XlsxReader(Path path) throws FileRefused, IOException {
        ReadableWorkbook opened = null;
        try {
            opened = new ReadableWorkbook(path.toFile());
            this.workbook = opened;
            this.rows = opened.getFirstSheet().openStream().iterator();
        } catch (RuntimeException | IOException e) {
            if (opened != null) {
                opened.close();
            }
            throw new FileRefused("file-broken");
        }
    }

    @Override
    public List<String> header() throws FileRefused {
        try {
            RawRow row = next().orElseThrow(() -> new FileRefused("file-empty"));
            if (row.fault() != null) {
                throw new FileRefused("file-broken");
            }
            columns = row.cells().size();
            return row.cells();
        } catch (RuntimeException e) {
            throw new FileRefused("file-broken");
        }
    }

    @Override
    public Optional<RawRow> next() {
        if (ended) {
            return Optional.empty();
        }
        try {
            if (!rows.hasNext()) {
                return Optional.empty();
            }
            Row row = rows.next();
            line = row.getRowNum();
            return Optional.of(read(row));
        } catch (RuntimeException e) {
            // What came before stands; the sheet cannot be understood beyond this row.
            Log.debugf("a workbook cannot be read beyond row %d: %s", line, e.getMessage());
            ended = true;
            return Optional.of(RawRow.broken(line + 1, Refusal.byAgency("file-broken", "", null)));
        }
    }

    private RawRow read(Row row) {
        List<String> cells = new ArrayList<>(columns);
        for (int i = 0; i < Math.min(row.getCellCount(), MOST_COLUMNS); i++) {
            Cell cell = row.getCell(i);
            if (cell != null && cell.getType() == CellType.FORMULA) {
                String at = cell.getAddress().toString();
                return RawRow.broken(row.getRowNum(), Refusal.byAgency("cell-formula", at, cell.getFormula(), at));
            }
            cells.add(cell == null ? "" : text(cell));
        }
        return RawRow.of(row.getRowNum(), padded(cells));
    }

    @Override
    public void close() throws IOException {
        workbook.close();
    }

    /** Excel writes no empty cells at the end of a row; cells beyond the header count only when they hold something. */
    private List<String> padded(List<String> cells) {
        if (columns == MOST_COLUMNS) {
            return cells;
        }
        while (cells.size() < columns) {
            cells.add("");
        }
        while (cells.size() > columns && cells.get(cells.size() - 1).isBlank()) {
            cells.remove(cells.size() - 1);
        }
        return cells;
    }

    private static String text(Cell cell) {
        String raw = cell.getRawValue();
        if (cell.getType() == CellType.NUMBER && raw != null) {
            if (!NUMBER.matcher(raw).matches()) {
                return raw;
            }
            BigDecimal number = new BigDecimal(raw);
            // Excel keeps 649.9 as 649.89999999999998: what a person typed has at most a few decimals.
            BigDecimal typed = number.setScale(Math.min(6, Math.max(0, number.scale())), java.math.RoundingMode.HALF_UP)
                    .stripTrailingZeros();
            return typed.toPlainString();
        }
        String text = cell.getText();
        return text == null ? "" : text;
    }
}
