package org.haat.channelsync.channel.flipkart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.CancellationSink;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.CodeTable;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.ShipmentSink.Progress;
import org.haat.channelsync.channel.flipkart.ShipmentStates.Step;
import org.haat.channelsync.channel.flipkart.wire.CancelRequest;
import org.haat.channelsync.channel.flipkart.wire.ShipmentView;
import org.haat.channelsync.channel.flipkart.wire.ShipmentView.Item;
import org.haat.event.OrderCancellation;

/**
 * Gives up items of a shipment, which Flipkart takes until they are packed. It cancels whole groups of an item, so that a
 * part of one is refused here, and it counts a seller's cancellation against the account: none is ever sent twice.
 */
final class FlipkartCancellations implements CancellationSink {
    private static final Map<String, String> REASONS =
            CodeTable.rows(FlipkartCancellations.class, "cancel-reasons.csv").stream()
                    .collect(Collectors.toUnmodifiableMap(
                            row -> row.getOrDefault("cause", ""), row -> row.getOrDefault("reason", "")));
    private final FlipkartClient client;
    private final FlipkartOrders orders;

    FlipkartCancellations(FlipkartClient client, FlipkartOrders orders) {
        this.client = client;
        this.orders = orders;
    }

    @Override
    public Progress cancel(Account account, OrderCancellation cancellation) {
        ShipmentView shipment = shipment(account, cancellation.remoteOrderId());
        List<Item> open = open(shipment, cancellation);
        if (open.isEmpty()) {
            return new Progress(true, "cancelled");
        }
        String reason = REASONS.get(cancellation.cause().name());
        if (reason == null) {
            throw PackPlan.refused(
                    "NO_SUCH_REASON",
                    "Flipkart takes a buyer's wish from the buyer only; ask the buyer to cancel there");
        }
        Verdict verdict =
                Verdict.of(cancellation.remoteOrderId(), client.cancel(account, request(shipment, open, reason)));
        if (open(shipment(account, cancellation.remoteOrderId()), cancellation).isEmpty()) {
            return new Progress(true, "cancelled");
        }
        if (!verdict.done()) {
            throw PackPlan.refused(verdict.code(), verdict.words());
        }
        return new Progress(false, "cancelling");
    }

    private static CancelRequest request(ShipmentView shipment, List<Item> items, String reason) {
        List<String> groups =
                items.stream().map(FlipkartCancellations::group).distinct().toList();
        return new CancelRequest(List.of(new CancelRequest.Cancel(
                Objects.requireNonNull(shipment.shipmentId()),
                Objects.requireNonNullElse(shipment.locationId(), ""),
                groups,
                reason)));
    }

    /** Flipkart names the group; where it does not, its documents build the name from the item. */
    private static String group(Item item) {
        String named = item.cancellationGroupId();
        return named == null || named.isBlank() ? "grp" + item.orderItemId() : named;
    }

    /** What is asked for and not cancelled yet. */
    private static List<Item> open(ShipmentView shipment, OrderCancellation cancellation) {
        List<Item> open = new ArrayList<>();
        for (OrderCancellation.Line line : cancellation.lines()) {
            Item item = item(shipment, line);
            Step step = step(item);
            if (step == Step.PACKED || step == Step.DISPATCHED) {
                throw PackPlan.refused(
                        "TOO_LATE", "Flipkart takes no cancellation of a shipment that is " + item.status());
            }
            if (step != Step.CANCELLED) {
                refusePart(item, line);
                open.add(item);
            }
        }
        return open;
    }

    private static void refusePart(Item item, OrderCancellation.Line line) {
        if (item.quantity() != null && item.quantity() > line.quantity()) {
            throw PackPlan.refused(
                    "PART_OF_ITEM", "Flipkart cancels whole items only; settle this part of an item in Seller Hub");
        }
    }

    private static Item item(ShipmentView shipment, OrderCancellation.Line line) {
        List<Item> items = shipment.orderItems() == null ? List.of() : shipment.orderItems();
        return items.stream()
                .filter(item -> line.remoteLineId().equals(item.orderItemId()))
                .findFirst()
                .orElseThrow(() -> new ChannelException(
                        FailureKind.NOT_FOUND, "Flipkart shows no item " + line.remoteLineId() + " in this shipment"));
    }

    private static Step step(Item item) {
        try {
            return OrderReading.state(item).step();
        } catch (UnreadableShipment e) {
            throw new ChannelException(FailureKind.PROTOCOL, "Cancellation: " + e.reason(), "UNREADABLE", null, null);
        }
    }

    private ShipmentView shipment(Account account, String shipmentId) {
        return orders.view(account, shipmentId)
                .orElseThrow(() ->
                        new ChannelException(FailureKind.NOT_FOUND, "Flipkart does not know shipment " + shipmentId));
    }
}
