package org.haat.catalog.imports;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes catalogue files for tests: sound rows, and changes to them. */
public final class Rows {
    private Rows() {}

    public static String header(ImportKind kind) {
        return String.join(",", kind.columns()) + "\n";
    }

    public static Map<String, String> producer(String code) {
        return new HashMap<>(Map.of(
                "producer_id", code,
                "name_en", "Phulia Tangail PWCS",
                "name_bn", "ফুলিয়া তন্তুবায় সমিতি",
                "type", "PWCS",
                "district_lgd", "320",
                "pan", "ZZZAS0001Q",
                "gstin", "19ZZZAS0001Q1ZQ",
                "gst_status", "REGULAR",
                "address", "Weavers Colony, Phulia",
                "pin", "741402"));
    }

    public static Map<String, String> product(String sku) {
        Map<String, String> row = new HashMap<>(Map.of(
                "sku", sku,
                "producer_id", "P04",
                "craft", "tant",
                "title_en", "Cotton saree " + sku,
                "title_bn", "সুতির শাড়ি",
                "hsn", "52083121",
                "mrp", "2100.00",
                "selling_price", "1850.00",
                "weight_g", "450",
                "images", "main.jpg"));
        row.putAll(Map.of(
                "description_en", "A light cotton saree.",
                "brand", "Phulia",
                "length_cm", "38",
                "width_cm", "28",
                "height_cm", "5",
                "lead_time_days", "4",
                "procurement", "REGULAR",
                "country_of_origin", "IN",
                "net_quantity", "1 N",
                "location", "WH-NAD"));
        row.put("stock", "10");
        return row;
    }

    public static Map<String, String> product(String sku, String column, String value) {
        Map<String, String> row = product(sku);
        row.put(column, value);
        return row;
    }

    public static String csv(ImportKind kind, List<Map<String, String>> rows) {
        return header(kind) + rows.stream().map(row -> line(kind, row)).collect(Collectors.joining());
    }

    public static String line(ImportKind kind, Map<String, String> row) {
        Map<String, String> cells = new LinkedHashMap<>();
        kind.columns().forEach(column -> cells.put(column, row.getOrDefault(column, "")));
        return cells.values().stream()
                        .map(cell -> cell.matches("[^\",\n;\t]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"')
                        .collect(Collectors.joining(","))
                + "\n";
    }
}
