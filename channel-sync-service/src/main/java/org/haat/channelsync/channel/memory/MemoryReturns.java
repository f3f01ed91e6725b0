package org.haat.channelsync.channel.memory;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.RemoteReturn;
import org.haat.channelsync.channel.ReturnSource;
import org.jspecify.annotations.Nullable;

/** Returns of the channel in memory. */
final class MemoryReturns implements ReturnSource {
    private static final int PAGE = 3;
    private final MemoryMarket market;
    private final MemoryClient client;

    MemoryReturns(MemoryMarket market, MemoryClient client) {
        this.market = market;
        this.client = client;
    }

    @Override
    public ReturnPage returnsChangedSince(Account account, Instant since, @Nullable String cursor) {
        int from = cursor == null ? 0 : offset(cursor);
        return client.call(account, MemoryOperation.LIST_RETURNS, Map.of("since", since, "from", from), () -> {
            List<RemoteReturn> all = market.returnsSince(account.id(), since);
            int to = Math.min(all.size(), from + PAGE);
            List<RemoteReturn> page = all.subList(Math.min(from, to), to);
            return new ReturnPage(page, to < all.size() ? "from-" + to : null, List.of());
        });
    }

    private static int offset(String cursor) {
        try {
            return Integer.parseInt(cursor.replaceFirst("^from-", ""));
        } catch (NumberFormatException e) {
            throw new ChannelException(FailureKind.REJECTED, "Not a cursor of this channel", "CURSOR", null, e);
        }
    }

    @Override
    public Optional<RemoteReturn> oneReturn(Account account, String remoteReturnId) {
        return client.call(
                account,
                MemoryOperation.LIST_RETURNS,
                Map.of("id", remoteReturnId),
                () -> market.returnsSince(account.id(), Instant.EPOCH).stream()
                        .filter(one -> one.remoteReturnId().equals(remoteReturnId))
                        .findFirst());
    }
}
