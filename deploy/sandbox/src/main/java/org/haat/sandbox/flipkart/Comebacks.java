package org.haat.sandbox.flipkart;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.account.Accounts;
import org.haat.sandbox.journal.Json;
import org.haat.sandbox.journal.Shelf;
import org.haat.sandbox.market.Ground;
import org.haat.sandbox.market.Sale;
import org.haat.sandbox.pace.Agenda;
import org.haat.sandbox.pace.Delays;
import org.haat.sandbox.pace.Pace;
import org.jspecify.annotations.Nullable;

/** Goods that come back: buyers send them, or the courier could not deliver. They travel by themselves; kept over a restart. */
public final class Comebacks {
    static final String CUSTOMER = "customer_return";
    static final String COURIER = "courier_return";
    private static final Set<String> SENT = Set.of("PICKUP_COMPLETE", "SHIPPED");
    private static final Set<String> DELIVERED = Set.of("DELIVERED", "COMPLETED");
    private static final Map<String, String> NEXT = Map.of("created", "picked_up", "picked_up", "completed");
    private final Shelf<Comeback> shelf;
    private final ShipmentStore shipments;
    private final Pushes pushes;
    private final Accounts accounts;
    private final Agenda agenda;
    private final Delays delays;
    private final Pace pace;

    Comebacks(Ground ground, ShipmentStore shipments, Pushes pushes) {
        this.shelf = new Shelf<>(ground.journal(), "flipkart.return", Comeback.class);
        this.shipments = shipments;
        this.pushes = pushes;
        this.accounts = ground.accounts();
        this.agenda = ground.agenda();
        this.delays = ground.delays();
        this.pace = ground.pace();
        List.copyOf(shelf.all()).forEach(this::plan);
    }

    Collection<Comeback> all() {
        return shelf.all();
    }

    /**
     * A buyer sends an item back, or the courier gives up.
     *
     * @param item one item, or null for the first that did not come back yet
     * @return the return's id, empty when the item is unknown, comes back already or is not at that point of its way
     */
    public Optional<String> begin(String account, String orderId, @Nullable String item, boolean byCourier) {
        Set<String> from = byCourier ? SENT : DELIVERED;
        return shipments.all().stream()
                .filter(s -> s.sale().account().equals(account) && from.contains(s.state))
                .filter(s -> orderId.isEmpty() || s.sale().orderId().equals(orderId) || s.shipmentId.equals(orderId))
                .flatMap(s -> s.goods().stream()
                        .filter(line -> item == null || line.itemId().equals(item))
                        .filter(line -> of(line.itemId()).isEmpty())
                        .map(line -> keep(s, line, byCourier)))
                .findFirst();
    }

    private Optional<Comeback> of(String item) {
        return shelf.all().stream()
                .filter(one -> one.itemId().equals(item) && !one.status().equals("cancelled"))
                .findFirst();
    }

    private String keep(Shipment s, Sale.Line line, boolean byCourier) {
        Instant now = pace.now();
        String id = "12%018d".formatted(shelf.all().size() + 1L);
        Comeback begun = new Comeback(
                id,
                s.sale().account(),
                s.shipmentId,
                s.sale().orderId(),
                line.itemId(),
                byCourier ? COURIER : CUSTOMER,
                "created",
                line.quantity(),
                byCourier ? "UNDELIVERED" : "SIZE_ISSUE",
                "RTN" + id.substring(10),
                now,
                now,
                delays.from(now, "flipkart.return.pickup", id));
        save(begun, "return_created");
        if (byCourier) {
            s.move("RETURN_REQUESTED", now, null);
            shipments.save(s);
        }
        return id;
    }

    /** The next step at a word; {@code return_picked_up}, {@code return_completed} or {@code return_cancelled}. */
    boolean step(String account, String item, String event) {
        String to = event.replaceFirst("^return_", "");
        Optional<Comeback> found = of(item).filter(one -> one.account().equals(account))
                .filter(one -> !one.status().equals("completed"));
        if (found.isEmpty() || !(to.equals("cancelled") || NEXT.containsValue(to))) {
            return false;
        }
        move(found.get(), to, pace.now());
        return true;
    }

    private void move(Comeback comeback, String to, Instant at) {
        boolean goesOn = NEXT.containsKey(to);
        Instant next = goesOn ? delays.from(at, "flipkart.return.way", comeback.returnId()) : null;
        save(comeback.moved(to, at, next), "return_" + to);
        if (to.equals("completed")) {
            shipments.find(comeback.account(), comeback.shipmentId()).ifPresent(s -> {
                s.move("RETURNED", at, null);
                shipments.save(s);
            });
        }
    }

    private void save(Comeback comeback, String event) {
        shelf.put(comeback.returnId(), comeback);
        plan(comeback);
        accounts.find(Account.FLIPKART, comeback.account()).ifPresent(account -> {
            ObjectNode attributes = Json.MAPPER.createObjectNode();
            attributes.put("status", event.toUpperCase(java.util.Locale.ROOT));
            attributes.putArray("returnItems").add(row(comeback, account));
            pushes.tellReturn(comeback, event, attributes);
        });
    }

    private void plan(Comeback comeback) {
        if (comeback.due() != null) {
            agenda.at(comeback.due(), at -> shelf.find(comeback.returnId())
                    .filter(one -> at.equals(one.due()) && NEXT.containsKey(one.status()))
                    .ifPresent(one -> move(one, NEXT.getOrDefault(one.status(), "completed"), at)));
        }
    }

    static ObjectNode row(Comeback comeback, Account account) {
        return Json.MAPPER
                .createObjectNode()
                .put("returnId", comeback.returnId())
                .put("orderItemId", comeback.itemId())
                .put("orderId", comeback.orderId())
                .put("shipmentId", comeback.shipmentId())
                .put("locationId", account.place())
                .put("sellerId", account.sellerId())
                .put("quantity", comeback.quantity())
                .put("status", comeback.status())
                .put("type", comeback.source())
                .put("reason", comeback.reason())
                .putNull("subReason")
                .put("trackingId", comeback.status().equals("created") ? null : comeback.tracking())
                .put("courierName", comeback.status().equals("created") ? null : "E-Kart Logistics")
                .put("createdDate", ShipmentJson.time(comeback.created()))
                .put("updatedDate", ShipmentJson.time(comeback.updated()))
                .put("serviceProfile", "Seller_Fulfilment");
    }
}
