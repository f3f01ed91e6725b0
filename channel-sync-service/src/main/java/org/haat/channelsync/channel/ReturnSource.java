package org.haat.channelsync.channel;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings in what buyers send back and couriers could not deliver. */
public interface ReturnSource {
    /**
     * One page of returns that changed since {@code since}, of every kind.
     *
     * @param since inclusive; the caller overlaps windows and drops repeats by version
     * @param cursor from the page before, or null for the first
     */
    ReturnPage returnsChangedSince(Account account, Instant since, @Nullable String cursor);

    /** One return now, whole; empty when the channel does not know it. */
    Optional<RemoteReturn> oneReturn(Account account, String remoteReturnId);

    /**
     * @param next cursor of the next page, or null at the end
     * @param unreadable one message per return that could not be understood; the others are not held up
     */
    record ReturnPage(List<RemoteReturn> returns, @Nullable String next, List<OrderSource.Unreadable> unreadable) {}
}
