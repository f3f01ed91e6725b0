package org.haat.channelsync.channel.amazon;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.haat.channelsync.channel.OrderSeed;
import org.haat.event.ChannelOrder.Status;
import org.haat.event.Money;

/** An order in the form of orders_2026-01-01, from a seed of the kit. */
final class AmazonOrderJson {
    private AmazonOrderJson() {}

    static ObjectNode of(OrderSeed seed) {
        ObjectNode order = JsonNodeFactory.instance.objectNode();
        order.put("orderId", seed.id());
        order.put("createdTime", seed.placedAt().toString());
        order.put("lastUpdatedTime", seed.updatedAt().toString());
        order.putObject("salesChannel").put("channelName", "AMAZON").put("marketplaceId", AmazonFarSide.STORE);
        order.putObject("buyer").put("buyerName", OrderSeed.BUYER).put("buyerEmail", OrderSeed.EMAIL);
        address(order);
        Money total = seed.unitPrice().times(seed.quantity());
        order.putObject("proceeds").set("grandTotal", money(total));
        order.putObject("fulfillment")
                .put("fulfillmentStatus", seed.rawStatus() == null ? word(seed.status()) : seed.rawStatus())
                .put("fulfilledBy", "MERCHANT")
                .putObject("shipByWindow")
                .put("latestDateTime", "2026-11-23T18:29:59Z");
        item(order, seed, total);
        return order;
    }

    private static void address(ObjectNode order) {
        order.putObject("recipient")
                .putObject("deliveryAddress")
                .put("name", OrderSeed.BUYER)
                .put("addressLine1", OrderSeed.STREET)
                .put("city", "Kolkata")
                .put("stateOrRegion", "WEST BENGAL")
                .put("postalCode", OrderSeed.PIN)
                .put("countryCode", "IN")
                .put("phone", OrderSeed.PHONE);
    }

    private static void item(ObjectNode order, OrderSeed seed, Money total) {
        ObjectNode item = order.putArray("orderItems").addObject();
        item.put("orderItemId", seed.id() + "-1").put("quantityOrdered", seed.quantity());
        ObjectNode product =
                item.putObject("product").put("sellerSku", seed.sku()).put("title", "Saree");
        product.putObject("price").set("unitPrice", money(seed.unitPrice()));
        ObjectNode proceeds = item.putObject("proceeds");
        proceeds.set("proceedsTotal", money(total));
        proceeds.putArray("breakdowns").addObject().put("type", "ITEM").set("subtotal", money(total));
        boolean gone = seed.status() == Status.SHIPPED;
        item.putObject("fulfillment")
                .put("quantityFulfilled", gone ? seed.quantity() : 0)
                .put("quantityUnfulfilled", gone ? 0 : seed.quantity());
    }

    private static String word(Status status) {
        return status == Status.DELIVERED ? "SHIPPED" : status.name();
    }

    static ObjectNode money(Money money) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("amount", BigDecimal.valueOf(money.minor(), 2).toPlainString())
                .put("currencyCode", money.currency());
    }
}
