package org.haat.channelsync.channel.amazon;

import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;

/**
 * How far the report of all listings has come, as a census keeps it between two pages. Amazon's own page tokens never begin
 * with {@code #}.
 *
 * @param atMillis when it was decided on; from {@code ASK} on when Amazon says that it was asked for
 * @param listings how many the search said there are
 * @param count how often it was asked about; at {@code ROWS} the place in the rows
 * @param second whether one before it failed
 * @param of the report's id, at {@code ROWS} its document's; else empty
 */
record ReportCursor(Step step, long atMillis, int listings, long count, boolean second, String of) {
    private static final String MARK = "#";
    private static final int PARTS = 6;

    /** What comes next. */
    enum Step {
        /** Looking for one under way, else asking for one. */
        MAKE,
        ASK,
        ROWS,
        /** There is none: the pages of the search, as far as they reach. */
        PAGES
    }

    static boolean isOne(String text) {
        return text.startsWith(MARK);
    }

    /** @throws ChannelException {@code REJECTED} when it is no such cursor: begin again */
    static ReportCursor parse(String text) {
        String[] parts = text.substring(MARK.length()).split(":", PARTS);
        try {
            return new ReportCursor(
                    Step.valueOf(parts[0]),
                    Long.parseLong(parts[1]),
                    Integer.parseInt(parts[2]),
                    Long.parseLong(parts[3]),
                    Boolean.parseBoolean(parts[4]),
                    parts[5]);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new ChannelException(FailureKind.REJECTED, "Not a cursor of this channel", "CURSOR", null, e);
        }
    }

    /** What to throw at a place that the report does not have. */
    static ChannelException nowhere() {
        return new ChannelException(FailureKind.REJECTED, "The report has no such place", "CURSOR", null, null);
    }

    String text() {
        return MARK + step + ':' + atMillis + ':' + listings + ':' + count + ':' + second + ':' + of;
    }
}
