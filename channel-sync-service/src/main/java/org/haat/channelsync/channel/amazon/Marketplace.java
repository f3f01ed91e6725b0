package org.haat.channelsync.channel.amazon;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One of Amazon's stores as it is on a date, from {@code marketplaces.csv}. Each is a channel of its own: quotas, the kill
 * switch and remedies are kept by channel.
 *
 * @param channel our id of it, {@code amazon-us}
 * @param region key of the region whose endpoint serves it
 * @param languages language tags that texts may have, the usual one first
 * @param titleLimit code points of a title
 * @param sellerCentral where its sellers give consent
 */
record Marketplace(
        String channel,
        String id,
        String country,
        String region,
        List<String> languages,
        String currency,
        int titleLimit,
        String sellerCentral,
        LocalDate validFrom) {
    static final String INDIA = "amazon-in";

    private static final List<Marketplace> ALL = AmazonTable.rows("marketplaces.csv", 10).stream()
            .map(row -> new Marketplace(
                    row[0],
                    row[1],
                    row[2],
                    row[3],
                    List.of(row[4].split(" ")),
                    row[5],
                    Integer.parseInt(row[6]),
                    row[7],
                    LocalDate.parse(row[8])))
            .sorted(Comparator.comparing(Marketplace::validFrom).reversed())
            .toList();

    static Optional<Marketplace> find(String id, LocalDate on) {
        return ALL.stream()
                .filter(row -> row.id.equals(id) && !row.validFrom.isAfter(on))
                .findFirst();
    }

    /** @throws IllegalArgumentException when there is no such store on that day */
    static Marketplace ofChannel(String channel, LocalDate on) {
        return ALL.stream()
                .filter(row -> row.channel.equals(channel) && !row.validFrom.isAfter(on))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Amazon has no store " + channel));
    }

    /** Ids of all stores that are open on a day. */
    static List<String> channels(LocalDate on) {
        return ALL.stream()
                .filter(row -> !row.validFrom.isAfter(on))
                .map(Marketplace::channel)
                .distinct()
                .sorted()
                .toList();
    }

    String language() {
        return languages.get(0);
    }

    /** India's law asks for a maximum retail price, tax codes and the packer's address; no other country does. */
    boolean inIndia() {
        return country.equals("IN");
    }
}
