package org.haat.sandbox.amazon;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.account.Store;
import org.haat.sandbox.journal.Json;
import org.haat.sandbox.market.Sale;

/** An order as Orders 2026-01-01 shows it: only the data sets that were asked for; no address and no price while pending. */
final class OrderJson {
    private OrderJson() {}

    static ObjectNode of(AmazonOrder o, Account account, List<String> included) {
        Sale sale = o.sale();
        Store store = Store.of(account);
        ObjectNode order = Json.MAPPER
                .createObjectNode()
                .put("orderId", sale.orderId())
                .put("createdTime", sale.placed().toString())
                .put("lastUpdatedTime", o.updated.toString());
        order.putArray("programs");
        order.putObject("salesChannel")
                .put("channelName", "AMAZON")
                .put("marketplaceId", account.place())
                .put("marketplaceName", store.name());
        if (!o.pending()) {
            settled(o, store, order, included);
        }
        if (included.contains("FULFILLMENT")) {
            order.set("fulfillment", fulfillment(o));
        }
        ArrayNode items = order.putArray("orderItems");
        sale.lines().forEach(l -> items.add(item(o, l, store.currency(), included)));
        if (included.contains("PACKAGES")) {
            ArrayNode packages = order.putArray("packages");
            o.parcels.forEach(p -> packages.add(parcel(p)));
        }
        return order;
    }

    private static void settled(AmazonOrder o, Store store, ObjectNode order, List<String> included) {
        Sale sale = o.sale();
        if (included.contains("BUYER")) {
            order.putObject("buyer")
                    .put("buyerName", sale.buyer().name())
                    .put("buyerEmail", sale.orderId() + "@marketplace.example");
        }
        if (included.contains("RECIPIENT")) {
            order.putObject("recipient").set("deliveryAddress", address(sale.buyer(), store));
        }
        if (included.contains("PROCEEDS")) {
            order.putObject("proceeds").set("grandTotal", Amounts.money(sale.totalPaise(), store.currency()));
        }
        if (included.contains("PAYMENT")) {
            order.putObject("payment")
                    .putArray("paymentExecutions")
                    .addObject()
                    .put("paymentMethod", sale.cashOnDelivery() ? "CashOnDelivery" : "Other");
        }
    }

    private static ObjectNode address(Sale.Buyer b, Store store) {
        Abroad place = Abroad.of(store, b);
        return Json.MAPPER
                .createObjectNode()
                .put("name", b.name())
                .put("addressLine1", b.line1())
                .put("addressLine2", b.line2())
                .put("addressLine3", b.landmark())
                .put("city", place.city())
                .put("stateOrRegion", place.region())
                .put("postalCode", place.postalCode())
                .put("countryCode", store.country())
                .put("phone", b.phone())
                .put("addressType", "RESIDENTIAL");
    }

    private static ObjectNode fulfillment(AmazonOrder o) {
        ObjectNode f = Json.MAPPER
                .createObjectNode()
                .put("fulfillmentStatus", o.status)
                .put("fulfilledBy", "MERCHANT")
                .put("fulfillmentServiceLevel", "STANDARD");
        if (!o.pending()) {
            f.putObject("shipByWindow")
                    .put("earliestDateTime", o.authorised.toString())
                    .put("latestDateTime", o.authorised.plus(Duration.ofDays(2)).toString());
            f.putObject("deliverByWindow")
                    .put(
                            "earliestDateTime",
                            o.authorised.plus(Duration.ofDays(3)).toString())
                    .put("latestDateTime", o.authorised.plus(Duration.ofDays(8)).toString());
        }
        return f;
    }

    private static ObjectNode item(AmazonOrder o, Sale.Line l, String currency, List<String> included) {
        ObjectNode item =
                Json.MAPPER.createObjectNode().put("orderItemId", l.itemId()).put("quantityOrdered", l.quantity());
        ObjectNode product = item.putObject("product")
                .put("asin", l.productId())
                .put("title", l.title())
                .put("sellerSku", l.sku());
        product.putObject("condition").put("conditionType", "NEW").put("conditionSubtype", "NEW");
        if (!o.pending()) {
            product.putObject("price").set("unitPrice", Amounts.money(l.unitPricePaise(), currency));
            if (included.contains("PROCEEDS")) {
                item.set("proceeds", proceeds(l, currency));
            }
        }
        if (included.contains("CANCELLATION") && o.cancelled()) {
            item.putObject("cancellation")
                    .putObject("cancellationExecution")
                    .put("cancelledBy", o.cancelledBy == null ? "BUYER" : o.cancelledBy)
                    .put("cancelReason", o.cancelReason);
        }
        if (included.contains("FULFILLMENT")) {
            int shipped = o.shippedOf(l.itemId());
            item.putObject("fulfillment")
                    .put("quantityFulfilled", shipped)
                    .put("quantityUnfulfilled", o.cancelled() ? 0 : l.quantity() - shipped);
        }
        return item;
    }

    private static ObjectNode proceeds(Sale.Line l, String currency) {
        ObjectNode proceeds = Json.MAPPER.createObjectNode();
        proceeds.set("proceedsTotal", Amounts.money(l.totalPaise(), currency));
        ObjectNode part = proceeds.putArray("breakdowns").addObject().put("type", "ITEM");
        part.set("subtotal", Amounts.money(l.totalPaise(), currency));
        return proceeds;
    }

    private static ObjectNode parcel(AmazonOrder.Parcel p) {
        ObjectNode parcel = Json.MAPPER
                .createObjectNode()
                .put("packageReferenceId", p.packageReferenceId())
                .put("createdTime", p.created().toString())
                .put("carrier", p.carrier())
                .put("shipTime", p.shipTime().toString())
                .put("trackingNumber", p.trackingNumber());
        if (p.shippingService() != null) {
            parcel.put("shippingService", p.shippingService());
        }
        parcel.putObject("packageStatus").put("status", "SHIPPED");
        ArrayNode items = parcel.putArray("packageItems");
        p.quantities()
                .forEach((id, n) -> items.addObject().put("orderItemId", id).put("quantity", n));
        return parcel;
    }
}
