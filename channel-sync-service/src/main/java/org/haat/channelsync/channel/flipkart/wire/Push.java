package org.haat.channelsync.channel.flipkart.wire;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A notification's envelope. Its body is not signed, so nothing more of it is worth reading. */
public record Push(
        @Nullable String eventType,
        @Nullable String timestamp,
        @Nullable String locationId,
        @Nullable String shipmentId,
        @Nullable String returnId) {
    private static final int LONGEST = 200;

    /** Whether it says what it is, in names as they can be kept and searched for. */
    public boolean isReadable() {
        return eventType != null
                && Stream.of(eventType, timestamp, locationId, shipmentId, returnId)
                        .allMatch(text -> text == null || text.length() <= LONGEST);
    }
}
