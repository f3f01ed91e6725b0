package org.haat.sandbox.flipkart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.http.Answer;
import org.haat.sandbox.http.Call;
import org.haat.sandbox.http.PageTokens;
import org.haat.sandbox.journal.Json;
import org.haat.sandbox.pace.Pace;
import org.haat.sandbox.unkindness.FaultKind;
import org.haat.sandbox.unkindness.Unkindness;
import org.jspecify.annotations.Nullable;

/** Shipments v3, the reading half: filter by POST, further pages by GET of {@code nextPageUrl}, and the two views. */
final class ShipmentReads {
    private static final int PAGE = 20;
    private static final int VIEW = 100;
    private static final Map<String, Set<String>> STATES = Map.of(
            "preDispatch", Set.of("APPROVED", "PACKING_IN_PROGRESS", "FORM_FAILED", "PACKED", "READY_TO_DISPATCH"),
            "postDispatch",
                    Set.of("PICKUP_COMPLETE", "SHIPPED", "DELIVERED", "COMPLETED", "RETURNED", "RETURN_REQUESTED"),
            "cancelled", Set.of("CANCELLED"));

    private record Cursor(String account, List<String> rest, int size) {}

    private final PageTokens<Cursor> tokens = new PageTokens<>();
    private final ShipmentStore store;
    private final Unkindness unkindness;
    private final Pace pace;

    ShipmentReads(ShipmentStore store, Unkindness unkindness, Pace pace) {
        this.store = store;
        this.pace = pace;
        this.unkindness = unkindness;
    }

    Answer filter(Call call, Account account) {
        JsonNode body = call.json().orElseGet(Json.MAPPER::createObjectNode);
        JsonNode filter = body.path("filter");
        Set<String> states = STATES.get(filter.path("type").asText());
        if (states == null) {
            return Refusals.order(400, "INVALID_REQUEST", "filter.type must be preDispatch, postDispatch or cancelled");
        }
        boolean cancelled = filter.path("type").asText().equals("cancelled");
        if (cancelled && !filter.path("cancellationType").isTextual()) {
            return Refusals.order(400, "INVALID_REQUEST", "cancellationType is required for cancelled shipments");
        }
        for (JsonNode state : filter.path("states")) {
            if (!states.contains(state.asText())) {
                return Refusals.order(400, "INVALID_REQUEST", "State " + state.asText() + " is not one of this type");
            }
        }
        int size = body.path("pagination").path("pageSize").asInt(PAGE);
        if (size < 1) {
            return Refusals.order(400, "INVALID_REQUEST", "pageSize must be above zero");
        }
        return page(
                account,
                new Cursor(account.name(), found(account, filter, states, body.path("sort")), Math.min(size, PAGE)));
    }

    private List<String> found(Account account, JsonNode filter, Set<String> states, JsonNode sort) {
        return store.all().stream()
                .filter(s -> s.sale().account().equals(account.name()) && states.contains(s.state))
                .filter(s -> contains(filter.path("states"), s.state))
                .filter(s -> !filter.hasNonNull("hold") || filter.path("hold").asBoolean() == store.held(s))
                .filter(s -> !filter.hasNonNull("locationId")
                        || filter.path("locationId").asText().equals(account.place()))
                .filter(s -> !filter.hasNonNull("cancellationType")
                        || filter.path("cancellationType").asText().equals(s.cancellationType))
                .filter(s -> s.sale().lines().stream().anyMatch(l -> contains(filter.path("sku"), l.sku())))
                .filter(s -> within(filter, "orderDate", s.sale().placed())
                        && within(filter, "modifiedDate", s.updated)
                        && within(filter, "dispatchAfterDate", s.dispatchAfter)
                        && within(filter, "dispatchByDate", s.dispatchBy)
                        && within(filter, "cancellationDate", s.cancelled))
                .sorted(order(sort))
                .map(s -> s.shipmentId)
                .toList();
    }

    private static boolean contains(JsonNode wanted, String value) {
        if (wanted.isEmpty()) {
            return true;
        }
        for (JsonNode w : wanted) {
            if (w.asText().equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean within(JsonNode filter, String field, @Nullable Instant instant) {
        JsonNode range = filter.path(field);
        if (!range.isObject()) {
            return true;
        }
        Optional<Instant> from = time(range.path("from").asText());
        Optional<Instant> to = time(range.path("to").asText());
        return instant != null
                && from.map(f -> !instant.isBefore(f)).orElse(true)
                && to.map(t -> !instant.isAfter(t)).orElse(true);
    }

    private static Optional<Instant> time(String text) {
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Comparator<Shipment> order(JsonNode sort) {
        Function<Shipment, Instant> by =
                switch (sort.path("field").asText("orderDate")) {
                    case "modifiedDate" -> s -> s.updated;
                    case "dispatchAfterDate" -> s -> s.dispatchAfter;
                    case "dispatchByDate" -> s -> s.dispatchBy;
                    default -> s -> s.sale().placed();
                };
        Comparator<Shipment> order = Comparator.comparing(by).thenComparing(s -> s.shipmentId);
        return sort.path("order").asText("asc").equals("desc") ? order.reversed() : order;
    }

    Answer next(Call call, Account account) {
        return tokens.find(call.query("next_token").orElse(""), pace.now())
                .filter(c -> c.account.equals(account.name()))
                .map(c -> page(account, c))
                .orElseGet(() -> Refusals.order(400, "INVALID_REQUEST", "next_token is not one that was given"));
    }

    private Answer page(Account account, Cursor cursor) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        List<String> shown = cursor.rest.stream().limit(cursor.size).toList();
        boolean more = cursor.rest.size() > cursor.size;
        body.put("hasMore", more);
        if (more) {
            Cursor next = new Cursor(cursor.account, rest(account, cursor.rest, shown), cursor.size);
            String token = tokens.keep(next, pace.now());
            body.put("nextPageUrl", "/v3/shipments/filter?next_token=" + token);
        }
        ArrayNode list = body.putArray("shipments");
        shown.forEach(
                id -> store.find(account.name(), id).ifPresent(s -> list.add(ShipmentJson.order(s, account, store))));
        return Answer.json(200, body);
    }

    private List<String> rest(Account account, List<String> all, List<String> shown) {
        if (unkindness
                .take(FaultKind.REPEAT_PAGE, Account.FLIPKART, account.name(), "filterShipments")
                .isPresent()) {
            return all;
        }
        List<String> rest = new ArrayList<>(all.subList(shown.size(), all.size()));
        if (unkindness
                .take(FaultKind.DUPLICATE_ORDERS, Account.FLIPKART, account.name(), "filterShipments")
                .isPresent()) {
            rest.add(0, shown.get(shown.size() - 1));
        }
        return rest;
    }

    /** The order view, by shipment, item or order ids: one kind a call. */
    Answer orderView(Call call, Account account) {
        List<String> kinds = List.of("shipmentIds", "orderItemIds", "orderIds").stream()
                .filter(k -> call.query(k).isPresent())
                .toList();
        if (kinds.size() != 1 || call.queryList(kinds.get(0)).size() > VIEW) {
            return Refusals.order(400, "INVALID_REQUEST", "One kind of ids, at most " + VIEW);
        }
        List<String> ids = call.queryList(kinds.get(0));
        ObjectNode body = Json.MAPPER.createObjectNode();
        ArrayNode list = body.putArray("shipments");
        store.all().stream()
                .filter(s -> s.sale().account().equals(account.name()) && named(s, kinds.get(0), ids))
                .forEach(s -> list.add(ShipmentJson.order(s, account, store)));
        return Answer.json(200, body);
    }

    private static boolean named(Shipment s, String kind, List<String> ids) {
        return switch (kind) {
            case "shipmentIds" -> ids.contains(s.shipmentId);
            case "orderIds" -> ids.contains(s.sale().orderId());
            default -> s.sale().lines().stream().anyMatch(l -> ids.contains(l.itemId()));
        };
    }

    Answer shippingView(Call call, Account account) {
        List<String> ids = Arrays.asList(call.param("shipmentIds").split(","));
        if (ids.size() > VIEW) {
            return Refusals.order(400, "INVALID_REQUEST", "At most " + VIEW + " shipments");
        }
        ObjectNode body = Json.MAPPER.createObjectNode();
        ArrayNode list = body.putArray("shipments");
        ids.forEach(id -> store.find(account.name(), id).ifPresent(s -> list.add(ShipmentJson.shipping(s, account))));
        return list.isEmpty()
                ? Refusals.order(404, "INVALID_SHIPMENTS", "None of the shipments is known")
                : Answer.json(200, body);
    }
}
