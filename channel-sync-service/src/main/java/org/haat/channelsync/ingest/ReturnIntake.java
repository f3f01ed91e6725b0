package org.haat.channelsync.ingest;

import static org.haat.channelsync.database.Columns.longs;
import static org.haat.channelsync.database.Columns.text;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.OrderSource;
import org.haat.channelsync.channel.RemoteReturn;
import org.haat.channelsync.channel.http.ChannelJson;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.database.StoredJson;
import org.haat.event.ChannelReturn;
import org.haat.event.EventKey;
import org.haat.event.EventType;
import org.haat.outbox.Outbox;
import org.jspecify.annotations.Nullable;

/** Takes returns as the channel shows them and passes on what is new, each version once. Call inside a transaction. */
@Singleton
public class ReturnIntake {
    /** Before the id of a return that is parked among the orders. */
    public static final String PARKED = "return:";

    private final Sql sql;
    private final Outbox outbox;
    private final ParkedOrders parked;
    private final Clock clock;

    public ReturnIntake(Sql sql, Outbox outbox, ParkedOrders parked, Clock clock) {
        this.sql = sql;
        this.outbox = outbox;
        this.parked = parked;
        this.clock = clock;
    }

    private record Known(long remoteVersion, long version, String digest) {}

    private record New(RemoteReturn goods, long remoteVersion, long version, String digest) {}

    /** @return how many were passed on */
    public int take(ChannelAccount account, List<RemoteReturn> returns, List<OrderSource.Unreadable> unreadable) {
        Map<String, RemoteReturn> newest = new LinkedHashMap<>();
        returns.forEach(one -> newest.merge(one.remoteReturnId(), one, (a, b) -> a.version() > b.version() ? a : b));
        Map<String, Known> known = lock(account, newest);
        List<New> fresh = new ArrayList<>();
        newest.values().stream()
                .sorted(Comparator.comparing(RemoteReturn::remoteReturnId))
                .forEach(one -> news(one, known.get(one.remoteReturnId()), fresh));
        unreadable.forEach(one -> parked.park(account, PARKED + one.remoteOrderId(), one.reason(), one.payload()));
        write(account, fresh);
        parked.settleReturns(
                account, newest.keySet().stream().map(id -> PARKED + id).toList());
        return fresh.size();
    }

    /** As {@link #take}, each in a transaction of its own: see {@link OrderIntake#takeSingly}. */
    OrderIntake.Taken takeSingly(
            ChannelAccount account, List<RemoteReturn> returns, List<OrderSource.Unreadable> unreadable) {
        int changed = sql.system(() -> take(account, List.of(), unreadable));
        int bad = unreadable.size();
        for (RemoteReturn one : returns) {
            try {
                changed += sql.system(() -> take(account, List.of(one), List.of()));
            } catch (RuntimeException e) {
                String shown = ChannelJson.write(one);
                sql.system(() -> parked.afterFault(account, PARKED + one.remoteReturnId(), shown, e));
                bad++;
            }
        }
        return new OrderIntake.Taken(returns.size(), changed, bad);
    }

    private Map<String, Known> lock(ChannelAccount account, Map<String, RemoteReturn> returns) {
        Map<String, Known> known = new HashMap<>();
        sql.list(
                "SELECT * FROM remote_return WHERE account = ? AND remote_return_id = ANY (?) ORDER BY remote_return_id"
                        + " FOR UPDATE",
                row -> known.put(
                        row.getString("remote_return_id"),
                        new Known(row.getLong("remote_version"), row.getLong("version"), row.getString("digest"))),
                account.id(),
                returns.keySet().toArray(String[]::new));
        return known;
    }

    /** Two changes within the channel's smallest unit of time share a version: the second still counts as newer. */
    private void news(RemoteReturn goods, @Nullable Known known, List<New> fresh) {
        String digest = StoredJson.hash(StoredJson.write(goods.toString()));
        long told = LeaptClock.believed(goods.version(), clock.instant());
        boolean again = known != null && LeaptClock.isKnown(goods.version(), told, digest, known.digest());
        boolean newer = known == null || (told > known.remoteVersion() && !again);
        boolean sameTimeOtherContent = known != null && told == known.remoteVersion() && !digest.equals(known.digest());
        if (newer || sameTimeOtherContent) {
            long version = known == null ? told : Math.max(told, known.version() + 1);
            fresh.add(new New(goods, told, version, digest));
        }
    }

    private void write(ChannelAccount account, List<New> fresh) {
        if (fresh.isEmpty()) {
            return;
        }
        sql.update(
                "INSERT INTO remote_return (account, agency, received_at, remote_return_id, remote_version, version, digest,"
                        + " status) SELECT ?, ?, ?, n.* FROM unnest(?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::text[])"
                        + " AS n ON CONFLICT (account, remote_return_id) DO UPDATE SET"
                        + " remote_version = excluded.remote_version, version = excluded.version, digest = excluded.digest,"
                        + " status = excluded.status, received_at = excluded.received_at",
                account.id(),
                account.agency(),
                clock.instant(),
                text(fresh, one -> one.goods().remoteReturnId()),
                longs(fresh, New::remoteVersion),
                longs(fresh, New::version),
                text(fresh, New::digest),
                text(fresh, one -> one.goods().status().name()));
        String id = account.id().toString();
        outbox.append(fresh.stream()
                .map(one -> new Outbox.Entry(
                        EventType.CHANNEL_RETURN,
                        EventKey.ofRemoteReturn(id, one.goods().remoteReturnId()),
                        account.agency(),
                        event(account, one)))
                .toList());
    }

    private static ChannelReturn event(ChannelAccount account, New fresh) {
        RemoteReturn goods = fresh.goods();
        return new ChannelReturn(
                account.agency(),
                account.id().toString(),
                account.channel(),
                goods.remoteReturnId(),
                fresh.version(),
                goods.kind(),
                goods.status(),
                goods.channelStatus(),
                goods.remoteOrderId(),
                goods.remoteGroupId(),
                goods.remoteLineId(),
                goods.quantity(),
                goods.reason(),
                goods.subReason(),
                goods.carrier(),
                goods.trackingNumber(),
                goods.expectedAt(),
                goods.createdAt(),
                goods.updatedAt());
    }
}
