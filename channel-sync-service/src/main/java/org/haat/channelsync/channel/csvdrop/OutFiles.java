package org.haat.channelsync.channel.csvdrop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.Outcome;
import org.haat.channelsync.channel.csvdrop.Depot.Folder;
import org.haat.channelsync.channel.csvdrop.DropCalls.Saying;
import org.haat.channelsync.channel.http.HttpParts;

/** Writes lines as files, one file a batch, and says what became of each line as far as a file can tell. */
final class OutFiles {
    private final CsvDropConfig config;
    private final DropCalls calls;
    private final HttpParts parts;
    private final AtomicLong lastName = new AtomicLong();

    OutFiles(CsvDropConfig config, DropCalls calls, HttpParts parts) {
        this.config = config;
        this.calls = calls;
        this.parts = parts;
    }

    /** What a file is about; the name begins with it. */
    enum Kind {
        LISTING(Column.SKU, Column.TITLE, Column.MRP, Column.PRICE, Column.STOCK, Column.STATUS, Column.UPDATED_AT),
        PRICE(Column.SKU, Column.MRP, Column.PRICE, Column.UPDATED_AT),
        STOCK(Column.SKU, Column.STOCK, Column.UPDATED_AT);

        private final List<Column> columns;

        Kind(Column... columns) {
            this.columns = List.of(columns);
        }
    }

    /** @param cells without SKU and time, which every row has */
    record Line(String sku, Map<Column, String> cells, List<ChannelIssue> refusal) {
        static Line of(String sku, Map<Column, String> cells) {
            return SafeCell.isHarmless(sku)
                    ? new Line(sku, cells, List.of())
                    : refused(sku, "SKU_UNSAFE", "A spreadsheet would calculate with this SKU", "sku");
        }

        static Line refused(String sku, String code, String message, String field) {
            return new Line(sku, Map.of(), List.of(ChannelIssue.error(code, message, field)));
        }
    }

    List<Outcome> send(Account account, String operation, Kind kind, List<Line> lines) {
        DropSettings settings = DropSettings.of(account);
        List<Outcome> outcomes = new ArrayList<>();
        for (int from = 0; from < lines.size(); from += config.rowsPerFile()) {
            List<Line> batch = lines.subList(from, Math.min(lines.size(), from + config.rowsPerFile()));
            outcomes.addAll(batch(account, settings, operation, kind, batch));
        }
        return List.copyOf(outcomes);
    }

    private List<Outcome> batch(Account account, DropSettings settings, String operation, Kind kind, List<Line> lines) {
        Map<String, Line> rows = new LinkedHashMap<>();
        lines.stream().filter(line -> line.refusal().isEmpty()).forEach(line -> rows.put(line.sku(), line));
        if (rows.isEmpty()) {
            return lines.stream()
                    .map(line -> Outcome.rejected(line.sku(), line.refusal()))
                    .toList();
        }
        String name = kind.name().toLowerCase(Locale.ROOT) + '-' + nextTime() + ".csv";
        String text = text(settings, kind, List.copyOf(rows.values()));
        Saying saying = new Saying(operation, Folder.OUT.path() + '/' + name, text);
        try {
            Sent sent = calls.call(
                    account,
                    settings,
                    saying,
                    depot -> publish(depot, settings, name, text, List.copyOf(rows.keySet())));
            return lines.stream().map(line -> sent.outcome(line, name)).toList();
        } catch (ChannelException e) {
            return lines.stream()
                    .map(line -> line.refusal().isEmpty()
                            ? Outcome.failed(line.sku(), e)
                            : Outcome.rejected(line.sku(), line.refusal()))
                    .toList();
        }
    }

    /** Names rise with every file of this process, also within a millisecond and when the clock is set back. */
    private String nextTime() {
        long now = parts.clock().millis();
        return FileTime.text(Instant.ofEpochMilli(lastName.updateAndGet(last -> Math.max(now, last + 1))));
    }

    private String text(DropSettings settings, Kind kind, List<Line> lines) {
        String now = parts.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString();
        List<List<String>> rows = new ArrayList<>();
        rows.add(kind.columns.stream().map(settings.columns()::of).toList());
        for (Line line : lines) {
            rows.add(kind.columns.stream()
                    .map(column -> switch (column) {
                        case SKU -> line.sku();
                        case UPDATED_AT -> now;
                        default -> SafeCell.of(line.cells().getOrDefault(column, ""));
                    })
                    .toList());
        }
        return CsvText.write(settings.separator(), settings.bom(), rows);
    }

    private Sent publish(Depot depot, DropSettings settings, String name, String text, List<String> skus)
            throws IOException {
        if (depot.list(Folder.OUT).size() >= config.mostWaiting()) {
            throw new ChannelException(
                    FailureKind.TEMPORARY,
                    "The partner has not taken the " + config.mostWaiting() + " files that wait in out",
                    "OUT_FULL",
                    null,
                    null);
        }
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        depot.publish(Folder.OUT, name, content);
        List<ChannelIssue> remarks = new ArrayList<>();
        try {
            depot.publish(Folder.SENT, name, content);
        } catch (IOException e) {
            remarks.add(remark("ARCHIVE_FAILED", "The file is out, but its copy could not be kept in sent"));
        }
        return new Sent(acknowledged(depot, settings, name, skus, remarks), List.copyOf(remarks));
    }

    private Map<String, List<ChannelIssue>> acknowledged(
            Depot depot, DropSettings settings, String name, List<String> skus, List<ChannelIssue> remarks) {
        if (settings.ackWait().isZero()) {
            return Map.of();
        }
        try {
            Acknowledgement answer = new Acknowledgement(config, settings, parts);
            Acknowledgement.Answer said = answer.await(depot, name, skus);
            if (!said.whole()) {
                remarks.add(remark("NO_ACKNOWLEDGEMENT", "The partner did not acknowledge the whole file in time"));
            }
            return said.refused();
        } catch (IOException e) {
            remarks.add(remark("NO_ACKNOWLEDGEMENT", "The file is out, but its acknowledgement could not be read"));
            return Map.of();
        }
    }

    private static ChannelIssue remark(String code, String message) {
        return new ChannelIssue(code, ChannelIssue.Severity.WARNING, message, null);
    }

    /** @param refused what the partner acknowledged with a no */
    private record Sent(Map<String, List<ChannelIssue>> refused, List<ChannelIssue> remarks) {
        Outcome outcome(Line line, String name) {
            List<ChannelIssue> no =
                    line.refusal().isEmpty() ? refused.getOrDefault(line.sku(), List.of()) : line.refusal();
            return no.isEmpty() ? Outcome.accepted(line.sku(), name, remarks) : Outcome.rejected(line.sku(), no);
        }
    }
}
