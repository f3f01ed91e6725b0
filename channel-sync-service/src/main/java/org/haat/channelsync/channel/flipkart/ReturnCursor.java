package org.haat.channelsync.channel.flipkart;

import java.time.Instant;
import java.util.List;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.flipkart.wire.ReturnSearch;
import org.jspecify.annotations.Nullable;

/**
 * Where a walk over the changed returns stands: which source, which page of it, and the window, which stays the same for the
 * whole walk. Text outside, opaque to the caller.
 *
 * @param next the page to fetch, or null for the first of the source
 */
record ReturnCursor(
        int source,
        int page,
        Instant from,
        Instant to,
        @Nullable String next) {
    /** {@code source} is mandatory: one walk for what buyers send back, one for what could not be delivered. */
    static final List<String> SOURCES = List.of("customer_return", "courier_return");

    private static final String VERSION = "fr1";
    private static final int PARTS = 6;

    static ReturnCursor start(Instant from, Instant to) {
        return new ReturnCursor(0, 0, from, to.isBefore(from) ? from : to, null);
    }

    /** @throws ChannelException of kind {@code PROTOCOL} when the text is no cursor of this channel */
    static ReturnCursor read(String text) {
        String[] parts = text.split("\\|", PARTS);
        try {
            if (parts.length == PARTS && parts[0].equals(VERSION)) {
                ReturnCursor cursor = new ReturnCursor(
                        Integer.parseInt(parts[1]),
                        Integer.parseInt(parts[2]),
                        Instant.ofEpochMilli(Long.parseLong(parts[3])),
                        Instant.ofEpochMilli(Long.parseLong(parts[4])),
                        parts[5].isEmpty() ? null : ReturnPages.of(parts[5]));
                if (cursor.source >= 0 && cursor.source < SOURCES.size()) {
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
                Integer.toString(source),
                Integer.toString(page),
                Long.toString(from.toEpochMilli()),
                Long.toString(to.toEpochMilli()),
                next == null ? "" : next);
    }

    String sourceName() {
        return SOURCES.get(source);
    }

    /**
     * What comes after {@code answer}: the source's next page, the next source, or null at the end of all.
     *
     * @throws ChannelException of kind {@code PROTOCOL} when the pages run in a circle, beyond {@code mostPages} or elsewhere
     */
    @Nullable
    ReturnCursor after(ReturnSearch answer, int mostPages) {
        boolean named = answer.nextUrl() != null && !answer.nextUrl().isBlank();
        if (Boolean.FALSE.equals(answer.hasMore()) || (answer.hasMore() == null && !named)) {
            return source + 1 < SOURCES.size() ? new ReturnCursor(source + 1, 0, from, to, null) : null;
        }
        String following = ReturnPages.of(answer.nextUrl());
        if (following.equals(next) || page + 1 >= mostPages) {
            String message = "Flipkart's returns do not end: page " + (page + 1) + " of " + sourceName();
            throw new ChannelException(FailureKind.PROTOCOL, message, "PAGE_LOOP", null, null);
        }
        return new ReturnCursor(source, page + 1, from, to, following);
    }
}
