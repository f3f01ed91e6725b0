package org.haat.channelsync.channel.amazon;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.IndianStates;
import org.haat.channelsync.channel.RemoteOrder;
import org.haat.channelsync.channel.amazon.wire.Order;
import org.haat.channelsync.channel.http.ChannelJson;
import org.haat.event.ChannelOrder;
import org.haat.event.ChannelOrder.Canceller;
import org.haat.event.ChannelOrder.Status;
import org.haat.event.Money;
import org.jspecify.annotations.Nullable;

/** Turns one order of Orders 2026-01-01 into ours; whatever does not fit is {@code PROTOCOL} and names the field. */
final class OrderReading {
    private final Order order;
    private final OrderStatuses.Meaning meaning;
    private final String currency;

    private OrderReading(Order order, String currency) {
        this.order = order;
        this.currency = currency;
        Order.Fulfillment fulfillment = ChannelJson.required(order.fulfillment(), "fulfillment");
        this.meaning = OrderStatuses.of(
                ChannelJson.required(fulfillment.fulfillmentStatus(), "fulfillment.fulfillmentStatus"));
    }

    /** @param currency of the store, for an order that shows no money yet */
    static RemoteOrder read(Order order, String currency) {
        return new OrderReading(order, currency).read();
    }

    private RemoteOrder read() {
        Instant updated = time(ChannelJson.required(order.lastUpdatedTime(), "lastUpdatedTime"), "lastUpdatedTime");
        List<ChannelOrder.Line> lines = ChannelJson.required(order.orderItems(), "orderItems").stream()
                .map(this::line)
                .toList();
        Order.Fulfillment fulfillment = ChannelJson.required(order.fulfillment(), "fulfillment");
        Order.Window window = fulfillment.shipByWindow();
        Order.Address address =
                order.recipient() == null ? null : order.recipient().deliveryAddress();
        return new RemoteOrder(
                ChannelJson.required(order.orderId(), "orderId"),
                null,
                updated.toEpochMilli(),
                status(),
                time(ChannelJson.required(order.createdTime(), "createdTime"), "createdTime"),
                updated,
                window == null ? null : optionalTime(window.earliestDateTime(), "shipByWindow"),
                window == null ? null : optionalTime(window.latestDateTime(), "shipByWindow"),
                meaning.onHold(),
                lines,
                total(lines),
                state(address),
                address == null ? null : address.postalCode(),
                buyer(address),
                "AMAZON".equals(fulfillment.fulfilledBy()));
    }

    /** Amazon says shipped until the last parcel has arrived, which only the parcels tell. */
    private Status status() {
        List<Order.Parcel> parcels = order.packages() == null ? List.of() : order.packages();
        boolean arrived = !parcels.isEmpty()
                && parcels.stream()
                        .allMatch(parcel -> parcel.packageStatus() != null
                                && "DELIVERED".equals(parcel.packageStatus().status()));
        return meaning.status() == Status.SHIPPED && arrived ? Status.DELIVERED : meaning.status();
    }

    private ChannelOrder.Line line(Order.Item item) {
        int quantity = ChannelJson.required(item.quantityOrdered(), "orderItems.quantityOrdered");
        Order.Product product = ChannelJson.required(item.product(), "orderItems.product");
        Money unit = product.price() == null || product.price().unitPrice() == null
                ? null
                : ExactMoney.exact(product.price().unitPrice(), "unitPrice");
        Money shipping = part(item, "SHIPPING");
        return new ChannelOrder.Line(
                ChannelJson.required(item.orderItemId(), "orderItems.orderItemId"),
                ChannelJson.required(product.sellerSku(), "orderItems.product.sellerSku"),
                product.title(),
                quantity,
                cancelled(item, quantity),
                unit,
                lineTotal(item, unit, quantity, shipping),
                part(item, "TAX"),
                shipping == null ? zero() : shipping,
                item.cancellation() != null && item.cancellation().cancellationRequest() != null,
                cancellation(item));
    }

    /** Amazon does not say when. Whoever is none of the three that its model names stays unnamed here. */
    private static ChannelOrder.@Nullable Cancellation cancellation(Order.Item item) {
        Order.Execution done =
                item.cancellation() == null ? null : item.cancellation().cancellationExecution();
        if (done == null) {
            return null;
        }
        Canceller by =
                switch (String.valueOf(done.cancelledBy())) {
                    case "BUYER" -> Canceller.BUYER;
                    case "MERCHANT" -> Canceller.SELLER;
                    case "AMAZON" -> Canceller.CHANNEL;
                    default -> null;
                };
        return new ChannelOrder.Cancellation(by, null, done.cancelReason());
    }

    private Money lineTotal(Order.Item item, @Nullable Money unit, int quantity, @Nullable Money shipping) {
        Order.ItemProceeds proceeds = item.proceeds();
        if (proceeds != null && proceeds.proceedsTotal() != null) {
            Money whole = ExactMoney.exact(proceeds.proceedsTotal(), "proceedsTotal");
            return shipping == null ? whole : new Money(whole.minor() - shipping.minor(), whole.currency());
        }
        return unit == null ? zero() : unit.times(quantity);
    }

    private static @Nullable Money part(Order.Item item, String type) {
        Order.ItemProceeds proceeds = item.proceeds();
        if (proceeds == null || proceeds.breakdowns() == null) {
            return null;
        }
        return proceeds.breakdowns().stream()
                .filter(part -> type.equals(part.type()))
                .flatMap(part -> Stream.ofNullable(part.subtotal()))
                .map(subtotal -> ExactMoney.exact(subtotal, "breakdowns." + type))
                .reduce(Money::plus)
                .orElse(null);
    }

    /** What is neither gone nor still to go; a buyer's wish to cancel is not counted. */
    private int cancelled(Order.Item item, int quantity) {
        if (meaning.status() == Status.CANCELLED) {
            return quantity;
        }
        Order.ItemFulfillment fulfillment = item.fulfillment();
        boolean executed = item.cancellation() != null && item.cancellation().cancellationExecution() != null;
        if (!executed || fulfillment == null || fulfillment.quantityUnfulfilled() == null) {
            return 0;
        }
        int gone = fulfillment.quantityFulfilled() == null ? 0 : fulfillment.quantityFulfilled();
        return Math.max(0, quantity - gone - fulfillment.quantityUnfulfilled());
    }

    private Money total(List<ChannelOrder.Line> lines) {
        if (order.proceeds() != null && order.proceeds().grandTotal() != null) {
            return ExactMoney.exact(order.proceeds().grandTotal(), "proceeds.grandTotal");
        }
        return lines.stream()
                .map(line -> line.lineTotal().plus(line.shipping()))
                .reduce(Money::plus)
                .orElse(zero());
    }

    private Money zero() {
        return new Money(0, currency);
    }

    private RemoteOrder.@Nullable Buyer buyer(Order.@Nullable Address address) {
        Order.Buyer buyer = order.buyer();
        if (address == null && buyer == null) {
            return null;
        }
        String name =
                address != null && address.name() != null ? address.name() : buyer == null ? null : buyer.buyerName();
        return new RemoteOrder.Buyer(
                name,
                address == null ? null : address.addressLine1(),
                address == null ? null : secondLine(address),
                address == null ? null : address.city(),
                address == null ? null : address.phone(),
                buyer == null ? null : buyer.buyerEmail());
    }

    /** Georgia is not Goa: a State is one only in India. */
    private static @Nullable String state(Order.@Nullable Address address) {
        boolean abroad = address != null
                && address.countryCode() != null
                && !address.countryCode().equals("IN");
        return address == null || abroad
                ? null
                : IndianStates.iso(address.stateOrRegion()).orElse(null);
    }

    private static @Nullable String secondLine(Order.Address address) {
        String joined = Stream.of(address.addressLine2(), address.addressLine3(), address.districtOrCounty())
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(", "));
        return joined.isEmpty() ? null : joined;
    }

    private static @Nullable Instant optionalTime(@Nullable String text, String where) {
        return text == null ? null : time(text, where);
    }

    private static Instant time(String text, String where) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new ChannelException(FailureKind.PROTOCOL, where + " is not an ISO 8601 time", "TIME", null, e);
        }
    }
}
