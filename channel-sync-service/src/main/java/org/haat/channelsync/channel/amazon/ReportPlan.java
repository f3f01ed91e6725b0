package org.haat.channelsync.channel.amazon;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/**
 * How the report of all listings is waited for and read, as it holds on a date, from {@code reports.csv}.
 *
 * @param firstAsk how long after it was asked for it is first asked about; each wait after is twice as long
 * @param longestWait the longest wait between two questions
 * @param asks how often it is asked about before the pages are read instead
 * @param underWay how long a report that somebody asked for may be under way to be taken for ours
 * @param bytes the largest document that is taken
 * @param patience for a document's download
 */
record ReportPlan(
        LocalDate validFrom,
        Duration firstAsk,
        Duration longestWait,
        int asks,
        Duration underWay,
        long bytes,
        Duration patience) {
    private static final List<ReportPlan> ALL = AmazonTable.rows("reports.csv", 8).stream()
            .map(row -> new ReportPlan(
                    LocalDate.parse(row[0]),
                    Duration.parse(row[1]),
                    Duration.parse(row[2]),
                    Integer.parseInt(row[3]),
                    Duration.parse(row[4]),
                    Long.parseLong(row[5]),
                    Duration.parse(row[6])))
            .sorted(Comparator.comparing(ReportPlan::validFrom).reversed())
            .toList();

    static ReportPlan on(LocalDate date) {
        return ALL.stream()
                .filter(row -> !row.validFrom.isAfter(date))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("reports.csv has no row for " + date));
    }

    /** @param asked how often it was asked about already */
    Duration pauseAfter(int asked) {
        Duration next = firstAsk.multipliedBy(1L << Math.min(asked, 10));
        return next.compareTo(longestWait) > 0 ? longestWait : next;
    }
}
