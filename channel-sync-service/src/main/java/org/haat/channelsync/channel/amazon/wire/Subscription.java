package org.haat.channelsync.channel.amazon.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answer of createSubscription and getSubscription (Notifications v1). */
public record Subscription(@Nullable Detail payload) {

    /** What is told, and to whom. */
    public record Detail(
            @Nullable String subscriptionId,
            @Nullable String payloadVersion,
            @Nullable String destinationId) {}

    /** Request of createSubscription. */
    public record Wish(
            String payloadVersion,
            String destinationId,
            @Nullable Directive processingDirective) {}

    /** How much is told. */
    public record Directive(Filter eventFilter) {}

    /** Which changes of an order are told. */
    public record Filter(String eventFilterType, List<String> orderChangeTypes) {}
}
