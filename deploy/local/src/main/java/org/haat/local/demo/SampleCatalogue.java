package org.haat.local.demo;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.haat.local.pictures.PictureFolder;

/** The sample agency's files, with as many products as were asked for. */
public final class SampleCatalogue {
    private final Path folder;
    private final List<NamedCsvRecord> products;
    private final int wanted;

    /** @param wanted how many products; above the sample's number they are varied, below it the first are taken */
    public SampleCatalogue(Path home, int wanted) {
        this.folder = home.resolve("deploy/local/sample");
        this.wanted = wanted;
        this.products = read(folder.resolve("products.csv"));
    }

    public byte[] file(String name) {
        try {
            return Files.readAllBytes(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<NamedCsvRecord> rows(String name) {
        return read(folder.resolve(name));
    }

    /** The catalogue as a CSV file. Each variant has its own SKU, title and price, and shares its pictures. */
    public byte[] products() {
        if (wanted == products.size()) {
            return file("products.csv");
        }
        StringWriter text = new StringWriter();
        List<String> header = products.get(0).getHeader();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(header);
            for (int i = 0; i < wanted; i++) {
                csv.writeRecord(variant(products.get(i % products.size()), i / products.size()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> variant(NamedCsvRecord row, int number) {
        List<String> fields = new ArrayList<>();
        for (String column : row.getHeader()) {
            String value = row.getField(column);
            fields.add(
                    number == 0
                            ? value
                            : switch (column) {
                                case "sku" -> value + "-V" + number;
                                case "title_en" -> value + ", design " + (number + 1);
                                case "gtin" -> "";
                                default -> value;
                            });
        }
        return fields;
    }

    /** What has to be drawn: each sample product once. */
    public List<PictureFolder.Order> pictures() {
        return products.subList(0, Math.min(wanted, products.size())).stream()
                .map(row -> new PictureFolder.Order(
                        row.getField("sku"),
                        row.getField("craft"),
                        List.of(row.getField("images").split("\\|"))))
                .toList();
    }

    private static List<NamedCsvRecord> read(Path file) {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
            return reader.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
