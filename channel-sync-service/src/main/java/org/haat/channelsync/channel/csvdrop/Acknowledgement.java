package org.haat.channelsync.channel.csvdrop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.haat.channelsync.channel.ChannelIssue;
import org.haat.channelsync.channel.csvdrop.Depot.Folder;
import org.haat.channelsync.channel.http.HttpParts;

/** The partner's answer to one of our files: a file of the same name in {@code ack}, a row for each SKU with {@code ok} or not. */
final class Acknowledgement {
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Set<String> YES = Set.of("ok", "accepted", "success");
    private static final ColumnNames OURS = new ColumnNames(Map.of());
    private final CsvDropConfig config;
    private final DropSettings settings;
    private final HttpParts parts;

    Acknowledgement(CsvDropConfig config, DropSettings settings, HttpParts parts) {
        this.config = config;
        this.settings = settings;
        this.parts = parts;
    }

    /** @param whole every SKU of the file has its row; half an answer counts as far as it goes */
    record Answer(Map<String, List<ChannelIssue>> refused, boolean whole) {}

    Answer await(Depot depot, String name, List<String> skus) throws IOException {
        Instant end = parts.clock().instant().plus(settings.ackWait());
        Answer answer = look(depot, name, skus);
        while (!answer.whole() && parts.clock().instant().isBefore(end)) {
            parts.pause().rest(LOOK_EVERY);
            answer = look(depot, name, skus);
        }
        if (answer.whole()) {
            depot.move(Folder.ACK, name, Folder.SENT, "ack-" + name);
        }
        return answer;
    }

    private Answer look(Depot depot, String name, List<String> skus) throws IOException {
        Optional<byte[]> content = depot.read(Folder.ACK, name, config.mostBytes());
        if (content.isEmpty()) {
            return new Answer(Map.of(), false);
        }
        try {
            return answer(content.get(), skus);
        } catch (CsvText.UnfitFile e) {
            return new Answer(Map.of(), false);
        }
    }

    private Answer answer(byte[] content, List<String> skus) throws CsvText.UnfitFile {
        String text = CsvText.text(content, StandardCharsets.UTF_8);
        List<CsvText.Row> rows =
                CsvText.rows(text, OURS, List.of(Column.SKU, Column.STATUS), settings.endMarker(), config.mostRows());
        Map<String, List<ChannelIssue>> refused = new HashMap<>();
        Set<String> told = new HashSet<>();
        for (CsvText.Row row : rows) {
            String status = row.cell(Column.STATUS);
            if (!status.isEmpty()) {
                told.add(row.cell(Column.SKU));
            }
            if (!status.isEmpty() && !YES.contains(status.toLowerCase(Locale.ROOT))) {
                refused.put(row.cell(Column.SKU), List.of(no(row)));
            }
        }
        return new Answer(refused, told.containsAll(skus));
    }

    private static ChannelIssue no(CsvText.Row row) {
        String words = row.cell(Column.MESSAGE);
        String message = words.isEmpty() ? "Refused without a reason" : words;
        return ChannelIssue.error(
                "PARTNER_REFUSED", message.length() > 500 ? message.substring(0, 500) : message, null);
    }
}
