package org.haat.sandbox.flipkart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.http.Answer;
import org.haat.sandbox.http.Call;
import org.haat.sandbox.journal.Json;
import org.haat.sandbox.market.Sale;
import org.haat.sandbox.pace.Pace;
import org.haat.sandbox.unkindness.FaultKind;
import org.haat.sandbox.unkindness.Unkindness;
import org.jspecify.annotations.Nullable;

/** Shipments v3, the doing half: pack, documents, ready to dispatch, cancel. A verdict for each shipment, with 200. */
final class ShipmentActions {
    private static final int BATCH = 25;
    private static final Set<String> CANCEL_REASONS =
            Set.of("cannot_procure_item", "not_enough_inventory", "b2b_order");

    /** Why a shipment was refused. */
    private record No(String code, String message) {}

    /** Judges one shipment and acts on it if nothing is wrong. */
    private interface Act {
        @Nullable
        No on(Shipment shipment, JsonNode wish);
    }

    private final ShipmentStore store;
    private final Unkindness unkindness;
    private final Pace pace;

    ShipmentActions(ShipmentStore store, Unkindness unkindness, Pace pace) {
        this.store = store;
        this.unkindness = unkindness;
        this.pace = pace;
    }

    Answer pack(Call call, Account account) {
        return each(call, account, "packShipments", body -> list(body.path("shipments")), this::pack);
    }

    private @Nullable No pack(Shipment s, JsonNode wish) {
        if (!s.state.equals("APPROVED")) {
            return new No("INVALID_ITEM_STATE", "The shipment is " + s.state);
        }
        if (store.held(s)) {
            return new No("OPERATION_NOT_ALLOWED", "The shipment is on hold");
        }
        if (pace.now().isBefore(s.dispatchAfter)) {
            return new No("OPERATION_NOT_ALLOWED", "The shipment must not be packed before its dispatchAfterDate");
        }
        Set<String> taxed = texts(wish.path("taxItems"), "orderItemId");
        Set<String> items = s.goods().stream().map(Sale.Line::itemId).collect(Collectors.toSet());
        if (!taxed.equals(items)) {
            return new No("INVALID_REQUEST_TAX", "taxItems must name each order item that is not cancelled");
        }
        if (!texts(wish.path("invoices"), "orderId").contains(s.sale().orderId())) {
            return new No("UNPROCESSABLE_ENTITY", "invoices must name the order");
        }
        for (JsonNode sub : wish.path("subShipments")) {
            if (!sub.path("subShipmentId").asText().equals("SS-1")
                    || sub.path("dimensions").path("weight").asDouble() <= 0) {
                return new No("UNPROCESSABLE_ENTITY", "subShipments must give the dimensions of SS-1");
            }
        }
        if (wish.path("subShipments").isEmpty()) {
            return new No("UNPROCESSABLE_ENTITY", "subShipments is required");
        }
        store.pack(s, wish.path("invoices").path(0).path("invoiceNumber").asText());
        return null;
    }

    Answer dispatch(Call call, Account account) {
        return each(
                call,
                account,
                "dispatchShipments",
                body -> {
                    List<JsonNode> wishes = new ArrayList<>();
                    body.path("shipmentIds")
                            .forEach(id -> wishes.add(Json.MAPPER
                                    .createObjectNode()
                                    .put("shipmentId", id.asText())
                                    .put("locationId", body.path("locationId").asText())));
                    return wishes;
                },
                (s, wish) -> {
                    if (!s.state.equals("PACKED")) {
                        return new No("ORDER_ITEM_NOT_PACKED", "The shipment is " + s.state);
                    }
                    store.dispatch(s);
                    return null;
                });
    }

    Answer cancel(Call call, Account account) {
        return each(call, account, "cancelShipments", body -> list(body.path("shipments")), this::cancel);
    }

    private @Nullable No cancel(Shipment s, JsonNode wish) {
        if (!CANCEL_REASONS.contains(wish.path("reason").asText())) {
            return new No("EMPTY_OR_INVALID_REASON_FOR_CANCELLATION", "reason must be one of " + CANCEL_REASONS);
        }
        if (!Shipment.BEFORE_PACKED.contains(s.state)) {
            return new No("INVALID_ITEM_STATE", "The shipment is " + s.state);
        }
        Set<String> groups = list(wish.path("cancellationGroupIds")).stream()
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
        List<Sale.Line> lines =
                s.goods().stream().filter(l -> groups.contains(s.groupOf(l))).toList();
        if (groups.isEmpty() || lines.size() < groups.size()) {
            return new No(
                    "INVALID_SHIPMENTS", "cancellationGroupIds must name items of the shipment that are not cancelled");
        }
        store.cancelBySeller(s, lines, wish.path("reason").asText());
        return null;
    }

    private interface Wishes {
        List<JsonNode> of(JsonNode body);
    }

    private Answer each(Call call, Account account, String operation, Wishes wishes, Act act) {
        List<JsonNode> all = wishes.of(call.json().orElseGet(Json.MAPPER::createObjectNode));
        if (all.isEmpty() || all.size() > BATCH) {
            return Refusals.order(400, "INVALID_REQUEST", "1 to " + BATCH + " shipments in one call");
        }
        ObjectNode body = Json.MAPPER.createObjectNode();
        ArrayNode list = body.putArray("shipments");
        all.forEach(wish -> list.add(one(account, operation, wish, act)));
        return Answer.json(200, body);
    }

    private ObjectNode one(Account account, String operation, JsonNode wish, Act act) {
        String id = wish.path("shipmentId").asText();
        Optional<Shipment> shipment = store.find(account.name(), id);
        No no;
        if (shipment.isEmpty() || !wish.path("locationId").asText().equals(account.place())) {
            no = new No("INVALID_SHIPMENTS", "The shipment is not known at this location");
        } else {
            no = unkindness
                    .takeFor(FaultKind.PARTIAL_FAILURE, Account.FLIPKART, account.name(), operation, id)
                    .map(f -> new No("DEPENDENT_SYSTEM_CALL_FAILED", f.text("message", "Try again later")))
                    .orElseGet(() -> act.on(shipment.get(), wish));
        }
        ObjectNode result =
                Json.MAPPER.createObjectNode().put("shipmentId", id).put("status", no == null ? "SUCCESS" : "FAILURE");
        if (no != null) {
            result.put("errorCode", no.code).put("errorMessage", no.message);
        }
        return result;
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static Set<String> texts(JsonNode array, String field) {
        return list(array).stream().map(n -> n.path(field).asText()).collect(Collectors.toSet());
    }

    /** Label and invoice of packed shipments, as one PDF with a page each. */
    Answer labels(Call call, Account account) {
        List<Shipment> found = packed(call, account);
        return found.isEmpty()
                ? Refusals.order(422, "ORDER_ITEM_NOT_PACKED", "Each shipment must be known and packed")
                : Answer.bytes(200, "application/pdf", LabelPdf.of(found));
    }

    private List<Shipment> packed(Call call, Account account) {
        List<String> ids = Arrays.asList(call.param("shipmentIds").split(","));
        List<Shipment> found = ids.stream()
                .flatMap(id -> store.find(account.name(), id).stream())
                .filter(Shipment::packed)
                .toList();
        return found.size() == ids.size() ? found : List.of();
    }

    Answer invoices(Call call, Account account) {
        List<Shipment> found = packed(call, account);
        if (found.isEmpty()) {
            return Refusals.order(422, "ORDER_ITEM_NOT_PACKED", "Each shipment must be known and packed");
        }
        ObjectNode body = Json.MAPPER.createObjectNode();
        ArrayNode list = body.putArray("invoices");
        found.forEach(s -> {
            ObjectNode invoice = list.addObject()
                    .put("shipmentId", s.shipmentId)
                    .put("invoiceDate", ShipmentJson.time(s.updated).substring(0, 10))
                    .put("invoiceNumber", s.invoiceNumber);
            ArrayNode items = invoice.putArray("orderItems");
            s.goods().forEach(l -> items.addObject()
                    .put("orderItemId", l.itemId())
                    .put("invoiceAmount", java.math.BigDecimal.valueOf(l.totalPaise(), 2)));
        });
        return Answer.json(200, body);
    }
}
