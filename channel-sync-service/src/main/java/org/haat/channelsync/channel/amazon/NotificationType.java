package org.haat.channelsync.channel.amazon;

import java.util.List;

/** A type of notification that is subscribed to, from {@code notification-types.csv}. */
record NotificationType(String name, String payloadVersion) {
    static final String ORDER_CHANGE = "ORDER_CHANGE";
    static final List<NotificationType> ALL = AmazonTable.rows("notification-types.csv", 4).stream()
            .map(row -> new NotificationType(row[0], row[1]))
            .toList();
}
