package org.haat.channelsync.channel.csvdrop;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.haat.channelsync.channel.CodeTable;
import org.haat.channelsync.channel.IndianStates;
import org.haat.channelsync.channel.OrderSource.Unreadable;
import org.haat.channelsync.channel.RemoteOrder;
import org.haat.channelsync.channel.csvdrop.CellReading.BadCell;
import org.haat.channelsync.channel.http.ChannelJson;
import org.haat.event.ChannelOrder;
import org.haat.event.Money;

/**
 * An order file, read. A row is a line of an order; rows of one order number make one order, wherever in the file they stand.
 * One bad row keeps its whole order out, for half an order must not be packed, and no other order.
 *
 * @param bad orders that a person must look at; an order that has no number goes by file and row
 */
record OrderSheet(List<RemoteOrder> orders, List<Unreadable> bad) {
    private static final Map<String, ChannelOrder.Status> STATUSES = statuses();
    private static final int LONGEST_NAME = 200;

    private static Map<String, ChannelOrder.Status> statuses() {
        Map<String, ChannelOrder.Status> known = new HashMap<>();
        for (Map<String, String> row : CodeTable.rows(OrderSheet.class, "order-statuses.csv")) {
            known.put(row.getOrDefault("word", ""), ChannelOrder.Status.valueOf(row.getOrDefault("status", "")));
        }
        return Map.copyOf(known);
    }

    /** @throws CsvText.UnfitFile when nothing of it can be used */
    static OrderSheet read(String name, byte[] content, DropSettings settings, int mostRows) throws CsvText.UnfitFile {
        String text = CsvText.text(content, settings.orderCharset());
        List<CsvText.Row> rows =
                CsvText.rows(text, settings.orderColumns(), Column.OF_ORDERS, settings.endMarker(), mostRows);
        Map<String, List<CsvText.Row>> byOrder = new LinkedHashMap<>();
        List<Unreadable> bad = new ArrayList<>();
        for (CsvText.Row row : rows) {
            try {
                byOrder.computeIfAbsent(CellReading.orderNumber(row), number -> new ArrayList<>())
                        .add(row);
            } catch (BadCell e) {
                bad.add(new Unreadable(
                        name + " row " + row.line(), "File " + name + ", " + e.reason(), payload(name, List.of(row))));
            }
        }
        List<RemoteOrder> orders = new ArrayList<>();
        byOrder.forEach((number, lines) -> {
            try {
                orders.add(order(number, lines));
            } catch (BadCell e) {
                bad.add(new Unreadable(number, "File " + name + ", " + e.reason(), payload(name, lines)));
            }
        });
        return new OrderSheet(List.copyOf(orders), List.copyOf(bad));
    }

    /** What the rows say of the goods; whom they go to stays in the file. */
    private static String payload(String name, List<CsvText.Row> rows) {
        List<Map<String, Object>> shown = rows.stream()
                .map(row -> {
                    Map<String, Object> cells = new LinkedHashMap<>();
                    cells.put("row", row.line());
                    row.cells().forEach((column, text) -> cells.put(column.word(), column.isOfBuyer() ? "***" : text));
                    return cells;
                })
                .toList();
        return ChannelJson.write(Map.of("file", name, "rows", shown));
    }

    private static RemoteOrder order(String number, List<CsvText.Row> rows) throws BadCell {
        CsvText.Row first = rows.get(0);
        ChannelOrder.Status status = status(first);
        Instant placed = CellReading.time(first, Column.PLACED_AT);
        Instant updated = placed;
        List<ChannelOrder.Line> lines = new ArrayList<>();
        Set<String> lineNumbers = new HashSet<>();
        Money total = Money.inr(0);
        for (CsvText.Row row : rows) {
            sameStatus(first, row);
            updated = later(updated, row);
            ChannelOrder.Line line = line(number, lines.size() + 1, row, status);
            if (!lineNumbers.add(line.remoteLineId())) {
                throw new BadCell(row, Column.LINE_NO, "the order has this line twice");
            }
            lines.add(line);
            total = total.plus(line.lineTotal()).plus(line.shipping());
        }
        return new RemoteOrder(
                number,
                null,
                updated.toEpochMilli(),
                status,
                placed,
                updated,
                null,
                first.cell(Column.SHIP_BY).isEmpty() ? null : CellReading.time(first, Column.SHIP_BY),
                false,
                List.copyOf(lines),
                total,
                IndianStates.iso(first.cell(Column.STATE)).orElse(null),
                CellReading.pin(first),
                buyer(first),
                false);
    }

    private static void sameStatus(CsvText.Row first, CsvText.Row row) throws BadCell {
        if (!first.cell(Column.STATUS).equalsIgnoreCase(row.cell(Column.STATUS))) {
            throw new BadCell(row, Column.STATUS, "another status than in the order's first row");
        }
    }

    private static Instant later(Instant known, CsvText.Row row) throws BadCell {
        if (row.cell(Column.UPDATED_AT).isEmpty()) {
            return known;
        }
        Instant updated = CellReading.time(row, Column.UPDATED_AT);
        return updated.isAfter(known) ? updated : known;
    }

    private static ChannelOrder.Status status(CsvText.Row row) throws BadCell {
        String word = row.cell(Column.STATUS);
        ChannelOrder.Status status = STATUSES.get(word.isEmpty() ? "new" : word.toLowerCase(Locale.ROOT));
        if (status == null) {
            throw new BadCell(row, Column.STATUS, CellReading.quoted(word) + " is no status that we know");
        }
        return status;
    }

    private static ChannelOrder.Line line(String number, int place, CsvText.Row row, ChannelOrder.Status status)
            throws BadCell {
        int pieces = CellReading.pieces(row);
        Money price = CellReading.rupees(row, Column.UNIT_PRICE);
        boolean free = row.cell(Column.SHIPPING).isEmpty();
        return new ChannelOrder.Line(
                CellReading.lineNumber(row, number + '-' + place),
                CellReading.sku(row),
                CellReading.words(row, Column.TITLE, 500),
                pieces,
                status == ChannelOrder.Status.CANCELLED ? pieces : 0,
                price,
                price.times(pieces),
                null,
                free ? Money.inr(0) : CellReading.rupees(row, Column.SHIPPING),
                false);
    }

    private static RemoteOrder.Buyer buyer(CsvText.Row row) throws BadCell {
        return new RemoteOrder.Buyer(
                CellReading.words(row, Column.BUYER_NAME, LONGEST_NAME),
                CellReading.words(row, Column.ADDRESS_1, LONGEST_NAME),
                CellReading.words(row, Column.ADDRESS_2, LONGEST_NAME),
                CellReading.words(row, Column.CITY, LONGEST_NAME),
                CellReading.words(row, Column.PHONE, 40),
                CellReading.words(row, Column.EMAIL, LONGEST_NAME));
    }
}
