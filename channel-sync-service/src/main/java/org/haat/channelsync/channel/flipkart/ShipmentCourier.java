package org.haat.channelsync.channel.flipkart;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.haat.channelsync.channel.ChannelException;
import org.haat.channelsync.channel.FailureKind;
import org.haat.channelsync.channel.ShipmentPapers.Papers;
import org.haat.channelsync.channel.flipkart.wire.ShippingView;
import org.haat.channelsync.channel.flipkart.wire.ShippingView.Courier;

/** The papers of a shipment and the courier that they name. Pure. */
final class ShipmentCourier {
    private static final byte[] BEGINNING = "%PDF-".getBytes(StandardCharsets.US_ASCII);
    private static final String END = "%%EOF";
    private static final int LAST_BYTES = 1_024;

    private ShipmentCourier() {}

    /** @throws ChannelException of kind {@code PROTOCOL} when what came is no whole PDF */
    static Papers papers(byte[] pdf, ShippingView shipping, String shipmentId) {
        requireWholePdf(pdf);
        return couriers(shipping, shipmentId)
                .findFirst()
                .map(courier -> new Papers(pdf, courier.vendorName(), courier.trackingId()))
                .orElseGet(() -> new Papers(pdf, null, null));
    }

    /** Who fetches the parcel stands before who delivers it: the pick-up is what the seller sees. */
    private static Stream<Courier> couriers(ShippingView shipping, String shipmentId) {
        return Objects.requireNonNullElse(shipping.shipments(), List.<ShippingView.Shipment>of()).stream()
                .filter(shipment -> shipmentId.equals(shipment.shipmentId()))
                .flatMap(shipment ->
                        Objects.requireNonNullElse(shipment.subShipments(), List.<ShippingView.Part>of()).stream())
                .map(ShippingView.Part::courierDetails)
                .filter(Objects::nonNull)
                .flatMap(details -> Stream.of(details.pickupDetails(), details.deliveryDetails()))
                .filter(Objects::nonNull)
                .filter(courier ->
                        courier.trackingId() != null && !courier.trackingId().isBlank());
    }

    private static void requireWholePdf(byte[] pdf) {
        boolean begins = pdf.length > BEGINNING.length
                && java.util.Arrays.equals(pdf, 0, BEGINNING.length, BEGINNING, 0, BEGINNING.length);
        int from = Math.max(0, pdf.length - LAST_BYTES);
        boolean ends = new String(pdf, from, pdf.length - from, StandardCharsets.ISO_8859_1).contains(END);
        if (!begins || !ends) {
            throw new ChannelException(
                    FailureKind.PROTOCOL,
                    "Flipkart's label is no whole PDF: " + pdf.length + " bytes came",
                    "NO_PDF",
                    null,
                    null);
        }
    }
}
