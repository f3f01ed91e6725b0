package org.haat.sandbox.flipkart;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.account.Accounts;
import org.haat.sandbox.journal.Json;
import org.haat.sandbox.market.Sale;

/** Tells what changed of a shipment since it was last told of. */
final class ShipmentNews {
    private static final Map<String, String> EVENTS = Map.of(
            "PACKED", "shipment_packed",
            "READY_TO_DISPATCH", "shipment_ready_to_dispatch",
            "PICKUP_COMPLETE", "shipment_pickup_complete",
            "SHIPPED", "shipment_shipped",
            "DELIVERED", "shipment_delivered");
    private final Pushes pushes;
    private final Accounts accounts;

    ShipmentNews(Pushes pushes, Accounts accounts) {
        this.pushes = pushes;
        this.accounts = accounts;
    }

    /** Call before the shipment is kept: it remembers what was told. */
    void tell(Shipment shipment, ShipmentStore store) {
        boolean held = store.held(shipment);
        if (shipment.toldState == null) {
            created(shipment, store);
        } else {
            if (held != shipment.toldHeld) {
                hold(shipment, held);
            }
            if (shipment.givenUp.size() > shipment.toldGivenUp) {
                cancelled(shipment);
            }
            String event = EVENTS.get(shipment.state);
            if (event != null && !shipment.state.equals(shipment.toldState)) {
                pushes.tell(shipment, event, status(shipment.state));
            }
        }
        shipment.toldState = shipment.state;
        shipment.toldHeld = held;
        shipment.toldGivenUp = shipment.givenUp.size();
    }

    private void created(Shipment shipment, ShipmentStore store) {
        accounts.find(Account.FLIPKART, shipment.sale().account()).ifPresent(account -> {
            ObjectNode attributes = ShipmentJson.order(shipment, account, store);
            attributes.remove("shipmentId");
            pushes.tell(shipment, "shipment_created", attributes);
        });
    }

    private void hold(Shipment shipment, boolean held) {
        if (!held) {
            pushes.tell(shipment, "shipment_unhold", status(shipment.state));
            return;
        }
        ObjectNode attributes = Json.MAPPER.createObjectNode();
        ArrayNode items = attributes.putArray("orderItems");
        shipment.goods()
                .forEach(line ->
                        items.addObject().put("orderItemId", line.itemId()).put("holdQuantity", line.quantity()));
        pushes.tell(shipment, "shipment_hold", attributes);
    }

    private void cancelled(Shipment shipment) {
        ObjectNode attributes = status("CANCELLED");
        ArrayNode items = attributes.putArray("orderItems");
        List<Sale.Line> gone = shipment.sale().lines().stream()
                .filter(line -> shipment.givenUp.containsKey(line.itemId()))
                .toList();
        gone.forEach(line -> items.addObject()
                .put("orderItemId", line.itemId())
                .put("quantity", line.quantity())
                .put("reason", shipment.cancelWord())
                .put("subReason", shipment.cancelReason));
        pushes.tell(shipment, "shipment_cancelled", attributes);
    }

    private static ObjectNode status(String state) {
        return Json.MAPPER.createObjectNode().put("status", state);
    }
}
