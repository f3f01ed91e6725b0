package org.haat.sandbox.amazon;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.haat.sandbox.account.Account;
import org.haat.sandbox.http.Answer;
import org.haat.sandbox.http.Call;
import org.haat.sandbox.http.PageTokens;
import org.haat.sandbox.journal.Json;
import org.haat.sandbox.market.Ground;
import org.haat.sandbox.pace.Delays;
import org.haat.sandbox.pace.Pace;
import org.haat.sandbox.unkindness.FaultKind;
import org.haat.sandbox.unkindness.Unkindness;

/** Orders 2026-01-01: search by pages, and one order. */
final class OrderReads {
    private static final Set<String> FREE_TO_CHANGE = Set.of("paginationToken", "maxResultsPerPage", "includedData");

    /** What a page token stands for: the search as it was first made, and the orders it found. */
    private record Cursor(Map<String, List<String>> search, List<String> rest, String bound, Instant before) {}

    private final PageTokens<Cursor> tokens = new PageTokens<>();
    private final AmazonOrders orders;
    private final Unkindness unkindness;
    private final Delays delays;
    private final Pace pace;

    OrderReads(Ground ground, AmazonOrders orders) {
        this.orders = orders;
        this.unkindness = ground.unkindness();
        this.delays = ground.delays();
        this.pace = ground.pace();
    }

    Answer get(Call call, Account account) {
        return orders.find(account.name(), call.param("orderId"))
                .map(o -> {
                    ObjectNode body = Json.MAPPER.createObjectNode();
                    body.set("order", OrderJson.of(o, account, call.queryList("includedData")));
                    return Answer.json(200, body);
                })
                .orElseGet(() -> Errors.of(404, "NotFound", "The order was not found.", ""));
    }

    Answer search(Call call, Account account) {
        int size = size(call);
        if (size < 1 || size > 100) {
            return Errors.invalidInput("maxResultsPerPage must be between 1 and 100.");
        }
        Optional<String> token = call.query("paginationToken");
        if (token.isPresent()) {
            return next(call, account, token.get(), size);
        }
        boolean created = call.query("createdAfter").isPresent();
        boolean updated = call.query("lastUpdatedAfter").isPresent();
        if (created == updated) {
            return Errors.invalidInput("Exactly one of createdAfter and lastUpdatedAfter is required.");
        }
        String by = created ? "created" : "lastUpdated";
        if (call.query((created ? "lastUpdated" : "created") + "Before").isPresent()) {
            return Errors.invalidInput("Bounds of creation and of update cannot be mixed.");
        }
        return first(call, account, by, size);
    }

    private Answer first(Call call, Account account, String by, int size) {
        Instant latest = pace.now().minus(delays.of("amazon.order.lag", ""));
        Optional<Instant> after = call.query(by + "After").flatMap(Times::parse);
        Optional<Instant> before =
                call.query(by + "Before").map(t -> Times.parse(t).orElse(Instant.MAX));
        if (after.isEmpty() || before.map(Instant.MAX::equals).orElse(false)) {
            return Errors.invalidInput("Dates must be in ISO 8601 format.");
        }
        if (before.map(latest::isBefore).orElse(false)) {
            return Errors.invalidInput(by + "Before must be at least two minutes before the time of the request.");
        }
        Instant until = before.orElse(latest);
        if (until.isBefore(after.get()) && before.isPresent()) {
            return Errors.invalidInput(by + "Before must be equal to or after " + by + "After.");
        }
        List<String> ids = orders.all().stream()
                .filter(o -> o.sale().account().equals(account.name()))
                .filter(o -> within(stamp(o, by), after.get(), until))
                .filter(o -> wanted(call, o, account))
                .sorted(Comparator.comparing((AmazonOrder o) -> stamp(o, by))
                        .thenComparing(o -> o.sale().orderId()))
                .map(o -> o.sale().orderId())
                .toList();
        Cursor whole = new Cursor(search(call), ids, by + "Before", until);
        return page(call, account, whole, size);
    }

    private static Instant stamp(AmazonOrder o, String by) {
        return by.equals("created") ? o.sale().placed() : o.updated;
    }

    private static boolean within(Instant stamp, Instant after, Instant until) {
        return !stamp.isBefore(after) && !stamp.isAfter(until);
    }

    private static boolean wanted(Call call, AmazonOrder o, Account account) {
        List<String> statuses = call.queryList("fulfillmentStatuses");
        List<String> marketplaces = call.queryList("marketplaceIds");
        List<String> by = call.queryList("fulfilledBy");
        return (statuses.isEmpty() || statuses.contains(o.status))
                && (marketplaces.isEmpty() || marketplaces.contains(account.place()))
                && (by.isEmpty() || by.contains("MERCHANT"));
    }

    private Answer next(Call call, Account account, String token, int size) {
        Optional<Cursor> cursor = tokens.find(token, pace.now());
        if (cursor.isEmpty()) {
            return Errors.invalidInput("The paginationToken is invalid or has expired.");
        }
        if (!cursor.get().search.equals(search(call))) {
            return Errors.invalidInput("The parameters must be those of the call that gave the paginationToken.");
        }
        return page(call, account, cursor.get(), size);
    }

    private static Map<String, List<String>> search(Call call) {
        Map<String, List<String>> search = new HashMap<>(call.query());
        search.keySet().removeAll(FREE_TO_CHANGE);
        return search;
    }

    private Answer page(Call call, Account account, Cursor cursor, int size) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        ArrayNode list = body.putArray("orders");
        List<String> shown = cursor.rest.stream().limit(size).toList();
        shown.forEach(id -> orders.find(account.name(), id)
                .ifPresent(o -> list.add(OrderJson.of(o, account, call.queryList("includedData")))));
        if (cursor.rest.size() > size) {
            List<String> rest = rest(account, cursor.rest, shown);
            String token = tokens.keep(new Cursor(cursor.search, rest, cursor.bound, cursor.before), pace.now());
            body.putObject("pagination").put("nextToken", token);
        }
        body.put(cursor.bound, cursor.before.toString());
        return Answer.json(200, body);
    }

    /** What the next pages hold; with a switch on, the page again, or its last order again. */
    private List<String> rest(Account account, List<String> all, List<String> shown) {
        if (unkindness
                .take(FaultKind.REPEAT_PAGE, Account.AMAZON, account.name(), "searchOrders")
                .isPresent()) {
            return all;
        }
        List<String> rest = new ArrayList<>(all.subList(shown.size(), all.size()));
        if (unkindness
                .take(FaultKind.DUPLICATE_ORDERS, Account.AMAZON, account.name(), "searchOrders")
                .isPresent()) {
            rest.add(0, shown.get(shown.size() - 1));
        }
        return rest;
    }

    private static int size(Call call) {
        try {
            return call.query("maxResultsPerPage").map(Integer::parseInt).orElse(100);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
