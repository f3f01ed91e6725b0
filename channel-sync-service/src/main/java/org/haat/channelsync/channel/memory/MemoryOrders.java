package org.haat.channelsync.channel.memory;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.OrderSource.OrderPage;
import org.haat.channelsync.channel.OrderSource.Unreadable;
import org.haat.channelsync.channel.RemoteOrder;
import org.haat.channelsync.channel.ShipmentPapers.Papers;
import org.haat.channelsync.channel.ShipmentSink;
import org.haat.channelsync.channel.ShipmentSink.Progress;
import org.haat.channelsync.channel.http.ChannelJson;
import org.haat.event.ChannelOrder;
import org.haat.event.OrderCancellation;
import org.haat.event.Shipment;
import org.jspecify.annotations.Nullable;

/** Orders and shipments of the channel in memory. */
final class MemoryOrders {
    static final int PAGE = 3;
    private final MemoryMarket market;
    private final MemoryClient client;
    private final Clock clock;

    MemoryOrders(MemoryMarket market, MemoryClient client, Clock clock) {
        this.market = market;
        this.client = client;
        this.clock = clock;
    }

    OrderPage changedSince(Account account, Instant since, @Nullable String cursor) {
        int from = cursor == null ? 0 : offset(cursor);
        return client.call(account, MemoryOperation.LIST_ORDERS, Map.of("since", since, "from", from), () -> {
            List<MemoryOrder> all = market.changedSince(account.id(), since);
            int to = Math.min(all.size(), from + PAGE);
            return page(all.subList(Math.min(from, to), to), to < all.size() ? "from-" + to : null);
        });
    }

    private static int offset(String cursor) {
        try {
            return Integer.parseInt(cursor.replaceFirst("^from-", ""));
        } catch (NumberFormatException e) {
            throw new ChannelException(FailureKind.REJECTED, "Not a cursor of this channel", "CURSOR", null, e);
        }
    }

    private static OrderPage page(List<MemoryOrder> orders, @Nullable String next) {
        List<RemoteOrder> read = new ArrayList<>();
        List<Unreadable> unreadable = new ArrayList<>();
        for (MemoryOrder order : orders) {
            try {
                read.add(read(order));
            } catch (ChannelException e) {
                unreadable.add(new Unreadable(order.id(), String.valueOf(e.getMessage()), ChannelJson.write(order)));
            }
        }
        return new OrderPage(List.copyOf(read), next, List.copyOf(unreadable));
    }

    Optional<RemoteOrder> order(Account account, String id) {
        try {
            return client.call(
                    account, MemoryOperation.GET_ORDER, Map.of("id", id), () -> market.order(account.id(), id)
                            .map(MemoryOrders::read));
        } catch (ChannelException e) {
            if (e.kind() == FailureKind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    Progress confirm(Account account, Shipment shipment) {
        return client.call(account, MemoryOperation.CONFIRM_SHIPMENT, request(shipment), () -> {
            MemoryOrder order = market.order(account.id(), shipment.remoteOrderId())
                    .orElseThrow(
                            () -> new ChannelException(FailureKind.NOT_FOUND, "No order " + shipment.remoteOrderId()));
            if (order.status().equals("CANCELLED")) {
                throw new ChannelException(
                        FailureKind.REJECTED, "Order " + order.id() + " is cancelled", "CANCELLED", null, null);
            }
            if (!order.status().equals("SHIPPED") && market.makesPapers(account.id())) {
                market.pack(account.id(), order.id());
                return new Progress(false, ShipmentSink.PACKED);
            }
            if (!order.status().equals("SHIPPED")) {
                market.move(account.id(), order.id(), "SHIPPED", clock.instant());
            }
            return new Progress(true, "shipped");
        });
    }

    Optional<Papers> papers(Account account, Shipment shipment) {
        String id = shipment.remoteOrderId();
        return client.call(account, MemoryOperation.FETCH_PAPERS, Map.of("order", id), () -> {
            if (!market.isPacked(account.id(), id)) {
                return Optional.empty();
            }
            byte[] pdf = ("%PDF-1.4\n% label and invoice of " + id + "\n%%EOF\n").getBytes(StandardCharsets.US_ASCII);
            return Optional.of(new Papers(pdf, "Market Courier", "MC-" + id));
        });
    }

    Progress handOver(Account account, Shipment shipment) {
        return client.call(account, MemoryOperation.HAND_OVER, request(shipment), () -> {
            String id = shipment.remoteOrderId();
            MemoryOrder order = market.order(account.id(), id)
                    .orElseThrow(() -> new ChannelException(FailureKind.NOT_FOUND, "No order " + id));
            if (order.status().equals("SHIPPED")) {
                return new Progress(true, "shipped before");
            }
            if (!market.isPacked(account.id(), id)) {
                return new Progress(false, ShipmentSink.TO_PACK);
            }
            market.move(account.id(), id, "SHIPPED", clock.instant());
            return new Progress(true, "handed over");
        });
    }

    Progress cancel(Account account, OrderCancellation cancellation) {
        String id = cancellation.remoteOrderId();
        return client.call(account, MemoryOperation.CANCEL_ORDER, Map.of("order", id), () -> {
            MemoryOrder order = market.order(account.id(), id)
                    .orElseThrow(() -> new ChannelException(FailureKind.NOT_FOUND, "No order " + id));
            if (order.status().equals("SHIPPED")) {
                throw new ChannelException(FailureKind.REJECTED, "Order " + id + " has left", "TOO_LATE", null, null);
            }
            if (!order.status().equals("CANCELLED")) {
                market.move(account.id(), id, "CANCELLED", clock.instant());
            }
            return new Progress(true, "cancelled");
        });
    }

    private static Map<String, String> request(Shipment shipment) {
        return Map.of(
                "order", shipment.remoteOrderId(),
                "package", shipment.packageReference(),
                "carrier", shipment.carrier(),
                "tracking", shipment.trackingNumber());
    }

    private static RemoteOrder read(MemoryOrder order) {
        return new RemoteOrder(
                order.id(),
                null,
                order.updatedAt().toEpochMilli(),
                status(order),
                order.placedAt(),
                order.updatedAt(),
                null,
                null,
                false,
                order.lines(),
                order.total(),
                order.deliveryState(),
                order.deliveryPin(),
                order.buyer(),
                false);
    }

    private static ChannelOrder.Status status(MemoryOrder order) {
        try {
            return ChannelOrder.Status.valueOf(order.status());
        } catch (IllegalArgumentException e) {
            throw new ChannelException(
                    FailureKind.PROTOCOL,
                    "Order " + order.id() + " has the unknown status " + order.status(),
                    order.status(),
                    null,
                    e);
        }
    }
}
