package org.haat.channelsync.channel.flipkart.wire;

import org.jspecify.annotations.Nullable;

/** A notification's envelope. Its body is not signed, so nothing more of it is worth reading. */
public record Push(
        @Nullable String eventType,
        @Nullable String timestamp,
        @Nullable String locationId,
        @Nullable String shipmentId,
        @Nullable String returnId) {}
