package org.haat.catalog.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.haat.catalog.product.ProductState;
import org.haat.catalog.product.Products;
import org.jspecify.annotations.Nullable;

/** What the list of products is narrowed to, and the addresses that say so. Unknown values narrow nothing. */
record ProductFilter(@Nullable ProductState state, String text, String craft, String producer, boolean refused) {

    /** A state with how many are in it; without a state, all. */
    record Tab(@Nullable String state, long count, String href, boolean current) {}

    static ProductFilter of(
            @Nullable String state,
            @Nullable String text,
            @Nullable String craft,
            @Nullable String producer,
            @Nullable String refused) {
        return new ProductFilter(
                ProductPages.state(state), given(text), given(craft), given(producer), "true".equals(refused));
    }

    Products.Search search(Collection<String> refusedSkus) {
        return new Products.Search(
                state,
                craft.isEmpty() ? null : craft,
                producer.isEmpty() ? null : producer,
                text.isEmpty() ? null : text,
                refused ? refusedSkus : List.of());
    }

    List<Tab> tabs(String root, Map<ProductState, Long> counts) {
        List<Tab> tabs = new ArrayList<>();
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        tabs.add(new Tab(null, all, href(root, null, null), state == null));
        for (ProductState each : ProductState.values()) {
            long count = counts.getOrDefault(each, 0L);
            if (count > 0 || each == state) {
                tabs.add(new Tab(each.name(), count, href(root, each, null), each == state));
            }
        }
        return tabs;
    }

    String href(String root, @Nullable ProductState in, @Nullable String after) {
        StringBuilder query = new StringBuilder();
        add(query, "state", in == null ? "" : in.name());
        add(query, "q", text);
        add(query, "craft", craft);
        add(query, "producer", producer);
        add(query, "refused", refused ? "true" : "");
        add(query, "after", given(after));
        return root + "/products" + query;
    }

    private static void add(StringBuilder query, String name, String value) {
        if (!value.isEmpty()) {
            query.append(query.isEmpty() ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    private static String given(@Nullable String value) {
        String text = value == null ? "" : value.strip();
        return text.length() > 100 ? text.substring(0, 100) : text;
    }
}
