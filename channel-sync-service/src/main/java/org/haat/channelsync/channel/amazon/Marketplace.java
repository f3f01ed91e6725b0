package org.haat.channelsync.channel.amazon;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One of Amazon's stores as it is on a date, from {@code marketplaces.csv}.
 *
 * @param language language tag of texts, {@code en_IN}
 * @param titleLimit code points of a title
 */
record Marketplace(String id, String country, String language, String currency, int titleLimit, LocalDate validFrom) {
    private static final List<Marketplace> ALL = AmazonTable.rows("marketplaces.csv", 7).stream()
            .map(row ->
                    new Marketplace(row[0], row[1], row[2], row[3], Integer.parseInt(row[4]), LocalDate.parse(row[5])))
            .sorted(Comparator.comparing(Marketplace::validFrom).reversed())
            .toList();

    static Optional<Marketplace> find(String id, LocalDate on) {
        return ALL.stream()
                .filter(row -> row.id.equals(id) && !row.validFrom.isAfter(on))
                .findFirst();
    }
}
