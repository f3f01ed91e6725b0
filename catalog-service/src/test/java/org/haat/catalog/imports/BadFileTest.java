package org.haat.catalog.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.haat.catalog.rule.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every bad file that the catalogue may be sent, read as the import reads it. */
class BadFileTest {
    @TempDir
    Path folder;

    @Test
    void emptyFileIsRefused() {
        assertRefused("file-empty", new byte[0]);
    }

    @Test
    void whatIsNoTableIsRefusedByItsFirstBytesWhateverItsName() {
        assertRefused("file-type", "%PDF-1.7 and so on".getBytes(StandardCharsets.US_ASCII));
        assertRefused("file-type", new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        assertRefused("file-type", new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0});
        assertRefused("file-old-excel", new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 1, 2, 3, 4});
        assertRefused("file-type", "a,b\u0000,c\n".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void windows1252IsRefusedAndNamesTheLine() {
        byte[] bytes = (Rows.header(ImportKind.PRODUCTS) + "A,B,café\n").getBytes(Charset.forName("windows-1252"));
        assertThatExceptionOfType(FileRefused.class)
                .isThrownBy(() -> read(bytes))
                .satisfies(e -> {
                    assertThat(e.refusal().rule()).isEqualTo("file-encoding");
                    assertThat(e.refusal().arguments()).containsExactly("2");
                });
    }

    @Test
    void cutUtf8AtTheEndIsRefused() {
        byte[] whole = (Rows.header(ImportKind.PRODUCTS) + "শ").getBytes(StandardCharsets.UTF_8);
        assertRefused("file-encoding", java.util.Arrays.copyOf(whole, whole.length - 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void separatorIsFoundAndByteOrderMarkDropped(String separator) throws Exception {
        String csv = '\uFEFF'
                + Rows.csv(ImportKind.PRODUCTS, List.of(Rows.product("A-1"))).replace(",", separator);
        List<Columns.Cells> rows = read(csv.getBytes(StandardCharsets.UTF_8));
        assertThat(rows).singleElement().satisfies(cells -> {
            assertThat(cells.text("sku")).isEqualTo("A-1");
            assertThat(cells.text("title_bn")).isEqualTo("সুতির শাড়ি".replace("ড়", "ড\u09BC"));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void everyLineEndIsUnderstood(String end) throws Exception {
        String csv = Rows.csv(ImportKind.PRODUCTS, List.of(Rows.product("A-1"), Rows.product("A-2")));
        assertThat(read(csv.replace("\n", end).getBytes(StandardCharsets.UTF_8)))
                .hasSize(2);
    }

    @Test
    void unknownMissingAndDoubleColumnsAreNamed() {
        String header = Rows.header(ImportKind.PRODUCTS).strip();
        assertRefused("column-missing", header.replace(",hsn,", ",").concat("\nx\n"), "hsn", "-");
        assertRefused("column-unknown", header.concat(",price_usd\nx\n"), "price_usd");
        assertRefused("column-twice", header.concat(",sku\nx\n"), "sku");
        assertRefused("column-missing", "name;price\nx;1\n");
    }

    @Test
    void raggedRowIsReportedAndTheOthersAreRead() throws Exception {
        String csv = Rows.csv(ImportKind.PRODUCTS, List.of(Rows.product("A-1")))
                + "A-2,P04,tant\n"
                + Rows.line(ImportKind.PRODUCTS, Rows.product("A-3")).strip() + ",one,more\n"
                + Rows.line(ImportKind.PRODUCTS, Rows.product("A-4"));
        List<Columns.Cells> rows = read(csv.getBytes(StandardCharsets.UTF_8));
        assertThat(rows).extracting(Columns.Cells::isReadable).containsExactly(true, false, false, true);
        assertThat(rows.get(1).refusals()).extracting(Refusal::rule).containsExactly("row-ragged");
        assertThat(rows.get(1).line()).isEqualTo(3);
    }

    @Test
    void quoteThatIsNeverClosedIsReportedWhereItBegan() throws Exception {
        String csv = Rows.csv(ImportKind.PRODUCTS, List.of(Rows.product("A-1")))
                + "A-2,\"never closed\n"
                + Rows.line(ImportKind.PRODUCTS, Rows.product("A-3"));
        List<Columns.Cells> rows = read(csv.getBytes(StandardCharsets.UTF_8));
        assertThat(rows.get(0).isReadable()).isTrue();
        assertThat(rows.get(1).refusals()).extracting(Refusal::rule).containsExactly("quote-open");
        assertThat(rows.get(1).line()).isEqualTo(3);
        assertThat(rows).hasSize(2);
    }

    @Test
    void cellOfMegabytesStopsTheReadingAndSaysWhere() throws Exception {
        String csv = Rows.csv(ImportKind.PRODUCTS, List.of(Rows.product("A-1"))) + "\"" + "x".repeat(3 << 20) + "\"\n";
        List<Columns.Cells> rows = read(csv.getBytes(StandardCharsets.UTF_8));
        assertThat(rows.get(0).isReadable()).isTrue();
        assertThat(rows.get(1).refusals()).extracting(Refusal::rule).containsExactly("quotes-broken");
    }

    @Test
    void indicDigitsAreRead() throws Exception {
        Map<String, String> row = Rows.product("A-1");
        row.put("mrp", "২১০০.০০");
        row.put("selling_price", "१८५०");
        row.put("weight_g", "৪৫০");
        row.put("hsn", "৫২০৮৩১২১");
        Columns.Cells cells = read(Rows.csv(ImportKind.PRODUCTS, List.of(row)).getBytes(StandardCharsets.UTF_8))
                .get(0);
        var draft = ProductRows.read(cells).draft();
        assertThat(cells.refusals()).isEmpty();
        assertThat(draft.terms().mrpPaise()).isEqualTo(210_000);
        assertThat(draft.terms().pricePaise()).isEqualTo(185_000);
        assertThat(draft.parcel().weightGrams()).isEqualTo(450);
        assertThat(draft.hsn()).isEqualTo("52083121");
    }

    @Test
    void cellsThatAreNoNumbersAreNamed() throws Exception {
        Map<String, String> row = Rows.product("A-1");
        row.put("mrp", "2,100.00");
        row.put("selling_price", "");
        row.put("weight_g", "450 g");
        row.put("stock", "-1");
        Columns.Cells cells = read(Rows.csv(ImportKind.PRODUCTS, List.of(row)).getBytes(StandardCharsets.UTF_8))
                .get(0);
        assertThat(ProductRows.read(cells).count()).isNull();
        assertThat(cells.refusals())
                .extracting(refusal -> refusal.rule() + " " + refusal.field())
                .containsExactlyInAnyOrder(
                        "amount-form mrp", "missing selling_price", "whole-number weight_g", "out-of-range stock");
    }

    @Test
    void workbookIsRead() throws Exception {
        byte[] xlsx = workbook(sheet -> {
            int column = 0;
            for (String name : ImportKind.PRODUCTS.columns()) {
                sheet.value(0, column, name);
                String cell = Rows.product("A-1").getOrDefault(name, "");
                if (cell.matches("[0-9]+(\\.[0-9]+)?")) {
                    sheet.value(1, column, Double.valueOf(cell));
                } else if (!cell.isEmpty()) {
                    sheet.value(1, column, cell);
                }
                column++;
            }
        });
        assertThat(read(xlsx)).singleElement().satisfies(cells -> {
            var row = ProductRows.read(cells);
            assertThat(cells.refusals()).isEmpty();
            assertThat(row.draft().terms().pricePaise()).isEqualTo(185_000);
            assertThat(row.draft().hsn()).isEqualTo("52083121");
            assertThat(row.count()).isNotNull();
        });
    }

    @Test
    void formulaCellIsReportedWithItsAddress() throws Exception {
        byte[] xlsx = workbook(sheet -> {
            for (int i = 0; i < ImportKind.PRODUCTS.columns().size(); i++) {
                sheet.value(0, i, ImportKind.PRODUCTS.columns().get(i));
            }
            sheet.formula(1, 0, "CONCAT(\"A\",\"1\")");
            sheet.value(2, 0, "A-2");
        });
        List<Columns.Cells> rows = read(xlsx);
        assertThat(rows.get(0).refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.rule()).isEqualTo("cell-formula");
            assertThat(refusal.field()).isEqualTo("A2");
        });
        assertThat(rows.get(1).isReadable()).isTrue();
    }

    @Test
    void zipBombIsRefusedBeforeAnyLibraryOpensIt() throws Exception {
        byte[] bomb = zip(Map.of(
                "xl/workbook.xml",
                out -> out.write("<workbook/>".getBytes(StandardCharsets.US_ASCII)),
                "xl/worksheets/sheet1.xml",
                out -> {
                    byte[] zeros = new byte[1 << 20];
                    for (int i = 0; i < 400; i++) {
                        out.write(zeros);
                    }
                }));
        assertThat(bomb.length).isLessThan(1 << 20);
        assertRefused("file-zip-bomb", bomb);
    }

    @Test
    void thousandsOfEntriesAreRefused() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < 3_000; i++) {
                zip.putNextEntry(new ZipEntry("e" + i));
                zip.closeEntry();
            }
        }
        assertRefused("file-zip-bomb", bytes.toByteArray());
    }

    @Test
    void documentTypeInsideTheWorkbookIsRefused() throws Exception {
        String xxe =
                "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><workbook>&x;</workbook>";
        assertRefused(
                "file-xml", zip(Map.of("xl/workbook.xml", out -> out.write(xxe.getBytes(StandardCharsets.US_ASCII)))));
        assertRefused(
                "file-xml", zip(Map.of("xl/workbook.xml", out -> out.write(xxe.getBytes(StandardCharsets.UTF_16)))));
    }

    @Test
    void documentTypeThatLiesAcrossTwoReadsIsRefusedToo() throws Exception {
        for (int before = (1 << 16) - 12; before <= (1 << 16) + 2; before++) {
            String xxe = " ".repeat(before) + "<!DOCTYPE a [<!ENTITY x \"y\">]><workbook/>";
            assertRefused(
                    "file-xml",
                    zip(Map.of("xl/workbook.xml", out -> out.write(xxe.getBytes(StandardCharsets.US_ASCII)))));
        }
    }

    @Test
    void numberThatWouldUnfoldIntoGigabytesStaysText() throws Exception {
        List<Columns.Cells> rows = read(sheet("<c r=\"A2\"><v>1E999999999</v></c>"));
        assertThat(rows.get(0).text("sku")).isEqualTo("1E999999999");
    }

    @Test
    void sheetTornInTheMiddleSaysFromWhereOnItWasNotRead() throws Exception {
        List<Columns.Cells> rows = read(sheet("<c r=\"A2\"><v>7</v></c></row><row r=\"3\"><c r=\"A3\"><v>8</w>"));
        assertThat(rows.get(0).text("sku")).isEqualTo("7");
        assertThat(rows.get(rows.size() - 1).refusals()).singleElement().satisfies(refusal -> assertThat(refusal.rule())
                .isEqualTo("file-broken"));
    }

    /** A workbook whose first sheet has a sound header and then these cells in row 2, however unsound. */
    private byte[] sheet(String cells) throws IOException {
        byte[] sound = workbook(sheet -> {
            for (int i = 0; i < ImportKind.PRODUCTS.columns().size(); i++) {
                sheet.inlineString(0, i, ImportKind.PRODUCTS.columns().get(i));
            }
        });
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipFile from = new ZipFile(
                        Files.write(folder.resolve("sound.xlsx"), sound).toFile());
                ZipOutputStream to = new ZipOutputStream(bytes)) {
            for (ZipEntry entry : java.util.Collections.list(from.entries())) {
                to.putNextEntry(new ZipEntry(entry.getName()));
                byte[] content = from.getInputStream(entry).readAllBytes();
                if (entry.getName().endsWith("sheet1.xml")) {
                    String xml = new String(content, StandardCharsets.UTF_8);
                    content = xml.replace("</sheetData>", "<row r=\"2\">" + cells + "</row></sheetData>")
                            .getBytes(StandardCharsets.UTF_8);
                }
                to.write(content);
                to.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void zipThatIsNoWorkbookMacrosAndTornFilesAreRefused() throws Exception {
        assertRefused("file-type", zip(Map.of("hello.txt", out -> out.write('x'))));
        assertRefused("file-macros", zip(Map.of("xl/vbaProject.bin", out -> out.write('x'))));
        byte[] whole = workbook(sheet -> sheet.value(0, 0, "sku"));
        assertRefused("file-broken", java.util.Arrays.copyOf(whole, whole.length / 2));
    }

    @Test
    void hundredThousandRowsAreReadAsAStream() throws Exception {
        Path file = folder.resolve("large.csv");
        try (var writer = Files.newBufferedWriter(file)) {
            writer.write(Rows.header(ImportKind.PRODUCTS));
            for (int i = 0; i < 100_000; i++) {
                writer.write(Rows.line(ImportKind.PRODUCTS, Rows.product("SKU-" + i)));
            }
        }
        ImportFile examined = ImportFile.examine(file);
        int rows = 0;
        try (RowReader reader = examined.open()) {
            Columns columns = new Columns(ImportKind.PRODUCTS, reader.header());
            for (Optional<RawRow> row = reader.next(); row.isPresent(); row = reader.next()) {
                rows += columns.cells(row.get()).isReadable() ? 1 : 0;
            }
        }
        assertThat(rows).isEqualTo(100_000);
    }

    private interface Fill {
        void into(OutputStream out) throws IOException;
    }

    private interface Sheet {
        void fill(Worksheet sheet);
    }

    private static byte[] workbook(Sheet filled) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
            filled.fill(workbook.newWorksheet("Catalogue"));
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(Map<String, Fill> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, Fill> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                entry.getValue().into(zip);
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private void assertRefused(String rule, String csv, String... arguments) {
        assertThatExceptionOfType(FileRefused.class)
                .isThrownBy(() -> read(csv.getBytes(StandardCharsets.UTF_8)))
                .satisfies(e -> {
                    assertThat(e.refusal().rule()).isEqualTo(rule);
                    assertThat(e.refusal().arguments().subList(0, arguments.length))
                            .containsExactly(arguments);
                });
    }

    private void assertRefused(String rule, byte[] bytes) {
        assertThatExceptionOfType(FileRefused.class)
                .isThrownBy(() -> read(bytes))
                .satisfies(e -> assertThat(e.refusal().rule()).isEqualTo(rule));
    }

    private List<Columns.Cells> read(byte[] bytes) throws FileRefused, IOException {
        Path file = Files.write(folder.resolve("upload.csv"), bytes);
        List<Columns.Cells> rows = new ArrayList<>();
        try (RowReader reader = ImportFile.examine(file).open()) {
            Columns columns = new Columns(ImportKind.PRODUCTS, reader.header());
            for (Optional<RawRow> row = reader.next(); row.isPresent(); row = reader.next()) {
                rows.add(columns.cells(row.get()));
            }
        }
        return rows;
    }
}
