package org.haat.sandbox.flipkart;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.journal.Json;
import org.haat.sandbox.market.Sale;

/** A shipment in its two views: the order view without an address, and the shipping view with it. */
final class ShipmentJson {
    private static final DateTimeFormatter IST =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX").withZone(ZoneOffset.ofHoursMinutes(5, 30));

    private ShipmentJson() {}

    static String time(Instant instant) {
        return IST.format(instant);
    }

    private static BigDecimal rupees(long paise) {
        return BigDecimal.valueOf(paise, 2);
    }

    static ObjectNode order(Shipment s, Account account, ShipmentStore store) {
        ObjectNode node = Json.MAPPER
                .createObjectNode()
                .put("shipmentId", s.shipmentId)
                .put("locationId", account.place())
                .put("hold", store.held(s))
                .put("mps", false)
                .put("dispatchAfterDate", time(s.dispatchAfter))
                .put("dispatchByDate", time(s.dispatchBy))
                .put("updatedAt", time(s.updated))
                .put("packagingPolicy", "DEFAULT")
                .put("shipmentType", "NORMAL");
        node.putArray("forms");
        node.putArray("subShipments").addObject().put("subShipmentId", "SS-1").putArray("packages");
        ArrayNode items = node.putArray("orderItems");
        s.sale().lines().forEach(l -> items.add(item(s, l, account, store)));
        return node;
    }

    private static ObjectNode item(Shipment s, Sale.Line l, Account account, ShipmentStore store) {
        Sale sale = s.sale();
        ObjectNode item = Json.MAPPER
                .createObjectNode()
                .put("orderItemId", l.itemId())
                .put("orderId", sale.orderId())
                .put("cancellationGroupId", s.groupOf(l))
                .put("orderDate", time(sale.placed()))
                .put("paymentType", sale.cashOnDelivery() ? "COD" : "PREPAID")
                .put("status", s.stateOf(l))
                .put("quantity", l.quantity())
                .put("fsn", l.productId())
                .put("sku", l.sku())
                .put("listingId", store.listingId(account.name(), l.sku()))
                .put("hsn", store.hsn(account.name(), l.sku()))
                .put("title", l.title())
                .put("serviceProfile", "Seller_Fulfilment")
                .put("is_replacement", false);
        Instant givenUp = s.givenUp.getOrDefault(l.itemId(), s.cancelled);
        if (givenUp != null) {
            item.put("cancellationDate", time(givenUp))
                    .put("cancellationReason", s.cancelWord())
                    .put("cancellationSubReason", s.cancelReason);
        }
        item.putObject("priceComponents")
                .put("sellingPrice", rupees(l.totalPaise()))
                .put("shippingCharge", rupees(0))
                .put("customerPrice", rupees(l.totalPaise()))
                .put("totalPrice", rupees(l.totalPaise()))
                .put("flipkartDiscount", rupees(0));
        return item;
    }

    static ObjectNode shipping(Shipment s, Account account) {
        Sale.Buyer b = s.sale().buyer();
        ObjectNode node = Json.MAPPER
                .createObjectNode()
                .put("orderId", s.sale().orderId())
                .put("shipmentId", s.shipmentId)
                .put("locationId", account.place());
        node.set("deliveryAddress", address(b));
        node.set("billingAddress", address(b));
        node.putObject("buyerDetails").put("firstName", b.firstName()).put("lastName", b.lastName());
        node.put("weighingRequired", false);
        ArrayNode items = node.putArray("orderItems");
        s.sale()
                .lines()
                .forEach(l -> items.addObject().put("orderItemId", l.itemId()).put("quantity", l.quantity()));
        ObjectNode sub = node.putArray("subShipments").addObject().put("subShipmentId", "SS-1");
        ObjectNode courier = sub.putObject("courierDetails");
        if (s.packed()) {
            for (String leg : new String[] {"pickupDetails", "deliveryDetails"}) {
                courier.putObject(leg).put("vendorName", "E-Kart Logistics").put("trackingId", s.tracking());
            }
        }
        return node;
    }

    private static ObjectNode address(Sale.Buyer b) {
        return Json.MAPPER
                .createObjectNode()
                .put("firstName", b.firstName())
                .put("lastName", b.lastName())
                .put("addressLine1", b.line1())
                .put("addressLine2", b.line2())
                .put("landmark", b.landmark())
                .put("city", b.city())
                .put("state", b.state())
                .put("stateCode", b.stateCode())
                .put("pincode", b.pin());
    }
}
