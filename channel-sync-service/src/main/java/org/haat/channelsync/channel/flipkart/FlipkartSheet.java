package org.haat.channelsync.channel.flipkart;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.haat.channelsync.channel.IdentifierSheet;
import org.haat.event.ListingSnapshot;
import org.haat.event.Money;

/** The sheet that a person takes to Seller Hub for an FSN, and the one that comes back. */
final class FlipkartSheet implements IdentifierSheet {
    static final List<String> COLUMNS = List.of(
            "sku", "title", "brand", "description", "hsn", "mrp", "selling_price", "image_url", "country_of_origin");
    static final List<String> ANSWER_COLUMNS = List.of("sku", "status", "reason", "fsn");
    private static final Pattern SKU = Pattern.compile("[A-Za-z0-9._-]{1,40}");
    private static final int MOST_ROWS = 20_000;

    @Override
    public byte[] write(List<ListingSnapshot> listings) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(COLUMNS);
            for (ListingSnapshot listing : listings) {
                csv.writeRecord(
                        cells(listing).stream().map(SpreadsheetCell::safe).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> cells(ListingSnapshot listing) {
        return List.of(
                listing.sku(),
                english(listing.title()),
                listing.brand(),
                english(listing.description()),
                listing.hsn(),
                rupees(listing.mrp()),
                rupees(listing.price()),
                listing.images().isEmpty() ? "" : listing.images().get(0).url(),
                listing.countryOfOrigin());
    }

    private static String english(Map<String, String> texts) {
        return texts.getOrDefault("en", "");
    }

    private static String rupees(Money money) {
        boolean whole = money.minor() % 100 == 0;
        return whole
                ? Long.toString(money.minor() / 100)
                : BigDecimal.valueOf(money.minor(), 2).toPlainString();
    }

    @Override
    public Answer read(byte[] sheet) {
        Reading reading = new Reading();
        try (CsvReader<CsvRecord> csv = reader(text(sheet))) {
            for (CsvRecord row : csv) {
                if (!reading.take(row)) {
                    break;
                }
            }
        } catch (CharacterCodingException e) {
            return unfit("The file is not UTF-8 text", "Download the result from Seller Hub again as CSV UTF-8");
        } catch (CsvParseException | UncheckedIOException e) {
            return unfit(
                    "The file is not CSV: a quote is never closed or a field is too long", "Save the sheet as CSV");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reading.answer();
    }

    private static String text(byte[] sheet) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(sheet))
                .toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
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

    private static Answer unfit(String reason, String remedy) {
        return new Answer(List.of(), List.of(), List.of(new BadRow(1, "", "", reason, remedy)));
    }

    /** Goes down the rows of one sheet. */
    private static final class Reading {
        private final Map<String, Integer> places = new LinkedHashMap<>();
        private final Map<String, String> seen = new LinkedHashMap<>();
        private final List<Assigned> assigned = new ArrayList<>();
        private final List<Refused> refused = new ArrayList<>();
        private final List<BadRow> bad = new ArrayList<>();
        private int rows;

        /** @return false when nothing after this row can be read */
        boolean take(CsvRecord row) {
            if (places.isEmpty()) {
                return header(row);
            }
            if (++rows > MOST_ROWS) {
                bad(row, "", "", "More than " + MOST_ROWS + " rows", "Split the sheet");
                return false;
            }
            line(row);
            return true;
        }

        private boolean header(CsvRecord row) {
            for (int i = 0; i < row.getFieldCount(); i++) {
                places.putIfAbsent(row.getField(i).strip().toLowerCase(Locale.ROOT), i);
            }
            for (String column : ANSWER_COLUMNS) {
                if (!places.containsKey(column)) {
                    bad(
                            row,
                            column,
                            "",
                            "The column is missing",
                            "Upload the result file, its first row names " + String.join(", ", ANSWER_COLUMNS));
                }
            }
            return bad.isEmpty();
        }

        private void line(CsvRecord row) {
            String sku = cell(row, "sku");
            if (!SKU.matcher(sku).matches()) {
                bad(row, "sku", sku, "Not a SKU of ours", "Leave the sku column as Haat wrote it");
                return;
            }
            switch (cell(row, "status").toUpperCase(Locale.ROOT)) {
                case "SUCCESS", "APPROVED" -> success(row, sku, cell(row, "fsn"));
                case "REJECTED" -> rejected(row, sku, cell(row, "reason"));
                default ->
                    bad(
                            row,
                            "status",
                            cell(row, "status"),
                            "Neither SUCCESS, APPROVED nor REJECTED",
                            "Wait until Seller Hub has judged the row, then download the result again");
            }
        }

        private void success(CsvRecord row, String sku, String fsn) {
            if (!Fsn.looksRight(fsn)) {
                bad(row, "fsn", fsn, "An FSN has 13 to 16 letters and digits", "Copy the FSN from Seller Hub");
            } else if (first(row, sku, fsn)) {
                assigned.add(new Assigned(sku, fsn.toUpperCase(Locale.ROOT)));
            }
        }

        private void rejected(CsvRecord row, String sku, String reason) {
            if (first(row, sku, "")) {
                refused.add(new Refused(sku, reason.isEmpty() ? "Rejected without a reason" : reason));
            }
        }

        /** A SKU that comes twice with the same answer is a repeat; with another it is a fault. */
        private boolean first(CsvRecord row, String sku, String answer) {
            String before = seen.putIfAbsent(sku.toLowerCase(Locale.ROOT), answer);
            if (before != null && !before.equalsIgnoreCase(answer)) {
                bad(row, "sku", sku, "The SKU stands above with another answer", "Keep one row for each SKU");
            }
            return before == null;
        }

        private String cell(CsvRecord row, String column) {
            int place = places.getOrDefault(column, Integer.MAX_VALUE);
            return place < row.getFieldCount() ? SpreadsheetCell.unwrapped(row.getField(place)) : "";
        }

        private void bad(CsvRecord row, String column, String value, String reason, String remedy) {
            bad.add(new BadRow(row.getStartingLineNumber(), column, value, reason, remedy));
        }

        Answer answer() {
            if (places.isEmpty()) {
                return unfit("The file is empty", "Upload the result file of Seller Hub");
            }
            return new Answer(List.copyOf(assigned), List.copyOf(refused), List.copyOf(bad));
        }
    }
}
