package org.haat.channelsync.channel.amazon;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.ShipmentSink.Progress;
import org.haat.channelsync.channel.amazon.wire.ConfirmShipmentRequest;
import org.haat.channelsync.channel.amazon.wire.ConfirmShipmentRequest.Item;
import org.haat.channelsync.channel.amazon.wire.ConfirmShipmentRequest.PackageDetail;
import org.haat.event.ChannelOrder.Status;
import org.haat.event.Shipment;

/**
 * Confirms shipments. The same package reference again only edits the package, so that a repeat does no harm; an order that
 * was fulfilled without it says {@code PackageToUpdateNotFound}, and then the order itself tells whether all is well.
 */
final class AmazonShipments {
    private static final Set<Status> GONE = Set.of(Status.SHIPPED, Status.DELIVERED);
    private final AmazonClient client;
    private final AmazonOrders orders;

    AmazonShipments(AmazonClient client, AmazonOrders orders) {
        this.client = client;
        this.orders = orders;
    }

    Progress confirm(Account account, Shipment shipment) {
        if (!shipment.packageReference().matches("[1-9]\\d{0,8}")) {
            throw new ChannelException(
                    FailureKind.REJECTED,
                    "The package reference of " + shipment.shipmentId() + " is not a positive number",
                    "PACKAGE_REFERENCE",
                    null,
                    null);
        }
        try {
            client.confirmShipment(account, shipment.remoteOrderId(), request(account, shipment));
            return new Progress(true, "confirmed");
        } catch (ChannelException e) {
            if (e.code().orElse("").equals("PackageToUpdateNotFound") && gone(account, shipment)) {
                return new Progress(true, "shipped before");
            }
            throw e;
        }
    }

    private boolean gone(Account account, Shipment shipment) {
        return orders.order(account, shipment.remoteOrderId())
                .map(order -> GONE.contains(order.status()))
                .orElse(false);
    }

    private static ConfirmShipmentRequest request(Account account, Shipment shipment) {
        Carriers.Carrier carrier = Carriers.of(shipment.carrier());
        List<Item> items = shipment.lines().stream()
                .map(line -> new Item(line.remoteLineId(), line.quantity()))
                .toList();
        return new ConfirmShipmentRequest(
                account.setting("marketplace_id"),
                new PackageDetail(
                        shipment.packageReference(),
                        carrier.code(),
                        carrier.name(),
                        shipment.service(),
                        shipment.trackingNumber(),
                        shipment.shippedAt().truncatedTo(ChronoUnit.SECONDS).toString(),
                        items));
    }
}
