package org.haat.order.console;

import org.haat.order.order.OrderResource;
import org.jspecify.annotations.Nullable;

/**
 * A moment of an order's history.
 *
 * @param channel the marketplace whose word it was, or null when a person, a partner or the catalogue acted
 */
record HistoryRow(OrderResource.Moment moment, @Nullable String channel) {
    private static final String OF_CHANNEL = "channel ";

    static HistoryRow of(OrderResource.Moment moment) {
        boolean ofChannel = moment.actor().startsWith(OF_CHANNEL);
        return new HistoryRow(moment, ofChannel ? moment.actor().substring(OF_CHANNEL.length()) : null);
    }
}
