package org.haat.channelsync.channel.flipkart.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answer to packing and dispatching: one result a shipment, whatever the HTTP status. */
public record ActionAnswer(@Nullable List<Result> shipments) {

    /** The pages call the field {@code processingStatus}, schema and sample {@code status}: both are read. */
    public record Result(
            @Nullable String shipmentId,
            @Nullable String status,
            @Nullable String processingStatus,
            @Nullable String errorCode,
            @Nullable String errorMessage) {

        /** Whichever of the two names was filled, or an empty text. */
        public String said() {
            if (status != null && !status.isBlank()) {
                return status;
            }
            return processingStatus == null ? "" : processingStatus;
        }
    }
}
