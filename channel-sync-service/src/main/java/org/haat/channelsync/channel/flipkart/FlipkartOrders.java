package org.haat.channelsync.channel.flipkart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.OrderSource;
import org.haat.channelsync.channel.RemoteOrder;
import org.haat.channelsync.channel.flipkart.wire.ShipmentSearch;
import org.haat.channelsync.channel.flipkart.wire.ShipmentView;
import org.haat.channelsync.channel.flipkart.wire.ShippingView;
import org.haat.channelsync.channel.http.ChannelJson;
import org.haat.event.ChannelOrder.Canceller;
import org.jspecify.annotations.Nullable;

/**
 * Shipments as orders, because the shipment is what moves at Flipkart. A walk goes over several searches, one after the
 * other; a page that brings nothing is passed over within the call.
 */
final class FlipkartOrders implements OrderSource {
    private static final int MOST_RESTARTS = 1;
    private final FlipkartClient client;
    private final FlipkartConfig config;
    private final Clock clock;

    FlipkartOrders(FlipkartClient client, FlipkartConfig config, Clock clock) {
        this.client = client;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public OrderPage ordersChangedSince(Account account, Instant since, @Nullable String cursor) {
        OrderCursor begin = cursor == null ? OrderCursor.start(since, clock.instant()) : OrderCursor.read(cursor);
        OrderCursor at = begin;
        while (true) {
            ShipmentSearch.Page answer;
            try {
                answer = page(account, at);
            } catch (ChannelException e) {
                if (!at.equals(begin) && e.kind().retry() == FailureKind.Retry.LATER) {
                    // what was seen to be empty need not be searched again when the quota or the partner is back
                    return new OrderPage(List.of(), at.text(), List.of());
                }
                at = restartedAfter(e, at);
                continue;
            }
            List<JsonNode> shipments = ChannelJson.required(answer.shipments(), "shipments");
            OrderCursor next = at.after(answer, config.mostPages());
            if (!shipments.isEmpty() || next == null) {
                return read(account, shipments, OrderSweeps.canceller(at.sweep()), next);
            }
            at = next;
        }
    }

    private ShipmentSearch.Page page(Account account, OrderCursor at) {
        return at.next() == null
                ? client.search(
                        account,
                        OrderSweeps.search(
                                at.sweep(), at.from(), at.to(), account.setting("location_id"), config.pageSize()))
                : client.nextPage(account, at.next());
    }

    /** A page token does not live for ever; the window is still there. */
    private static OrderCursor restartedAfter(ChannelException e, OrderCursor at) {
        boolean tokenRefused = e.kind() == FailureKind.REJECTED || e.kind() == FailureKind.NOT_FOUND;
        if (at.next() == null || !tokenRefused || at.restarts() >= MOST_RESTARTS) {
            throw e;
        }
        return at.restarted();
    }

    private OrderPage read(
            Account account, List<JsonNode> shipments, @Nullable Canceller canceller, @Nullable OrderCursor next) {
        List<Unreadable> unreadable = new ArrayList<>();
        Map<String, Sent> sent = sent(shipments, unreadable);
        Map<String, ShippingView.Shipment> destinations = destinations(account, sent, unreadable);
        List<RemoteOrder> orders = new ArrayList<>();
        sent.forEach((id, one) -> {
            try {
                orders.add(OrderReading.order(one.view(), destinations.get(id), canceller));
            } catch (UnreadableShipment e) {
                unreadable.add(new Unreadable(id, e.reason(), one.raw().toString()));
            }
        });
        return new OrderPage(List.copyOf(orders), next == null ? null : next.text(), distinct(unreadable));
    }

    private static List<Unreadable> distinct(List<Unreadable> all) {
        return all.stream().distinct().toList();
    }

    /** A shipment as it came, read. */
    private record Sent(ShipmentView view, JsonNode raw) {}

    /** By id; the later of two on one page stands. */
    private static Map<String, Sent> sent(List<JsonNode> shipments, List<Unreadable> unreadable) {
        Map<String, Sent> sent = new LinkedHashMap<>();
        for (JsonNode shipment : shipments) {
            try {
                ShipmentView view = ChannelJson.mapper().treeToValue(shipment, ShipmentView.class);
                sent.put(OrderReading.id(view), new Sent(view, shipment));
            } catch (JsonProcessingException e) {
                unreadable.add(raw(shipment, "a field has a form that we do not know"));
            } catch (UnreadableShipment e) {
                unreadable.add(raw(shipment, e.reason()));
            }
        }
        return sent;
    }

    private static Unreadable raw(JsonNode shipment, String reason) {
        String id = shipment.path("shipmentId").asText("");
        String named = id.isEmpty() ? "unknown" : id.substring(0, Math.min(64, id.length()));
        return new Unreadable(named, reason, shipment.toString());
    }

    private Map<String, ShippingView.Shipment> destinations(
            Account account, Map<String, Sent> sent, List<Unreadable> unreadable) {
        List<String> wanted = new ArrayList<>();
        sent.forEach((id, one) -> {
            try {
                if (OrderReading.wantsAddress(one.view())) {
                    wanted.add(id);
                }
            } catch (UnreadableShipment e) {
                unreadable.add(new Unreadable(id, e.reason(), one.raw().toString()));
            }
        });
        Map<String, ShippingView.Shipment> destinations = new HashMap<>();
        int batch = config.shippingViewBatch();
        for (int from = 0; from < wanted.size(); from += batch) {
            List<String> ids = wanted.subList(from, Math.min(wanted.size(), from + batch));
            destinations.putAll(shippingOf(account, ids));
        }
        return destinations;
    }

    /** One refused id must not hide the addresses of the others; a shipment without one comes as pending. */
    private Map<String, ShippingView.Shipment> shippingOf(Account account, List<String> ids) {
        Map<String, ShippingView.Shipment> found = new HashMap<>();
        try {
            for (ShippingView.Shipment shipment :
                    ChannelJson.required(client.shipping(account, ids).shipments(), "shipments")) {
                if (shipment.shipmentId() != null) {
                    found.put(shipment.shipmentId(), shipment);
                }
            }
        } catch (ChannelException e) {
            if (e.kind() != FailureKind.REJECTED && e.kind() != FailureKind.NOT_FOUND) {
                throw e;
            }
            if (ids.size() > 1) {
                ids.forEach(id -> found.putAll(shippingOf(account, List.of(id))));
            }
        }
        return found;
    }

    @Override
    public Optional<RemoteOrder> order(Account account, String remoteOrderId) {
        Optional<ShipmentView> view = view(account, remoteOrderId);
        if (view.isEmpty()) {
            return Optional.empty();
        }
        try {
            boolean asks = OrderReading.wantsAddress(view.get());
            Map<String, ShippingView.Shipment> destinations =
                    asks ? shippingOf(account, List.of(remoteOrderId)) : Map.of();
            return Optional.of(OrderReading.order(view.get(), destinations.get(remoteOrderId), null));
        } catch (UnreadableShipment e) {
            throw unreadable(remoteOrderId, e.reason());
        }
    }

    /** One shipment in the order view; empty when Flipkart does not know it. */
    Optional<ShipmentView> view(Account account, String shipmentId) {
        if (!ShipmentId.looksRight(shipmentId)) {
            return Optional.empty();
        }
        try {
            List<JsonNode> shipments = ChannelJson.required(
                    client.shipments(account, List.of(shipmentId)).shipments(), "shipments");
            for (JsonNode shipment : shipments) {
                if (shipmentId.equals(shipment.path("shipmentId").asText(shipmentId))) {
                    return Optional.of(ChannelJson.mapper().treeToValue(shipment, ShipmentView.class));
                }
            }
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw unreadable(shipmentId, "a field has a form that we do not know");
        } catch (ChannelException e) {
            if (e.kind() == FailureKind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static ChannelException unreadable(String shipmentId, String reason) {
        return new ChannelException(
                FailureKind.PROTOCOL, "Shipment " + shipmentId + ": " + reason, "UNREADABLE", null, null);
    }
}
