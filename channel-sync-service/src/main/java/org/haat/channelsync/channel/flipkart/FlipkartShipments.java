package org.haat.channelsync.channel.flipkart;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.RemoteOrder;
import org.haat.channelsync.channel.ShipmentSink;
import org.haat.channelsync.channel.flipkart.ShipmentStates.Step;
import org.haat.channelsync.channel.flipkart.wire.ActionAnswer;
import org.haat.channelsync.channel.flipkart.wire.DispatchRequest;
import org.haat.channelsync.channel.flipkart.wire.ListingDetails.Offer;
import org.haat.channelsync.channel.flipkart.wire.PackRequest;
import org.haat.channelsync.channel.flipkart.wire.ShipmentView;
import org.haat.event.ChannelOrder;
import org.haat.event.Shipment;

/**
 * Packs a shipment and says that it is ready, one step a call, each after reading where the shipment stands: pack, wait for
 * Flipkart to make the papers (seconds, sometimes half an hour), dispatch. Neither step is ever repeated blindly.
 */
final class FlipkartShipments implements ShipmentSink {
    private final FlipkartClient client;
    private final FlipkartOrders orders;
    private final FlipkartOffers offers;
    private final Clock clock;

    FlipkartShipments(FlipkartClient client, FlipkartOrders orders, FlipkartOffers offers, Clock clock) {
        this.client = client;
        this.orders = orders;
        this.offers = offers;
        this.clock = clock;
    }

    @Override
    public Progress confirm(Account account, Shipment shipment) {
        Standing standing = standing(account, shipment.remoteOrderId());
        if ("SELF".equalsIgnoreCase(standing.view.shipmentType())) {
            throw PackPlan.refused("SELF_SHIP", "The seller delivers this shipment; confirm it in Seller Hub");
        }
        boolean mayAct = standing.step == Step.TO_PACK || standing.step == Step.PACKED;
        if (mayAct && Boolean.TRUE.equals(standing.view.hold())) {
            return new Progress(false, "on hold");
        }
        return switch (standing.step) {
            case TO_PACK -> pack(account, shipment, standing);
            case PACKED -> dispatch(account, standing);
            case PACKING, FORM_FAILED, DISPATCHED, CANCELLED -> progress(standing);
        };
    }

    private Progress pack(Account account, Shipment shipment, Standing standing) {
        Instant after = standing.order.shipAfter();
        if (after != null && clock.instant().isBefore(after)) {
            return new Progress(false, "waits until " + IndiaTime.text(after));
        }
        List<String> skus =
                standing.order.lines().stream().map(ChannelOrder.Line::sku).toList();
        Map<String, Offer> listings = offers.shown(account, skus);
        LocalDate today = LocalDate.ofInstant(clock.instant(), IndiaTime.INDIA);
        PackPlan.Known known = new PackPlan.Known(listings, PackDefaults.of(account));
        PackRequest request = PackPlan.of(standing.view, standing.order, shipment, known, today);
        return settled(account, standing, client.pack(account, request)) ? progress(account, standing) : packing();
    }

    private Progress dispatch(Account account, Standing standing) {
        String location = Objects.requireNonNullElse(standing.view.locationId(), "");
        DispatchRequest request = new DispatchRequest(List.of(standing.id()), location);
        boolean unchanged = settled(account, standing, client.dispatch(account, request));
        return unchanged ? progress(account, standing) : progress(standing(account, standing.id()));
    }

    private static Progress packing() {
        return new Progress(false, "packing");
    }

    /**
     * @return true when Flipkart refused because the shipment had moved on by itself meanwhile
     * @throws ChannelException when it refused for another reason
     */
    private boolean settled(Account account, Standing before, ActionAnswer answer) {
        Verdict verdict = Verdict.of(before.id(), answer);
        if (verdict.done()) {
            return false;
        }
        if (standing(account, before.id()).step == before.step) {
            throw PackPlan.refused(verdict.code(), verdict.words());
        }
        return true;
    }

    private Progress progress(Account account, Standing before) {
        return progress(standing(account, before.id()));
    }

    private static Progress progress(Standing standing) {
        return switch (standing.step) {
            case DISPATCHED -> new Progress(true, "dispatched");
            case PACKING -> packing();
            case PACKED -> new Progress(false, "packed");
            case TO_PACK -> new Progress(false, "to pack");
            case FORM_FAILED ->
                throw PackPlan.refused(
                        "FORM_FAILED",
                        "A State's transport form of shipment " + standing.id() + " failed; see Seller Hub");
            case CANCELLED -> throw PackPlan.refused("CANCELLED", "Shipment " + standing.id() + " is cancelled");
        };
    }

    private Standing standing(Account account, String shipmentId) {
        ShipmentView view = orders.view(account, shipmentId)
                .orElseThrow(() ->
                        new ChannelException(FailureKind.NOT_FOUND, "Flipkart does not know shipment " + shipmentId));
        try {
            Step slowest = Step.CANCELLED;
            RemoteOrder order = OrderReading.order(view, null);
            for (ShipmentView.Item item : Objects.requireNonNull(view.orderItems())) {
                Step step = OrderReading.state(item).step();
                slowest = step.compareTo(slowest) < 0 ? step : slowest;
            }
            return new Standing(view, order, slowest);
        } catch (UnreadableShipment e) {
            throw new ChannelException(
                    FailureKind.PROTOCOL, "Shipment " + shipmentId + ": " + e.reason(), "UNREADABLE", null, null);
        }
    }

    /** Where a shipment stands now; the slowest item that is not cancelled decides. */
    private record Standing(ShipmentView view, RemoteOrder order, Step step) {
        String id() {
            return order.remoteOrderId();
        }
    }
}
