package org.haat.channelsync.channel.amazon;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.ListingCensus.Found;
import org.haat.channelsync.channel.RemoteListing;
import org.haat.channelsync.channel.amazon.wire.Money;
import org.jspecify.annotations.Nullable;

/**
 * One line of the report of all listings: the cells that are used, as they stand there; empty where there is none.
 *
 * @param mark digest of what it tells of the content
 */
record ReportRow(
        String sku,
        String asin,
        String title,
        String price,
        String quantity,
        String fulfilment,
        String status,
        String mark) {
    private static final int CELLS = 8;
    private static final int MARK_BYTES = 8;
    private static final String TAB = "\t";

    /** What {@link #of} reads. */
    String text() {
        return String.join(TAB, sku, asin, title, price, quantity, fulfilment, status, mark);
    }

    static ReportRow of(String text) {
        String[] cells = text.split(TAB, -1);
        if (cells.length != CELLS) {
            throw new IllegalArgumentException("A row has " + cells.length + " cells");
        }
        return new ReportRow(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6], cells[7]);
    }

    /** Of cells as they stand there, also of letters that were lost: one text loses them alike each time. */
    static String mark(List<String> cells) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join(TAB, cells).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, MARK_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The listing, shown if the row tells enough of it; else it is only named, and read by SKU. */
    Found found(String currency) {
        String remoteId = asin.isEmpty() ? null : asin;
        try {
            Integer stock = stock();
            Boolean live = live(stock);
            if (live == null) {
                return new Found(sku, remoteId, null, mark);
            }
            org.haat.event.Money amount =
                    price.isEmpty() ? null : ExactMoney.exact(new Money(price, currency), "price");
            return new Found(
                    sku,
                    remoteId,
                    new RemoteListing(
                            sku, true, live, false, remoteId, readableTitle(), null, amount, stock, List.of()),
                    mark);
        } catch (ChannelException | NumberFormatException e) {
            return new Found(sku, remoteId, null, mark);
        }
    }

    /** Null where Amazon stores and sends the goods: that stock is not the seller's to say. */
    private @Nullable Integer stock() {
        boolean ours = fulfilment.isEmpty() || fulfilment.equals("DEFAULT");
        return quantity.isEmpty() || !ours ? null : Integer.valueOf(quantity);
    }

    /** Sold out is inactive and not gone. Why another one is inactive the report does not tell, nor whether it is suppressed. */
    private @Nullable Boolean live(@Nullable Integer stock) {
        return switch (status.toLowerCase(Locale.ROOT)) {
            case "active" -> true;
            case "inactive" -> stock != null && stock == 0;
            case "incomplete" -> false;
            default -> null;
        };
    }

    /** The report may be in a Western encoding, with a question mark for every other letter: then it does not tell the title. */
    private @Nullable String readableTitle() {
        return title.isEmpty() || isLossy(title) ? null : title;
    }

    static boolean isLossy(String text) {
        return text.indexOf('?') >= 0 || text.indexOf('\uFFFD') >= 0;
    }
}
