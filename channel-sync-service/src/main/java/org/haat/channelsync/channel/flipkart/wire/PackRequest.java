package org.haat.channelsync.channel.flipkart.wire;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Request of {@code POST /v3/shipments/labels}: at most 25 shipments. */
public record PackRequest(List<Pack> shipments) {

    /** One shipment to pack. */
    public record Pack(
            String shipmentId,
            String locationId,
            List<TaxItem> taxItems,
            List<Invoice> invoices,
            List<Parcel> subShipments) {}

    /** @param taxRate percent */
    public record TaxItem(String orderItemId, BigDecimal taxRate, int quantity) {}

    /**
     * @param invoiceDate {@code yyyy-MM-dd}, as working integrations send it
     * @param invoiceNumber null when Flipkart numbers the invoice
     */
    public record Invoice(
            String orderId, String invoiceDate, @Nullable String invoiceNumber) {}

    /** A parcel and its packed size. */
    public record Parcel(String subShipmentId, Dimensions dimensions) {}

    /** Centimetres and kilograms. */
    public record Dimensions(BigDecimal length, BigDecimal breadth, BigDecimal height, BigDecimal weight) {}
}
