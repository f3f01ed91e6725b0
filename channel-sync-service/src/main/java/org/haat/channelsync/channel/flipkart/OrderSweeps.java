package org.haat.channelsync.channel.flipkart;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.haat.channelsync.channel.CodeTable;
import org.haat.channelsync.channel.flipkart.wire.ShipmentSearch;
import org.haat.channelsync.channel.flipkart.wire.ShipmentSearch.DateRange;
import org.haat.channelsync.channel.flipkart.wire.ShipmentSearch.Filter;
import org.haat.channelsync.channel.flipkart.wire.ShipmentSearch.Pagination;
import org.haat.channelsync.channel.flipkart.wire.ShipmentSearch.Sort;
import org.haat.event.ChannelOrder.Canceller;
import org.jspecify.annotations.Nullable;

/** The searches that together see every change of a shipment, from {@code order-sweeps.csv}. Pure. */
final class OrderSweeps {
    private static final String MODIFIED = "modifiedDate";
    private static final List<Map<String, String>> ROWS = CodeTable.rows(OrderSweeps.class, "order-sweeps.csv");

    private OrderSweeps() {}

    static int count() {
        return ROWS.size();
    }

    /**
     * The search of one sweep for changes from {@code from} to {@code to}, both included.
     *
     * @param location of this place alone: a seller's other places are other accounts, or nobody's
     */
    static ShipmentSearch search(int sweep, Instant from, Instant to, String location, int pageSize) {
        Map<String, String> row = ROWS.get(sweep);
        DateRange range = new DateRange(IndiaTime.text(from), IndiaTime.text(to));
        boolean modified = MODIFIED.equals(row.get("date"));
        String hold = row.getOrDefault("hold", "");
        Filter filter = new Filter(
                row.getOrDefault("type", ""),
                List.of(row.getOrDefault("states", "").split(" ")),
                hold.isEmpty() ? null : Boolean.valueOf(hold),
                location,
                modified ? range : null,
                modified ? null : range,
                emptyToNull(row.getOrDefault("cancellation_type", "")));
        // the cancellation date is not among the fields that a search can be sorted by
        return new ShipmentSearch(filter, new Pagination(pageSize), new Sort(modified ? MODIFIED : "orderDate", "asc"));
    }

    /** Whose cancellations this sweep asks for, or null when it asks for none. */
    static @Nullable Canceller canceller(int sweep) {
        return Cancellations.kind(ROWS.get(sweep).getOrDefault("cancellation_type", ""));
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
