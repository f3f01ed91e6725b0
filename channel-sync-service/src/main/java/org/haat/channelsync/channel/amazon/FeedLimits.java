package org.haat.channelsync.channel.amazon;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.haat.channelsync.channel.FeedPlan;
import org.haat.channelsync.channel.FeedSink;

/**
 * What Amazon states of feeds on a date, from {@code feed-limits.csv}.
 *
 * @param messages most messages of one document
 * @param listings most whole listings that we put into one, so that it stays within its size
 * @param bytes most bytes of one document
 */
record FeedLimits(
        LocalDate validFrom,
        int messages,
        int listings,
        int bytes,
        Duration usual,
        Duration perDocument,
        Duration quietFor) {
    private static final List<FeedLimits> ALL = AmazonTable.rows("feed-limits.csv", 8).stream()
            .map(row -> new FeedLimits(
                    LocalDate.parse(row[0]),
                    Integer.parseInt(row[1]),
                    Integer.parseInt(row[2]),
                    Integer.parseInt(row[3]),
                    Duration.parse(row[4]),
                    Duration.parse(row[5]),
                    Duration.parse(row[6])))
            .sorted(Comparator.comparing(FeedLimits::validFrom).reversed())
            .toList();

    static FeedLimits on(LocalDate day) {
        return ALL.stream()
                .filter(row -> !row.validFrom.isAfter(day))
                .findFirst()
                .orElseGet(() -> ALL.get(ALL.size() - 1));
    }

    FeedPlan plan(FeedSink.Kind kind) {
        return switch (kind) {
            case PUT -> plan(listings, "putListingsItem");
            case RETIRE -> plan(messages, "deleteListingsItem");
            case PRICE, STOCK -> plan(messages, "patchListingsItem");
        };
    }

    private FeedPlan plan(int lines, String single) {
        return new FeedPlan(
                lines, usual, perDocument, quietFor, AmazonQuotas.plan("createFeed"), AmazonQuotas.plan(single));
    }
}
