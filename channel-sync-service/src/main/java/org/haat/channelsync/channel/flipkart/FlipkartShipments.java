package org.haat.channelsync.channel.flipkart;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.haat.channelsync.channel.Account;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.RemoteOrder;
import org.haat.channelsync.channel.ShipmentPapers;
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
 * Flipkart to make the papers (seconds, sometimes half an hour), fetch them, dispatch. No step is ever repeated blindly.
 */
final class FlipkartShipments implements ShipmentSink, ShipmentPapers {
    private static final String ON_HOLD = "on hold";
    private static final Set<String> NOT_PACKED_YET = Set.of("ORDER_ITEM_NOT_PACKED", "ORDER_ITEM_PACKING_IN_PROGRESS");
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
        if (standing.isHeld()) {
            return new Progress(false, ON_HOLD);
        }
        return standing.step == Step.TO_PACK ? pack(account, shipment, standing) : progress(standing);
    }

    /** Flipkart shows a shipment as packed a moment before its papers can be fetched: that is no fault. */
    @Override
    public Optional<Papers> papers(Account account, Shipment shipment) {
        String id = shipment.remoteOrderId();
        if (!ShipmentId.looksRight(id)) {
            throw new ChannelException(FailureKind.NOT_FOUND, "Flipkart knows no shipment of such an id");
        }
        try {
            byte[] pdf = client.papers(account, List.of(id)).bytes();
            return Optional.of(ShipmentCourier.papers(pdf, client.shipping(account, List.of(id)), id));
        } catch (ChannelException e) {
            if (e.code().filter(NOT_PACKED_YET::contains).isPresent()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public Progress handOver(Account account, Shipment shipment) {
        Standing standing = standing(account, shipment.remoteOrderId());
        if (standing.isHeld()) {
            return new Progress(false, ON_HOLD);
        }
        return standing.step == Step.PACKED ? dispatch(account, standing) : progress(standing);
    }

    private Progress pack(Account account, Shipment shipment, Standing standing) {
        Instant after = standing.order.shipAfter();
        if (after != null && clock.instant().isBefore(after)) {
            return new Progress(false, "waits until " + IndiaTime.text(after));
        }
        List<String> skus =
                standing.order.lines().stream().map(ChannelOrder.Line::sku).toList();
        Map<String, Offer> listings = offers.shownOnTheWay(account, skus);
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
            case PACKED -> new Progress(false, ShipmentSink.PACKED);
            case TO_PACK -> new Progress(false, ShipmentSink.TO_PACK);
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
            RemoteOrder order = OrderReading.order(view, null, null);
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

        boolean isHeld() {
            return (step == Step.TO_PACK || step == Step.PACKED) && Boolean.TRUE.equals(view.hold());
        }
    }
}
