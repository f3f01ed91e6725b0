package org.haat.channelsync.channel.flipkart;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.haat.channelsync.channel.IndianStates;
import org.haat.channelsync.channel.RemoteOrder;
import org.haat.channelsync.channel.flipkart.ShipmentStates.State;
import org.haat.channelsync.channel.flipkart.wire.ShipmentView;
import org.haat.channelsync.channel.flipkart.wire.ShippingView;
import org.haat.channelsync.channel.flipkart.wire.ShippingView.Address;
import org.haat.event.ChannelOrder;
import org.haat.event.ChannelOrder.Canceller;
import org.haat.event.ChannelOrder.Status;
import org.haat.event.Money;
import org.jspecify.annotations.Nullable;

/** Makes an order of a shipment and its destination. Pure; what it cannot read it names and refuses. */
final class OrderReading {
    private static final Set<String> HELD_BY_FLIPKART = Set.of("FLIPKART_FULFILMENT", "FBF");
    private static final BigDecimal FLOAT_NOISE = new BigDecimal("0.0001");

    private OrderReading() {}

    /**
     * @param shipping where it goes, or null while Flipkart withholds it: then the order is {@code PENDING} and its version
     *     one less, so that the same state with an address replaces it
     * @param canceller whose cancellations the search asked for that found it, or null
     * @throws UnreadableShipment when something it needs is missing or unknown
     */
    static RemoteOrder order(ShipmentView view, ShippingView.@Nullable Shipment shipping, @Nullable Canceller canceller)
            throws UnreadableShipment {
        List<ShipmentView.Item> items = items(view);
        List<ChannelOrder.Line> lines = lines(items, canceller);
        Instant updatedAt = updatedAt(view, items);
        Status status = status(items);
        Address address = shipping == null ? null : shipping.deliveryAddress();
        boolean withheld = address == null && (status == Status.UNSHIPPED);
        return new RemoteOrder(
                id(view),
                items.get(0).orderId(),
                updatedAt.toEpochMilli() - (withheld ? 1 : 0),
                withheld ? Status.PENDING : status,
                placedAt(items),
                updatedAt,
                IndiaTime.instant(view.dispatchAfterDate()).orElse(null),
                IndiaTime.instant(view.dispatchByDate()).orElse(null),
                Boolean.TRUE.equals(view.hold()),
                lines,
                total(lines),
                address == null
                        ? null
                        : IndianStates.iso(address.stateCode())
                                .or(() -> IndianStates.iso(address.state()))
                                .orElse(null),
                address == null ? null : address.pincode(),
                shipping == null || address == null ? null : buyer(shipping, address),
                items.stream().anyMatch(OrderReading::heldByFlipkart));
    }

    /** Whether an address is worth asking for. */
    static boolean wantsAddress(ShipmentView view) throws UnreadableShipment {
        return status(items(view)) != Status.CANCELLED;
    }

    static String id(ShipmentView view) throws UnreadableShipment {
        String id = need(view.shipmentId(), "shipmentId");
        if (!ShipmentId.looksRight(id)) {
            throw new UnreadableShipment("its shipmentId has characters that no id has");
        }
        return id;
    }

    private static List<ShipmentView.Item> items(ShipmentView view) throws UnreadableShipment {
        List<ShipmentView.Item> items = view.orderItems();
        if (items == null || items.isEmpty()) {
            throw new UnreadableShipment("it has no orderItems");
        }
        if (items.stream().anyMatch(Objects::isNull)) {
            throw new UnreadableShipment("one of its orderItems is empty");
        }
        return items;
    }

    /** One line an item; an item that comes in two parts (some pieces cancelled) is one line. */
    private static List<ChannelOrder.Line> lines(List<ShipmentView.Item> items, @Nullable Canceller canceller)
            throws UnreadableShipment {
        Map<String, ChannelOrder.Line> lines = new LinkedHashMap<>();
        for (ShipmentView.Item item : items) {
            ChannelOrder.Line line = line(item, canceller);
            lines.merge(line.remoteLineId(), line, OrderReading::together);
        }
        return List.copyOf(lines.values());
    }

    private static ChannelOrder.Line line(ShipmentView.Item item, @Nullable Canceller canceller)
            throws UnreadableShipment {
        int quantity = need(item.quantity(), "orderItems.quantity");
        if (quantity < 1) {
            throw new UnreadableShipment("an item has the quantity " + quantity);
        }
        ShipmentView.Prices prices = need(item.priceComponents(), "orderItems.priceComponents");
        Money charged = money(need(prices.totalPrice(), "priceComponents.totalPrice"));
        Money shipping = prices.shippingCharge() == null ? Money.inr(0) : money(prices.shippingCharge());
        if (charged.minor() < shipping.minor()) {
            throw new UnreadableShipment("its shippingCharge is above its totalPrice");
        }
        // what was charged has the shipping in it already
        Money goods = Money.inr(charged.minor() - shipping.minor());
        boolean cancelled = state(item).canonical() == Status.CANCELLED;
        return new ChannelOrder.Line(
                need(item.orderItemId(), "orderItems.orderItemId"),
                sku(item),
                item.title(),
                quantity,
                cancelled ? quantity : 0,
                unitPrice(goods, quantity),
                goods,
                null,
                shipping,
                false,
                cancelled ? Cancellations.of(item, canceller) : null);
    }

    private static ChannelOrder.Line together(ChannelOrder.Line one, ChannelOrder.Line other) {
        int quantity = one.quantity() + other.quantity();
        Money goods = one.lineTotal().plus(other.lineTotal());
        return new ChannelOrder.Line(
                one.remoteLineId(),
                one.sku(),
                one.title(),
                quantity,
                one.cancelledQuantity() + other.cancelledQuantity(),
                unitPrice(goods, quantity),
                goods,
                null,
                one.shipping().plus(other.shipping()),
                false,
                one.cancellation() == null ? other.cancellation() : one.cancellation());
    }

    /** Null when the pieces do not share the line's total evenly. */
    private static @Nullable Money unitPrice(Money goods, int quantity) {
        return goods.minor() % quantity == 0 ? Money.inr(goods.minor() / quantity) : null;
    }

    /** SKUs may arrive in quotes, escaped for HTML. */
    private static String sku(ShipmentView.Item item) throws UnreadableShipment {
        String sku = need(item.sku(), "orderItems.sku").replace("&quot;", "\"").strip();
        while (sku.length() > 1 && sku.startsWith("\"") && sku.endsWith("\"")) {
            sku = sku.substring(1, sku.length() - 1).strip();
        }
        if (sku.isEmpty()) {
            throw new UnreadableShipment("an item has no SKU");
        }
        return sku;
    }

    private static Money total(List<ChannelOrder.Line> lines) {
        Money total = Money.inr(0);
        for (ChannelOrder.Line line : lines) {
            total = total.plus(line.lineTotal()).plus(line.shipping());
        }
        return total;
    }

    /** Rupees to paise; the noise of a binary fraction is taken off, a real part of a paisa is not. */
    private static Money money(BigDecimal rupees) throws UnreadableShipment {
        BigDecimal paise = rupees.movePointRight(2);
        BigDecimal whole = paise.setScale(0, RoundingMode.HALF_UP);
        boolean exact = paise.subtract(whole).abs().compareTo(FLOAT_NOISE) < 0;
        if (!exact || whole.signum() < 0 || whole.precision() > 15) {
            throw new UnreadableShipment("an amount is not rupees and paise");
        }
        return Money.inr(whole.longValueExact());
    }

    private static Status status(List<ShipmentView.Item> items) throws UnreadableShipment {
        List<Status> moving = new ArrayList<>();
        for (ShipmentView.Item item : items) {
            Status status = state(item).canonical();
            if (status != Status.CANCELLED) {
                moving.add(status);
            }
        }
        Optional<Status> slowest = moving.stream().min(Comparator.naturalOrder());
        boolean someLeft = moving.stream().anyMatch(status -> status.compareTo(Status.SHIPPED) >= 0);
        if (slowest.isEmpty()) {
            return Status.CANCELLED;
        }
        return slowest.get() == Status.UNSHIPPED && someLeft ? Status.PARTIALLY_SHIPPED : slowest.get();
    }

    static State state(ShipmentView.Item item) throws UnreadableShipment {
        String code = need(item.status(), "orderItems.status");
        return ShipmentStates.of(code).orElseThrow(() -> new UnreadableShipment("unknown status " + shortened(code)));
    }

    private static Instant placedAt(List<ShipmentView.Item> items) throws UnreadableShipment {
        return times(items.stream().map(ShipmentView.Item::orderDate))
                .min(Comparator.naturalOrder())
                .orElseThrow(() -> new UnreadableShipment("it has no readable orderDate"));
    }

    /** A cancelled shipment may lack its own date; then the cancellation's stands in. */
    private static Instant updatedAt(ShipmentView view, List<ShipmentView.Item> items) throws UnreadableShipment {
        Stream<@Nullable String> cancelled = items.stream().map(ShipmentView.Item::cancellationDate);
        return IndiaTime.instant(view.updatedAt())
                .or(() -> times(cancelled).max(Comparator.naturalOrder()))
                .orElseThrow(() -> new UnreadableShipment("it has no readable updatedAt"));
    }

    private static Stream<Instant> times(Stream<@Nullable String> texts) {
        return texts.map(IndiaTime::instant).flatMap(Optional::stream);
    }

    private static boolean heldByFlipkart(ShipmentView.Item item) {
        String profile = Objects.requireNonNullElse(item.serviceProfile(), "");
        return HELD_BY_FLIPKART.contains(profile.toUpperCase(java.util.Locale.ROOT));
    }

    private static RemoteOrder.Buyer buyer(ShippingView.Shipment shipping, Address address) {
        String name = name(address.firstName(), address.lastName());
        ShippingView.Person person = shipping.buyerDetails();
        if (name == null && person != null) {
            name = name(person.firstName(), person.lastName());
        }
        return new RemoteOrder.Buyer(
                name,
                address.addressLine1(),
                joined(", ", address.addressLine2(), address.landmark()),
                address.city(),
                address.contactNumber(),
                null);
    }

    private static @Nullable String name(@Nullable String first, @Nullable String last) {
        return joined(" ", first, last);
    }

    private static @Nullable String joined(String between, @Nullable String... parts) {
        String text = String.join(
                between,
                Stream.of(parts)
                        .map(part -> part == null ? "" : part.strip())
                        .filter(part -> !part.isEmpty())
                        .toList());
        return text.isEmpty() ? null : text;
    }

    private static <T> T need(@Nullable T value, String field) throws UnreadableShipment {
        if (value == null) {
            throw new UnreadableShipment("it has no " + field);
        }
        return value;
    }

    private static String shortened(String raw) {
        return raw.substring(0, Math.min(60, raw.length()));
    }
}
