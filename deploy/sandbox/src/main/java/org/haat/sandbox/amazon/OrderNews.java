package org.haat.sandbox.amazon;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.account.Accounts;
import org.haat.sandbox.journal.Json;

/** Tells that an order's status changed, in the words of the notification, which are those of the older orders API. */
final class OrderNews {
    private static final Map<String, String> OLD_WORDS = Map.of(
            "PENDING", "Pending",
            "UNSHIPPED", "Unshipped",
            "PARTIALLY_SHIPPED", "PartiallyShipped",
            "SHIPPED", "Shipped",
            "CANCELLED", "Canceled");
    private final Notices notices;
    private final Accounts accounts;

    OrderNews(Notices notices, Accounts accounts) {
        this.notices = notices;
        this.accounts = accounts;
    }

    /** Call before the order is kept: it remembers what was told. */
    void tell(AmazonOrder order) {
        if (order.status.equals(order.toldStatus)) {
            return;
        }
        order.toldStatus = order.status;
        String name = order.sale().account();
        accounts.find(Account.AMAZON, name)
                .ifPresent(account -> notices.tell(name, "ORDER_CHANGE", payload(order, account)));
    }

    private static ObjectNode payload(AmazonOrder order, Account account) {
        ObjectNode payload = Json.MAPPER.createObjectNode();
        ObjectNode change = payload.putObject("OrderChangeNotification")
                .put("NotificationLevel", "OrderLevel")
                .put("SellerId", account.sellerId())
                .put("AmazonOrderId", order.sale().orderId())
                .put("OrderChangeType", "OrderStatusChange");
        change.putObject("OrderChangeTrigger")
                .put("TimeOfOrderChange", order.updated.toString())
                .put("ChangeReason", order.cancelReason == null ? "Order status changed" : order.cancelReason);
        ObjectNode summary = change.putObject("Summary")
                .put("MarketplaceId", account.place())
                .put("OrderStatus", OLD_WORDS.getOrDefault(order.status, order.status))
                .put("PurchaseDate", order.sale().placed().toString())
                .put("FulfillmentType", "MFN")
                .put("OrderType", "StandardOrder");
        items(order, summary.putArray("OrderItems"));
        return payload;
    }

    private static void items(AmazonOrder order, ArrayNode items) {
        order.sale().lines().forEach(line -> items.addObject()
                .put("OrderItemId", line.itemId())
                .put("SellerSKU", line.sku())
                .put("Quantity", line.quantity())
                .put("QuantityShipped", order.shippedOf(line.itemId())));
    }
}
