package org.haat.channelsync.channel.amazon;

import java.util.Map;
import java.util.stream.Collectors;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.event.ChannelOrder;

/** Our word for Amazon's fulfilment status, from {@code order-statuses.csv}. */
final class OrderStatuses {
    private static final Map<String, Meaning> BY_WORD = AmazonTable.rows("order-statuses.csv", 4).stream()
            .collect(Collectors.toUnmodifiableMap(
                    row -> row[0],
                    row -> new Meaning(ChannelOrder.Status.valueOf(row[1]), Boolean.parseBoolean(row[2]))));

    private OrderStatuses() {}

    record Meaning(ChannelOrder.Status status, boolean onHold) {}

    /** @throws ChannelException of kind {@code PROTOCOL} with the raw word as code */
    static Meaning of(String word) {
        Meaning meaning = BY_WORD.get(word);
        if (meaning == null) {
            throw new ChannelException(FailureKind.PROTOCOL, "Unknown fulfillmentStatus " + word, word, null, null);
        }
        return meaning;
    }
}
