package org.haat.order.console;

import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.haat.order.order.OrderState;
import org.jspecify.annotations.Nullable;

/** What the list is narrowed to, as it stands in the address; the API's own reader judges it. */
record OrderFilter(String state, String text, String channel, String attention) {
    /** A state with how many are in it; {@code null} for all, {@code attention} for those in need. */
    record Tab(@Nullable String state, long count, String href, boolean current) {}

    /** Marketplaces that the list can be narrowed to. */
    public List<String> channels() {
        return List.of("amazon-in", "flipkart");
    }

    static OrderFilter of(MultivaluedMap<String, String> query) {
        return new OrderFilter(
                given(query, "state"), given(query, "q"), given(query, "channel"), given(query, "attention"));
    }

    List<Tab> tabs(String root, Map<OrderState, Long> counts, long inNeed) {
        List<Tab> tabs = new ArrayList<>();
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        tabs.add(new Tab(null, all, href(root, "", "", null), state.isEmpty() && attention.isEmpty()));
        tabs.add(new Tab("attention", inNeed, href(root, "", "any", null), !attention.isEmpty()));
        counts.forEach((each, count) -> {
            boolean current = each.name().equalsIgnoreCase(state);
            if (count > 0 || current) {
                tabs.add(new Tab(each.name(), count, href(root, each.name(), "", null), current));
            }
        });
        return tabs;
    }

    String next(String root, @Nullable String cursor) {
        return href(root, state, attention, cursor);
    }

    private String href(String root, String inState, String inAttention, @Nullable String cursor) {
        StringBuilder query = new StringBuilder();
        add(query, "state", inState);
        add(query, "q", text);
        add(query, "channel", channel);
        add(query, "attention", inAttention);
        add(query, "cursor", cursor == null ? "" : cursor);
        return root + '/' + query;
    }

    private static void add(StringBuilder query, String name, String value) {
        if (!value.isEmpty()) {
            query.append(query.isEmpty() ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    private static String given(MultivaluedMap<String, String> query, String name) {
        String value = query.getFirst(name);
        return value == null ? "" : value.strip();
    }
}
