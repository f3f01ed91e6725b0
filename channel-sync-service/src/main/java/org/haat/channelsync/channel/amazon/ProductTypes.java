package org.haat.channelsync.channel.amazon;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which of Amazon's product types a craft's goods are, from {@code product-types.csv}. */
final class ProductTypes {
    private static final List<Row> ROWS = AmazonTable.rows("product-types.csv", 5).stream()
            .map(row -> new Row(row[0], row[1], new ProductType(row[2], fixed(row[3]))))
            .sorted(Comparator.comparingInt((Row row) -> row.hsnPrefix().length())
                    .reversed())
            .toList();

    private ProductTypes() {}

    /** @param fixed attributes that every product of this type gets, by name */
    record ProductType(String name, Map<String, String> fixed) {}

    private record Row(String craft, String hsnPrefix, ProductType type) {}

    static Optional<ProductType> of(String craft, String hsn) {
        return ROWS.stream()
                .filter(row -> row.craft().equals(craft) && hsn.startsWith(row.hsnPrefix()))
                .map(Row::type)
                .findFirst();
    }

    private static Map<String, String> fixed(String cell) {
        return Arrays.stream(cell.split(";"))
                .filter(pair -> !pair.isBlank())
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (a, b) -> b, TreeMap::new));
    }
}
