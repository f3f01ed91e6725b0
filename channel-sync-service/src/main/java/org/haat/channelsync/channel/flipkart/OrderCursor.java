package org.haat.channelsync.channel.flipkart;

import java.time.Instant;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.flipkart.wire.ShipmentSearch;
import org.jspecify.annotations.Nullable;

/**
 * Where a walk over the changed shipments stands: which sweep, which page of it, and the window, which stays the same for
 * the whole walk. Text outside, opaque to the caller.
 *
 * @param restarts how often this sweep was begun again because its next page was refused
 * @param next the page to fetch, or null for the first of the sweep
 */
record OrderCursor(
        int sweep,
        int page,
        int restarts,
        Instant from,
        Instant to,
        @Nullable String next) {
    private static final String VERSION = "fk1";
    private static final int PARTS = 7;

    static OrderCursor start(Instant from, Instant to) {
        return new OrderCursor(0, 0, 0, from, to.isBefore(from) ? from : to, null);
    }

    /** @throws ChannelException of kind {@code PROTOCOL} when the text is no cursor of this channel */
    static OrderCursor read(String text) {
        String[] parts = text.split("\\|", PARTS);
        try {
            if (parts.length == PARTS && parts[0].equals(VERSION)) {
                OrderCursor cursor = new OrderCursor(
                        Integer.parseInt(parts[1]),
                        Integer.parseInt(parts[2]),
                        Integer.parseInt(parts[3]),
                        Instant.ofEpochMilli(Long.parseLong(parts[4])),
                        Instant.ofEpochMilli(Long.parseLong(parts[5])),
                        parts[6].isEmpty() ? null : NextPage.of(parts[6]));
                if (cursor.sweep >= 0 && cursor.sweep < OrderSweeps.count()) {
                    return cursor;
                }
            }
        } catch (NumberFormatException e) {
            throw foreign();
        }
        throw foreign();
    }

    private static ChannelException foreign() {
        return new ChannelException(FailureKind.PROTOCOL, "The cursor is none of Flipkart's", "CURSOR", null, null);
    }

    String text() {
        return String.join(
                "|",
                VERSION,
                Integer.toString(sweep),
                Integer.toString(page),
                Integer.toString(restarts),
                Long.toString(from.toEpochMilli()),
                Long.toString(to.toEpochMilli()),
                next == null ? "" : next);
    }

    /**
     * What comes after {@code answer}: the sweep's next page, the next sweep, or null at the end of all.
     *
     * @throws ChannelException of kind {@code PROTOCOL} when the pages run in a circle, beyond {@code mostPages} or elsewhere
     */
    @Nullable
    OrderCursor after(ShipmentSearch.Page answer, int mostPages) {
        boolean named = answer.nextPageUrl() != null && !answer.nextPageUrl().isBlank();
        if (Boolean.FALSE.equals(answer.hasMore()) || (answer.hasMore() == null && !named)) {
            return sweep + 1 < OrderSweeps.count() ? new OrderCursor(sweep + 1, 0, 0, from, to, null) : null;
        }
        String following = NextPage.of(answer.nextPageUrl());
        if (following.equals(next) || page + 1 >= mostPages) {
            throw new ChannelException(
                    FailureKind.PROTOCOL,
                    "Flipkart's search does not end: page " + (page + 1) + " of sweep " + sweep,
                    "PAGE_LOOP",
                    null,
                    null);
        }
        return new OrderCursor(sweep, page + 1, restarts, from, to, following);
    }

    /** The same sweep from its first page, for a page token that has expired. */
    OrderCursor restarted() {
        return new OrderCursor(sweep, 0, restarts + 1, from, to, null);
    }
}
