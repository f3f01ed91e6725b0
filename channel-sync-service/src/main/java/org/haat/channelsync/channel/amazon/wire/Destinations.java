package org.haat.channelsync.channel.amazon.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answer of getDestinations (Notifications v1). */
public record Destinations(@Nullable List<Destination> payload) {

    /** Where notifications go. */
    public record Destination(
            @Nullable String destinationId, @Nullable Resource resource) {}

    /** What stands behind it. */
    public record Resource(@Nullable Sqs sqs) {}

    /** A queue. */
    public record Sqs(@Nullable String arn) {}

    /** Answer of createDestination. */
    public record One(@Nullable Destination payload) {}

    /** Request of createDestination. */
    public record Wish(
            String name,
            @JsonProperty("resourceSpecification") Resource resource) {}
}
