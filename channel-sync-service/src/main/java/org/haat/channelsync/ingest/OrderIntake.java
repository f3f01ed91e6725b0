package org.haat.channelsync.ingest;

import static org.haat.channelsync.database.Columns.instants;
import static org.haat.channelsync.database.Columns.longs;
import static org.haat.channelsync.database.Columns.text;
import static org.haat.event.ChannelOrder.Status.CANCELLED;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.haat.channelsync.account.ChannelAccount;
import org.haat.channelsync.channel.OrderSource;
import org.haat.channelsync.channel.RemoteOrder;
import org.haat.channelsync.channel.http.ChannelJson;
import org.haat.channelsync.database.Sql;
import org.haat.channelsync.database.StoredJson;
import org.haat.channelsync.shipment.Shipments;
import org.haat.event.ChannelOrder;
import org.haat.event.EventKey;
import org.haat.event.EventType;
import org.haat.outbox.Outbox;
import org.haat.vault.Vault;
import org.jspecify.annotations.Nullable;

/** Takes orders as the channel shows them and passes on what is new, sealed. Call inside a transaction. */
@Singleton
public class OrderIntake {
    private final Sql sql;
    private final Vault vault;
    private final Outbox outbox;
    private final ParkedOrders parked;
    private final Shipments shipments;
    private final Clock clock;

    public OrderIntake(Sql sql, Vault vault, Outbox outbox, ParkedOrders parked, Shipments shipments, Clock clock) {
        this.sql = sql;
        this.vault = vault;
        this.outbox = outbox;
        this.parked = parked;
        this.shipments = shipments;
        this.clock = clock;
    }

    /** @param changed how many were passed on; @param parked how many a person must look at */
    public record Taken(int seen, int changed, int parked) {}

    private record Known(long remoteVersion, long version, String digest, boolean cancelled) {}

    private record New(
            RemoteOrder order, long remoteVersion, boolean first, long version, String digest, ChannelOrder event) {}

    public Taken take(ChannelAccount account, List<RemoteOrder> orders, List<OrderSource.Unreadable> unreadable) {
        Map<String, RemoteOrder> newest = new LinkedHashMap<>();
        for (RemoteOrder order : orders) {
            newest.merge(order.remoteOrderId(), order, (a, b) -> a.version() > b.version() ? a : b);
        }
        Map<String, Known> known = lock(account, newest);
        List<New> fresh = new ArrayList<>();
        int bad = 0;
        for (RemoteOrder order : newest.values()) {
            try {
                news(account, order, known.get(order.remoteOrderId()), fresh);
            } catch (RuntimeException e) {
                parked.park(
                        account,
                        order.remoteOrderId(),
                        "It could not be passed on: " + e.getClass().getSimpleName(),
                        ChannelJson.write(order));
                bad++;
            }
        }
        unreadable.forEach(one -> parked.park(account, one.remoteOrderId(), one.reason(), one.payload()));
        write(account, fresh);
        parked.settleArrived(account, newest.keySet());
        return new Taken(orders.size() + unreadable.size(), fresh.size(), bad + unreadable.size());
    }

    /**
     * As {@link #take}, each order in a transaction of its own: one that cannot be kept is parked and holds up no other. Call
     * outside a transaction.
     */
    Taken takeSingly(ChannelAccount account, List<RemoteOrder> orders, List<OrderSource.Unreadable> unreadable) {
        Taken rest = sql.system(() -> take(account, List.of(), unreadable));
        int changed = rest.changed();
        int bad = rest.parked();
        for (RemoteOrder order : orders) {
            Taken one = takeAlone(account, order);
            changed += one.changed();
            bad += one.parked();
        }
        return new Taken(rest.seen() + orders.size(), changed, bad);
    }

    private Taken takeAlone(ChannelAccount account, RemoteOrder order) {
        try {
            return sql.system(() -> take(account, List.of(order), List.of()));
        } catch (RuntimeException e) {
            return sql.system(() -> parked.afterFault(account, order.remoteOrderId(), ChannelJson.write(order), e));
        }
    }

    private Map<String, Known> lock(ChannelAccount account, Map<String, RemoteOrder> orders) {
        Map<String, Known> known = new HashMap<>();
        sql.list(
                "SELECT * FROM remote_order WHERE account = ? AND remote_order_id = ANY (?) ORDER BY remote_order_id"
                        + " FOR UPDATE",
                row -> known.put(
                        row.getString("remote_order_id"),
                        new Known(
                                row.getLong("remote_version"),
                                row.getLong("version"),
                                row.getString("digest"),
                                row.getString("status").equals(CANCELLED.name()))),
                account.id(),
                orders.keySet().toArray(String[]::new));
        return known;
    }

    /** Two changes within the channel's smallest unit of time share a version: the second still counts as newer. */
    private void news(ChannelAccount account, RemoteOrder order, @Nullable Known known, List<New> fresh) {
        ChannelOrder probe = event(account, order, 0, null);
        String digest = StoredJson.hash(StoredJson.write(probe.toString() + (order.buyer() != null)));
        long told = LeaptClock.believed(order.version(), clock.instant());
        boolean again = known != null && LeaptClock.isKnown(order.version(), told, digest, known.digest());
        boolean newer = known == null || (told > known.remoteVersion() && !again);
        boolean sameTimeOtherContent = known != null
                && told == known.remoteVersion()
                && !digest.equals(known.digest())
                && !(known.cancelled() && leavesOutWho(order));
        if (newer || sameTimeOtherContent) {
            long version = known == null ? told : Math.max(told, known.version() + 1);
            ChannelOrder event = event(account, order, version, seal(account, order));
            fresh.add(new New(order, told, known == null, version, digest, event));
        }
    }

    /** Only the searches of a channel may tell who cancelled; a look at the order alone must not undo what they told. */
    private static boolean leavesOutWho(RemoteOrder order) {
        return order.status() == CANCELLED
                && order.lines().stream()
                        .allMatch(line -> line.cancellation() == null
                                || line.cancellation().by() == null);
    }

    private void write(ChannelAccount account, List<New> orders) {
        if (orders.isEmpty()) {
            return;
        }
        List<New> sorted = orders.stream()
                .sorted(Comparator.comparing(one -> one.order().remoteOrderId()))
                .toList();
        Instant now = clock.instant();
        sql.update(
                "INSERT INTO remote_order (account, agency, received_at, remote_order_id, remote_version, version, digest,"
                        + " status, placed_at, updated_at, ship_by) SELECT ?, ?, ?, n.* FROM unnest(?::text[], ?::bigint[],"
                        + " ?::bigint[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[]) AS n"
                        + " ON CONFLICT (account, remote_order_id) DO UPDATE SET remote_version = excluded.remote_version,"
                        + " version = excluded.version, digest = excluded.digest, status = excluded.status,"
                        + " updated_at = excluded.updated_at, ship_by = excluded.ship_by",
                account.id(),
                account.agency(),
                now,
                text(sorted, one -> one.order().remoteOrderId()),
                longs(sorted, New::remoteVersion),
                longs(sorted, New::version),
                text(sorted, New::digest),
                text(sorted, one -> one.order().status().name()),
                instants(sorted, one -> one.order().placedAt()),
                instants(sorted, one -> one.order().updatedAt()),
                instants(sorted, one -> one.order().shipBy()));
        sold(account, sorted, now);
        List<String> cancelled = sorted.stream()
                .filter(one -> one.order().status() == CANCELLED)
                .map(one -> one.order().remoteOrderId())
                .toList();
        if (!cancelled.isEmpty()) {
            shipments.cancelled(account, cancelled);
        }
        outbox.append(sorted.stream()
                .map(one -> new Outbox.Entry(
                        EventType.CHANNEL_ORDER,
                        EventKey.ofRemoteOrder(
                                account.id().toString(), one.order().remoteOrderId()),
                        account.agency(),
                        one.event()))
                .toList());
    }

    /** A sale lowers the channel's stock at once and the catalogue's figure later: nobody may call the time between drift. */
    private void sold(ChannelAccount account, List<New> orders, Instant now) {
        List<String> skus = orders.stream()
                .filter(New::first)
                .flatMap(one -> one.order().lines().stream())
                .map(line -> line.sku().toLowerCase(Locale.ROOT))
                .distinct()
                .sorted()
                .toList();
        if (!skus.isEmpty()) {
            sql.update(
                    "INSERT INTO sku_sold (account, agency, told_at, sku) SELECT ?, ?, ?, unnest(?::text[])"
                            + " ON CONFLICT (account, sku) DO UPDATE SET told_at = excluded.told_at",
                    account.id(),
                    account.agency(),
                    now,
                    skus.toArray(String[]::new));
        }
    }

    private static ChannelOrder event(
            ChannelAccount account, RemoteOrder order, long version, ChannelOrder.@Nullable SealedBuyer buyer) {
        return new ChannelOrder(
                account.agency(),
                account.id().toString(),
                account.channel(),
                order.remoteOrderId(),
                order.remoteGroupId(),
                version,
                order.status(),
                order.placedAt(),
                order.updatedAt(),
                order.shipAfter(),
                order.shipBy(),
                order.onHold(),
                order.lines(),
                order.total(),
                order.deliveryState(),
                order.deliveryPin(),
                buyer,
                order.fulfilledByChannel());
    }

    private ChannelOrder.@Nullable SealedBuyer seal(ChannelAccount account, RemoteOrder order) {
        RemoteOrder.Buyer buyer = order.buyer();
        if (buyer == null) {
            return null;
        }
        String context = "order|" + account.id() + '|' + order.remoteOrderId();
        return new ChannelOrder.SealedBuyer(
                seal(buyer.name(), context),
                seal(buyer.addressLine1(), context),
                seal(buyer.addressLine2(), context),
                seal(buyer.city(), context),
                seal(buyer.phone(), context),
                seal(buyer.email(), context));
    }

    private @Nullable String seal(@Nullable String plain, String context) {
        return plain == null || plain.isBlank() ? null : vault.seal(plain, context);
    }
}
