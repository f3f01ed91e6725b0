package org.haat.channelsync.channel.flipkart;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.RemoteOrder;
import org.haat.channelsync.channel.flipkart.wire.ListingBlock;
import org.haat.channelsync.channel.flipkart.wire.ListingDetails.Offer;
import org.haat.channelsync.channel.flipkart.wire.PackRequest;
import org.haat.channelsync.channel.flipkart.wire.PackRequest.Dimensions;
import org.haat.channelsync.channel.flipkart.wire.ShipmentView;
import org.haat.event.ChannelOrder;
import org.haat.event.Shipment;
import org.jspecify.annotations.Nullable;

/**
 * The pack request of one shipment. The tax rate of each item is that of the listing's own tax code at Flipkart; the parcel
 * is the order view's where it gives one, else the listings' parcels put on one another. Pure.
 */
final class PackPlan {
    private PackPlan() {}

    /** @throws ChannelException of kind {@code REJECTED} when something is missing that a person has to mend */
    static PackRequest of(ShipmentView view, RemoteOrder order, Shipment shipment, Known known, LocalDate today) {
        List<ChannelOrder.Line> lines = order.lines().stream()
                .filter(line -> line.quantity() > line.cancelledQuantity())
                .toList();
        requireWhole(lines, shipment);
        LocalDate invoiceDate = Objects.requireNonNullElse(shipment.invoiceDate(), today);
        String groupId = Objects.requireNonNullElse(order.remoteGroupId(), "");
        String location = Objects.requireNonNullElse(view.locationId(), "");
        return new PackRequest(List.of(new PackRequest.Pack(
                order.remoteOrderId(),
                location,
                lines.stream().map(line -> taxItem(line, known)).toList(),
                List.of(new PackRequest.Invoice(groupId, invoiceDate.toString(), shipment.invoiceNumber())),
                parcels(view, lines, known))));
    }

    /**
     * What is known beside the shipment itself.
     *
     * @param offers the listings as Flipkart shows them
     * @param defaults what the account gives for a listing that is gone, {@link PackDefaults}
     */
    record Known(Map<String, Offer> offers, PackDefaults defaults) {}

    static int pieces(ChannelOrder.Line line) {
        return line.quantity() - line.cancelledQuantity();
    }

    /** Flipkart's shipment leaves whole or not at all. */
    private static void requireWhole(List<ChannelOrder.Line> lines, Shipment shipment) {
        if (shipment.lines().isEmpty()) {
            return;
        }
        Map<String, Integer> wanted = new HashMap<>();
        lines.forEach(line -> wanted.merge(line.remoteLineId(), pieces(line), Integer::sum));
        Map<String, Integer> sent = new HashMap<>();
        shipment.lines().forEach(line -> sent.merge(line.remoteLineId(), line.quantity(), Integer::sum));
        if (!wanted.equals(sent)) {
            throw refused(
                    "WHOLE_SHIPMENT_ONLY",
                    "Flipkart sends a shipment whole: it expects " + wanted.values() + " pieces by line, not "
                            + sent.values());
        }
    }

    private static PackRequest.TaxItem taxItem(ChannelOrder.Line line, Known known) {
        Offer offer = known.offers.get(line.sku());
        String code = offer == null || offer.tax() == null
                ? ""
                : Objects.requireNonNullElse(offer.tax().taxCode(), "");
        BigDecimal percent = TaxCodes.percent(code)
                .or(() -> known.defaults.taxRate())
                .orElseThrow(() -> refused(
                        "TAX_RATE_UNKNOWN",
                        "The listing of " + line.sku() + " has the tax code \"" + code
                                + "\", which names no rate; the account's pack_tax_rate can give one"));
        return new PackRequest.TaxItem(line.remoteLineId(), percent, pieces(line));
    }

    private static List<PackRequest.Parcel> parcels(ShipmentView view, List<ChannelOrder.Line> lines, Known known) {
        List<ShipmentView.Part> parts = view.subShipments();
        if (parts == null || parts.isEmpty()) {
            throw new ChannelException(FailureKind.PROTOCOL, "Shipment " + view.shipmentId() + " has no subShipments");
        }
        List<PackRequest.Parcel> parcels = new ArrayList<>();
        for (ShipmentView.Part part : parts) {
            Dimensions size = shown(part)
                    .or(() -> parts.size() == 1 ? stacked(lines, known.offers) : Optional.empty())
                    .or(() -> known.defaults.parcel())
                    .orElseThrow(
                            () -> refused(
                                    "PARCEL_UNKNOWN",
                                    "Neither the shipment nor its listings say how large the parcel is; the account's pack_parcel can"));
            parcels.add(new PackRequest.Parcel(Objects.requireNonNullElse(part.subShipmentId(), ""), size));
        }
        return List.copyOf(parcels);
    }

    private static Optional<Dimensions> shown(ShipmentView.Part part) {
        List<Dimensions> sizes = new ArrayList<>();
        List<ShipmentView.Content> contents = part.packages() == null ? List.of() : part.packages();
        for (ShipmentView.Content content : contents) {
            ShipmentView.Size size = content.dimensions();
            Optional<Dimensions> known = size == null
                    ? Optional.empty()
                    : dimensions(
                            size.length(),
                            size.breadth(),
                            size.height(),
                            size.weight() == null ? content.weight() : size.weight());
            if (known.isEmpty()) {
                return Optional.empty();
            }
            sizes.add(known.get());
        }
        return sizes.stream().reduce(PackPlan::onTop);
    }

    private static Optional<Dimensions> stacked(List<ChannelOrder.Line> lines, Map<String, Offer> offers) {
        List<Dimensions> sizes = new ArrayList<>();
        for (ChannelOrder.Line line : lines) {
            Optional<Dimensions> piece = ofListing(offers.get(line.sku()));
            if (piece.isEmpty()) {
                return Optional.empty();
            }
            sizes.add(times(piece.get(), pieces(line)));
        }
        return sizes.stream().reduce(PackPlan::onTop);
    }

    private static Optional<Dimensions> ofListing(@Nullable Offer offer) {
        if (offer == null || offer.packages() == null || offer.packages().size() != 1) {
            return Optional.empty();
        }
        ListingBlock.Pack pack = offer.packages().get(0);
        ListingBlock.Dimensions size = pack.dimensions();
        return size == null
                ? Optional.empty()
                : dimensions(size.length(), size.breadth(), size.height(), pack.weight());
    }

    private static Optional<Dimensions> dimensions(
            @Nullable BigDecimal length,
            @Nullable BigDecimal breadth,
            @Nullable BigDecimal height,
            @Nullable BigDecimal weight) {
        if (length == null || breadth == null || height == null || weight == null) {
            return Optional.empty();
        }
        boolean real = length.signum() > 0 && breadth.signum() > 0 && height.signum() > 0 && weight.signum() > 0;
        return real ? Optional.of(new Dimensions(length, breadth, height, weight)) : Optional.empty();
    }

    private static Dimensions times(Dimensions piece, int pieces) {
        BigDecimal count = BigDecimal.valueOf(pieces);
        return new Dimensions(
                piece.length(),
                piece.breadth(),
                piece.height().multiply(count),
                piece.weight().multiply(count));
    }

    private static Dimensions onTop(Dimensions below, Dimensions above) {
        return new Dimensions(
                below.length().max(above.length()),
                below.breadth().max(above.breadth()),
                below.height().add(above.height()),
                below.weight().add(above.weight()));
    }

    static ChannelException refused(String code, String message) {
        return new ChannelException(FailureKind.REJECTED, message, code, null, null);
    }
}
