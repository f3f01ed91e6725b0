package org.haat.channelsync.channel;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings orders in. */
public interface OrderSource {
    /**
     * One page of orders that changed since {@code since}, oldest change first where the channel can.
     *
     * @param since inclusive; the caller overlaps windows and drops repeats by version
     * @param cursor from the page before, or null for the first
     */
    OrderPage ordersChangedSince(Account account, Instant since, @Nullable String cursor);

    /** One order now, whole; empty when the channel does not know it. */
    Optional<RemoteOrder> order(Account account, String remoteOrderId);

    /**
     * @param next cursor of the next page, or null at the end
     * @param unreadable one message per order that could not be understood, with its remote id; the others are not held up
     */
    record OrderPage(List<RemoteOrder> orders, @Nullable String next, List<Unreadable> unreadable) {}

    /**
     * An order that the channel sent in a form we do not know; kept for a person.
     *
     * @param payload what came, as JSON; it may name people, so that whoever keeps it hides them first; null where nothing of
     *     it can be shown
     */
    record Unreadable(
            String remoteOrderId, String reason, @Nullable String payload) {
        /** Without the payload, which must not get into a log. */
        @Override
        public String toString() {
            return "Unreadable[" + remoteOrderId + ": " + reason + ']';
        }
    }
}
